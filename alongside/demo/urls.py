from django.urls import path

from alongside.demo import views
from alongside.demo.gallery import gallery

app_name = "demo"
urlpatterns = [
    path("gallery/", gallery, name="gallery"),
    path("outbox/", views.sent_mail, name="outbox"),
    path("people/", views.people, name="people"),
    path("people/log-in/", views.log_in_as, name="log-in-as"),
]
