"""Addresses of this room, below an organisation's public site."""

from django.urls import path

from alongside.tools.survey.views import paper, public, sent

app_name = "survey"
urlpatterns = [
    path("code/", sent.use_code, name="return"),
    path("projects/<slug:project>/answer/", public.start, name="start"),
    path("projects/<slug:project>/answer/question/<str:key>/", public.question, name="question"),
    path("projects/<slug:project>/answer/saved/", public.saved, name="saved"),
    path("projects/<slug:project>/answer/check/", public.check, name="check"),
    path("projects/<slug:project>/answer/done/", public.done, name="done"),
    path("projects/<slug:project>/answer/leave/", public.leave, name="leave"),
    path("projects/<slug:project>/answer/left/", public.left, name="left"),
    path("projects/<slug:project>/answer/email-code/", sent.email_code, name="email-code"),
    path("projects/<slug:project>/answer/copy/", sent.copy, name="copy"),
    path("projects/<slug:project>/paper/", paper.paper, name="paper"),
    path("projects/<slug:project>/paper/form.pdf", paper.paper_pdf, name="paper-pdf"),
    path("projects/<slug:project>/what-happened/", sent.follow, name="follow"),
    path("projects/<slug:project>/withdraw/", sent.withdraw, name="withdraw"),
    path("projects/<slug:project>/withdrawn/", sent.withdrawn, name="withdrawn"),
]
