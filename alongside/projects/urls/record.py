from django.urls import URLPattern, path

from alongside.projects.views import record

app_name = "record"
urlpatterns: list[URLPattern] = [
    path("projects/<slug:project>/record/", record.of_project, name="timeline"),
    path("projects/<slug:project>/record/copy/", record.project_copy, name="copy"),
    path("record/", record.of_organisation, name="organisation"),
    path("record/copy/", record.organisation_copy, name="organisation-copy"),
    path("record/verify.py", record.verifier, name="verifier"),
]
