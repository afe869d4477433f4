from django.urls import path

from alongside.groups import views

app_name = "groups"
urlpatterns = [
    path("groups/", views.listed, name="groups"),
    path("groups/<uuid:group>/", views.group, name="group"),
]
