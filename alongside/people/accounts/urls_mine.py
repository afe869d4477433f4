"""My Alongside, below /<org>/mine/. Included by front's public addresses, whose namespace they share."""

from django.urls import path

from alongside.people.accounts.views import mine

urlpatterns = [
    path("consents/", mine.consents, name="mine-consents"),
    path("consents/<uuid:consent>/stop/", mine.stop, name="mine-stop"),
    path("contact/", mine.contact, name="mine-contact"),
    path("needs/", mine.needs, name="mine-needs"),
    path("data/", mine.data, name="mine-data"),
    path("data/download/", mine.download, name="mine-download"),
    path("data/delete/", mine.delete, name="mine-delete"),
]
