from django.urls import path

from alongside.feedback.views import team

app_name = "feedback-team"
urlpatterns = [
    path("promises/", team.promises, name="promises"),
    path("promises/<uuid:promise>/done/", team.keep, name="keep"),
    path("promises/<uuid:promise>/new-date/", team.move, name="move"),
    path("projects/<slug:project>/findings/", team.findings, name="findings"),
    path("projects/<slug:project>/findings/new/", team.write, name="write"),
    path("projects/<slug:project>/findings/<int:number>/", team.finding, name="finding"),
    path("projects/<slug:project>/findings/<int:number>/change/", team.change, name="change"),
    path("projects/<slug:project>/findings/<int:number>/evidence/", team.evidence, name="evidence"),
    path("projects/<slug:project>/findings/<int:number>/response/", team.respond, name="respond"),
    path("projects/<slug:project>/findings/<int:number>/promise/", team.promise, name="promise"),
    path("projects/<slug:project>/findings/<int:number>/publish/", team.publish, name="publish"),
    path("projects/<slug:project>/findings/<int:number>/tell/", team.tell, name="tell"),
]
