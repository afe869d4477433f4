from django.utils.translation import gettext_lazy as _

from alongside.record.verbs import say

say(
    {
        "survey.batch-opened": _("opened batch %(batch)s"),
        "survey.batch-finished": _("finished batch %(batch)s"),
        "survey.form-entered": _("typed in form %(form)s of batch %(batch)s"),
        "survey.form-corrected": _("corrected form %(form)s of batch %(batch)s"),
        "survey.form-entered-again": _("typed in form %(form)s of batch %(batch)s a second time"),
        "survey.form-settled": _("settled the two entries of form %(form)s of batch %(batch)s"),
        "survey.form-removed": _("took out form %(form)s of batch %(batch)s: it had been typed in twice"),
        "survey.form-kept": _("kept form %(form)s of batch %(batch)s beside one like it"),
        "survey.started": _("started the survey"),
        "survey.started-from": _("started the survey from the saved set “%(set)s”"),
        "survey.question-added": _("added the question “%(question)s”"),
        "survey.question-changed": _("changed the question “%(question)s”"),
        "survey.question-removed": _("removed the question “%(question)s”"),
        "survey.moved": _("changed the order of the questions"),
        "survey.copied": _("copied a question"),
        "survey.section-added": _("added a section to the survey"),
        "survey.section-changed": _("changed the section “%(section)s”"),
        "survey.section-removed": _("removed the section “%(section)s”"),
        "survey.set-added": _("added a saved set to the survey"),
        "survey.changes-published": _("published %(count)s changes to the survey: %(note)s"),
        "survey.imported": _("brought in %(added)s answers from a file"),
        "survey.import-replaced": _(
            "brought in a corrected file: %(added)s answers added, %(changed)s changed, %(gone)s taken out"
        ),
        "survey.forms-printed": _("printed paper forms %(first)s to %(last)s, each with its code to tear off"),
        "survey.slip-entered": _("typed in a contact slip"),
    }
)
