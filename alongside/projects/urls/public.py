from django.urls import URLPattern, path

from alongside.projects.views import opening, public

app_name = "projects"
EDITION = "<slug:project>/documents/<slug:document>/<slug:language>/<slug:format>/"
urlpatterns: list[URLPattern] = [
    path("", public.find, name="list"),
    path("<slug:project>/", public.page, name="page"),
    path("<slug:project>/tell-me/", opening.tell_me, name="tell-me"),
    path("<slug:project>/tell-me/done/", opening.told, name="told"),
    path("<slug:project>/how-this-was-run/", public.how_run, name="how-run"),
    path("<slug:project>/how-this-was-run/<slug:sheet>/", public.sheet, name="sheet"),
    path(EDITION, public.edition, name="edition"),
    path(EDITION + "file/", public.file, name="file"),
]
