"""Addresses for bringing in a spreadsheet; part of the team's addresses of this room."""

from django.urls import path

from alongside.tools.survey.views import bring

urlpatterns = [
    path("projects/<slug:project>/bring-in/", bring.choose, name="import"),
    path("projects/<slug:project>/bring-in/<uuid:file>/", bring.look, name="import-look"),
]
