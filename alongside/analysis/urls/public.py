from django.urls import path

from alongside.analysis.views import files, published

app_name = "analysis"
urlpatterns = [
    path("results/", published.results, name="results"),
    path("results/files/<uuid:file>/", files.published, name="file"),
]
