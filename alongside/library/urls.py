from django.urls import URLPattern, path

from alongside.library.views import catalogue, forms, own

app_name = "library-team"
urlpatterns: list[URLPattern] = [
    path("", catalogue.overview, name="overview"),
    path("kinds/", catalogue.kinds, name="kinds"),
    path("law/", catalogue.law, name="law"),
    path("add-method/", own.add, name="add"),
    path("templates/empty/<slug:questions>.<slug:layout>", forms.empty, name="empty"),
    path("<slug:shelf>/", catalogue.entries, name="entries"),
    path("<slug:shelf>/<slug:entry>/", catalogue.entry, name="entry"),
    path("<slug:shelf>/<slug:entry>/change/", own.change, name="change"),
]
