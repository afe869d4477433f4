from django.urls import path

from alongside.messaging.views import public

app_name = "messaging"
urlpatterns = [
    path("another-way/", public.another_way, name="another-way"),
    path("another-way/asked/<uuid:task>/", public.asked, name="asked"),
]
