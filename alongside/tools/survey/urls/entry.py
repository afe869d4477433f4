"""Addresses for typing in; part of the team's addresses of this room."""

from django.urls import path

from alongside.tools.survey.views import entry

urlpatterns = [
    path("projects/<slug:project>/typing-in/", entry.batches, name="batches"),
    path("projects/<slug:project>/typing-in/slip/", entry.slip, name="slip"),
    path("projects/<slug:project>/typing-in/<int:number>/", entry.enter, name="enter"),
    path("projects/<slug:project>/typing-in/<int:number>/finish/", entry.finish, name="finish"),
    path("projects/<slug:project>/typing-in/<int:number>/<int:form>/", entry.correct, name="correct"),
    path("projects/<slug:project>/typing-in/<int:number>/<int:form>/again/", entry.again, name="again"),
    path(
        "projects/<slug:project>/typing-in/<int:number>/<int:form>/differences/", entry.differences, name="differences"
    ),
    path("projects/<slug:project>/typing-in/<int:number>/<int:form>/alike/", entry.alike, name="alike"),
]
