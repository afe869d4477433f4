"""Addresses of this room that are not below /log-in/."""

from django.urls import path

from alongside.people.accounts.views import login, public

TOUCH = "<slug:org>/projects/<slug:project>/keep-in-touch/"

app_name = "accounts"
urlpatterns = [
    path("after-log-in/", login.after_log_in, name="after-log-in"),
    path("second-factor/", login.second_factor, name="second-factor"),
    path(TOUCH, public.keep_in_touch, name="keep-in-touch"),
    path(f"{TOUCH}invitations/", public.invitations, name="invitations"),
    path(f"{TOUCH}done/", public.kept_in_touch, name="kept-in-touch"),
]
