from django.urls import path

from alongside.messaging.views import letters, team

app_name = "messaging-team"
urlpatterns = [
    path("tasks/", team.tasks, name="tasks"),
    path("tasks/letters/", letters.waiting, name="letters"),
    path("tasks/letters/<uuid:letters>/", letters.file, name="letters-file"),
    path("tasks/letters/<uuid:letters>/letters.pdf", letters.pdf, name="letters-pdf"),
    path("tasks/letters/<uuid:letters>/posted/", letters.posted, name="letters-posted"),
    path("tasks/<uuid:task>/letter/", letters.one, name="letter"),
    path("tasks/<uuid:task>/", team.task, name="task"),
    path("tasks/<uuid:task>/where/", team.where, name="where"),
    path("tasks/<uuid:task>/give/", team.give, name="give"),
    path("tasks/<uuid:task>/done/", team.done, name="done"),
]
