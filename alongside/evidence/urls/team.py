from django.urls import path

from alongside.evidence.views import editions, team

app_name = "evidence"
EDITIONS = "projects/<slug:project>/evidence-pack/public/"
urlpatterns = [
    path("projects/<slug:project>/evidence-pack/", team.packs, name="packs"),
    path(EDITIONS, editions.editions, name="editions"),
    path(EDITIONS + "<uuid:public_pack>/", editions.edition_zip, name="edition"),
    path(EDITIONS + "<uuid:public_pack>/pdf/", editions.edition_pdf, name="edition-pdf"),
    path(EDITIONS + "<uuid:public_pack>/publish/", editions.publish, name="edition-publish"),
    path(EDITIONS + "<uuid:public_pack>/take-off/", editions.withdraw, name="edition-withdraw"),
    path("projects/<slug:project>/evidence-pack/<uuid:pack>/", team.download, name="pack"),
]
