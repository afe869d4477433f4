from django.urls import path

from alongside.stakeholders.views import bringing, joining, team

app_name = "stakeholders-team"
P = "<uuid:stakeholder>/"
urlpatterns = [
    path("", team.register, name="register"),
    path("add/", team.add, name="add"),
    path(P, team.one, name="one"),
    path(P + "change/", team.change, name="change"),
    path(P + "contact/", team.contact, name="contact"),
    path(P + "relation/", team.relation, name="relation"),
    path(P + "relation/<uuid:relation>/remove/", team.unrelate, name="unrelate"),
    path("import/", bringing.choose, name="import"),
    path("download/", bringing.download, name="download"),
    path("import/<uuid:brought>/", bringing.look, name="import-look"),
    path("duplicates/", joining.duplicates, name="duplicates"),
    path(P + "join/<uuid:other>/", joining.merge, name="merge"),
    path(P + "apart/<uuid:other>/", joining.apart, name="apart"),
    path("joined/<uuid:merge>/undo/", joining.undo, name="undo"),
    path("promises/<uuid:entry>/done/", team.promise_done, name="promise-done"),
]
