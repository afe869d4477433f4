from django.urls import path

from alongside.feedback.views import public

app_name = "feedback"
urlpatterns = [
    path("what-changed/", public.what_changed, name="what-changed"),
]
