from django.urls import URLPattern, path

from alongside.tools.survey.urls import bring, build, entry
from alongside.tools.survey.views import paper

app_name = "survey-team"
urlpatterns: list[URLPattern] = [
    *build.urlpatterns,
    *entry.urlpatterns,
    *bring.urlpatterns,
    path("projects/<slug:project>/print/", paper.print_run, name="print"),
]
