from django.urls import path

from alongside.evidence.views import team

app_name = "evidence"
urlpatterns = [
    path("projects/<slug:project>/evidence-pack/", team.packs, name="packs"),
    path("projects/<slug:project>/evidence-pack/<uuid:pack>/", team.download, name="pack"),
]
