from django.urls import URLPattern, path

from alongside.library.views import catalogue, duties, forms, own, values

app_name = "library-team"
urlpatterns: list[URLPattern] = [
    path("", catalogue.overview, name="overview"),
    path("kinds/", catalogue.kinds, name="kinds"),
    path("law/", duties.law, name="law"),
    path("law/<slug:entry>/", duties.duty, name="duty"),
    path("law/<slug:entry>/change/", duties.change, name="duty-change"),
    path("add-to-law/", duties.add, name="add-duty"),
    path("review/", duties.review, name="review"),
    path("times-and-rates/", values.shelf, name="values"),
    path("times-and-rates/<slug:kind>/<slug:entry>/", values.value, name="value"),
    path("add-method/", own.add, name="add"),
    path("templates/empty/<slug:questions>.<slug:layout>", forms.empty, name="empty"),
    path("<slug:shelf>/", catalogue.entries, name="entries"),
    path("<slug:shelf>/<slug:entry>/", catalogue.entry, name="entry"),
    path("<slug:shelf>/<slug:entry>/change/", own.change, name="change"),
]
