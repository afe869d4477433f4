from django.urls import include, path

from alongside.front.views import mine, public

app_name = "front"
urlpatterns = [
    path("", public.home, name="home"),
    path("mine/", mine.mine, name="mine"),
    path("mine/took-part/", mine.took_part, name="mine-took-part"),
    path("mine/took-part/<slug:project>/", mine.what_came_of_it, name="mine-came-of-it"),
    path("mine/", include("alongside.people.accounts.urls_mine")),
    path("help/", public.help_page, name="help"),
    path("about/<slug:name>/", public.page, name="page"),
]
