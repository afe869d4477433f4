"""People and teams, below /team/<org>/people/. Included by front's team addresses, whose namespace they share."""

from django.urls import path

from alongside.people.accounts.views import needs, team

urlpatterns = [
    path("", team.people, name="people"),
    path("add/", team.add, name="people-add"),
    path("colleagues/<uuid:membership>/", team.change, name="people-change"),
    path("colleagues/<uuid:membership>/remove/", team.remove, name="people-remove"),
    path("colleagues/<uuid:membership>/reset/", team.reset, name="people-reset"),
    path("in-touch/", team.contacts, name="people-contacts"),
    path("needs/", needs.of_everybody, name="people-needs"),
    path("needs/<uuid:arrangement>/", needs.one, name="people-need"),
    path("who/<str:kind>/<uuid:who>/", team.identity, name="people-identity"),
    path("looks/", team.looks, name="people-looks"),
]
