"""Addresses of the survey builder; part of the team's addresses of this room."""

from django.urls import path

from alongside.tools.survey.views import build

P = "projects/<slug:project>/ask/"
urlpatterns = [
    path(P, build.build, name="build"),
    path(P + "start/", build.start, name="build-start"),
    path(P + "arrange/", build.arrange, name="arrange"),
    path(P + "questions/<slug:question>/", build.question, name="question"),
    path(P + "questions/<slug:question>/remove/", build.remove, name="remove"),
    path(P + "sections/<slug:section>/", build.section, name="section"),
    path(P + "sections/<slug:section>/add/", build.add, name="add"),
    path(P + "changes/", build.changes, name="changes"),
    path(P + "preview/", build.preview, name="preview"),
]
