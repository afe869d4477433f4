from django.urls import path

from alongside.people.monitoring.views import public

app_name = "monitoring"
urlpatterns = [
    path("projects/<slug:project>/about-you/", public.start, name="start"),
    path("projects/<slug:project>/about-you/thank-you/", public.thanks, name="thanks"),
    path("projects/<slug:project>/about-you/question/<str:key>/", public.question, name="question"),
]
