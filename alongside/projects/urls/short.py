"""Short addresses, as posters print them: before everything else, in nobody's house."""

from django.urls import path

from alongside.projects.views import sharing

app_name = "short"
urlpatterns = [
    path("go/<slug:name>/", sharing.leads, name="page"),
    path("go/<slug:name>/<slug:language>/", sharing.leads, name="language"),
]
