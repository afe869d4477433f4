from django.urls import path

from alongside.analysis.views import files, published, reach, responses, results

app_name = "analysis-team"
urlpatterns = [
    path("projects/<slug:project>/results/", results.results, name="results"),
    path("projects/<slug:project>/results/publish/", published.publishing, name="publish"),
    path("projects/<slug:project>/results/publish/now/", published.publish, name="publish-now"),
    path("projects/<slug:project>/files/", files.listed, name="files"),
    path("projects/<slug:project>/files/<uuid:file>/", files.download, name="file"),
    path("projects/<slug:project>/reach/", reach.reach, name="reach"),
    path("projects/<slug:project>/responses/", responses.listed, name="responses"),
    path("projects/<slug:project>/responses/read/", responses.read, name="read"),
    path("projects/<slug:project>/responses/<uuid:contribution>/", responses.one, name="response"),
]
