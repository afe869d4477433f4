"""Addresses of the team's own pages: choosing an organisation, Today, Projects, Settings, Help."""

from django.urls import include, path

from alongside.front.views import settings, team

app_name = "team"
urlpatterns = [
    path("", team.start, name="start"),
    path("<slug:org>/", team.today, name="today"),
    path("<slug:org>/projects/", team.projects, name="projects"),
    path("<slug:org>/people/", include("alongside.people.accounts.urls_team")),
    path("<slug:org>/settings/", settings.overview, name="settings"),
    path("<slug:org>/settings/areas/", settings.areas, name="settings-areas"),
    path("<slug:org>/settings/<slug:page>/", settings.change, name="settings-page"),
    path("<slug:org>/help/", team.help_page, name="help"),
]
