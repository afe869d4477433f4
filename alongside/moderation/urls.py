from django.urls import path

from alongside.moderation import views

app_name = "moderation"
urlpatterns = [
    path("moderation/", views.queue, name="queue"),
    path("moderation/worries/", views.worries, name="worries"),
    path("moderation/worries/<uuid:worry>/", views.one_worry, name="one-worry"),
    path("moderation/<uuid:text>/", views.one, name="text"),
    path("moderation/<uuid:text>/worry/", views.raise_worry, name="worry"),
]
