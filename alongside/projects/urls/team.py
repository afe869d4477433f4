from django.urls import URLPattern, path

from alongside.projects.views import documents, duties, languages, moves, sharing, stakeholders, team

app_name = "projects-team"
P = "projects/<slug:project>/"
urlpatterns: list[URLPattern] = [
    path("projects/start/", team.start, name="start"),
    path(P, team.workspace, name="workspace"),
    path(P + "preview/", team.preview, name="preview"),
    path(P + "edit/<slug:section>/", team.edit, name="edit"),
    path(P + "dates/", team.dates, name="dates"),
    path(P + "updates/", team.updates, name="updates"),
    path(P + "documents/", documents.documents, name="documents"),
    path(P + "documents/<slug:document>/", documents.document, name="document"),
    path(P + "documents/<slug:document>/publish/", documents.publish, name="document-publish"),
    path(P + "share/", sharing.share, name="share"),
    path(P + "share/<slug:language>/poster/", sharing.poster_page, name="poster"),
    path(P + "share/<slug:language>/poster.pdf", sharing.poster_pdf, name="poster-pdf"),
    path(P + "share/<slug:language>/code.svg", sharing.code, name="code"),
    path(P + "languages/", languages.languages, name="languages"),
    path(P + "languages/<slug:language>/", languages.translate, name="translate"),
    path(P + "languages/<slug:language>/sheet.<slug:layout>", languages.sheet, name="translation-sheet"),
    path(P + "languages/<slug:language>/bring/", languages.bring, name="translation-bring"),
    path(P + "languages/<slug:language>/publish/", languages.publish, name="translation-publish"),
    path(P + "duties/", duties.duties, name="duties"),
    path(P + "duties/questions/", duties.questions, name="duties-questions"),
    path(P + "stakeholders/", stakeholders.stakeholders, name="stakeholders"),
    path(P + "stakeholders/add/", stakeholders.add, name="stakeholders-add"),
    path(P + "stakeholders/move/", stakeholders.move_here, name="stakeholders-move-here"),
    path(P + "stakeholders/map.<slug:layout>", stakeholders.file, name="stakeholders-file"),
    path(P + "stakeholders/<uuid:stakeholder>/", stakeholders.move, name="stakeholders-move"),
    path(P + "ready/", team.ready, name="ready"),
    path(P + "ready/<slug:check>/", team.override, name="override"),
    path(P + "publish/", team.publish, name="publish"),
    path(P + "pause/", moves.pause, name="pause"),
    path(P + "resume/", moves.resume, name="resume"),
    path(P + "extend/", moves.extend, name="extend"),
    path(P + "new-date/", moves.new_date, name="new-date"),
    path(P + "close/", moves.close, name="close"),
    path(P + "answered/", moves.answered, name="answered"),
]
