"""Every address of the product. Organisations' public sites come last: their names are the first part."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("alongside.front.urls.top")),
    path("", include("alongside.people.accounts.urls")),
    path("", include("alongside.projects.urls.short")),
    path("log-in/", include("alongside.people.accounts.urls_log_in")),
    path("team/", include("alongside.front.urls.team")),
    path("team/<slug:org>/library/", include("alongside.library.urls")),
    path("team/<slug:org>/", include("alongside.projects.urls.team")),
    path("team/<slug:org>/", include("alongside.tools.survey.urls.team")),
    path("team/<slug:org>/", include("alongside.analysis.urls.team")),
    path("team/<slug:org>/", include("alongside.moderation.urls")),
    path("team/<slug:org>/", include("alongside.feedback.urls.team")),
    path("team/<slug:org>/", include("alongside.evidence.urls.team")),
    path("team/<slug:org>/", include("alongside.messaging.urls.team")),
    path("team/<slug:org>/", include("alongside.groups.urls")),
    path("team/<slug:org>/people/partners/", include("alongside.stakeholders.urls.team")),
    path("team/<slug:org>/", include("alongside.projects.urls.record")),
]
if settings.DEMO or "alongside.demo" in settings.INSTALLED_APPS:
    urlpatterns.append(path("demo/", include("alongside.demo.urls")))
urlpatterns += [
    path("<slug:org>/", include("alongside.organisations.urls")),
    path("<slug:org>/", include("alongside.front.urls.public")),
    path("<slug:org>/", include("alongside.messaging.urls.public")),
    path("<slug:org>/", include("alongside.feedback.urls.public")),
    path("<slug:org>/projects/", include("alongside.projects.urls.public")),
    path("<slug:org>/projects/", include("alongside.evidence.urls.public")),
    path("<slug:org>/projects/<slug:project>/", include("alongside.analysis.urls.public")),
    path("<slug:org>/", include("alongside.tools.survey.urls.public")),
    path("<slug:org>/", include("alongside.people.monitoring.urls")),
]

handler403 = "alongside.front.views.errors.not_allowed"
handler404 = "alongside.front.views.errors.not_found"
handler500 = "alongside.front.views.errors.went_wrong"
