from django.urls import path

from alongside.front.views import top

app_name = "front-top"
urlpatterns = [
    path("", top.installation, name="installation"),
    path("healthz", top.alive, name="alive"),
    path("readyz", top.ready, name="ready"),
    path("robots.txt", top.robots, name="robots"),
]
