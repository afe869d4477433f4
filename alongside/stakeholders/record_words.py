"""Words in the record for what is done with partners. They follow the name of who did it; no partner is named."""

from django.utils.translation import gettext_lazy as _

from alongside.record.verbs import say

say(
    {
        "stakeholder.added": _("added a partner to the register"),
        "stakeholder.changed": _("changed what is kept about a partner"),
        "stakeholder.contact-logged": _("wrote down a contact with a partner"),
        "stakeholder.promise-kept": _("marked a promise to a partner as done"),
        "stakeholder.related": _("wrote down what two partners have to do with each other"),
        "stakeholder.unrelated": _("removed what was written about two partners"),
        "stakeholder.merged": _("joined a duplicate into a partner: %(moved)s things moved to it"),
        "stakeholder.retired": _("took a duplicate partner out of the register, kept as it was"),
        "stakeholder.merge-undone": _("undid joining a duplicate into a partner"),
        "stakeholder.brought-back": _("put a partner back into the register"),
        "stakeholder.distinct": _("said that two partners that look alike are not the same"),
        "stakeholder.imported": _("imported %(count)s partners from a file"),
        "stakeholder.taken": _("downloaded %(count)s partners, without contact details"),
        "stakeholder.taken-with-contacts": _("downloaded %(count)s partners with their contact details"),
        "stakeholder.moved": _("placed a partner on the map: influence %(influence)s, interest %(interest)s"),
        "stakeholder.off-map": _("took a partner off the map"),
        "grant.agreed": _("wrote down a grant to a partner"),
        "grant.deliverable-added": _("wrote down what a grant brings, due %(due)s"),
        "grant.returned": _("marked what a grant brings as returned"),
    }
)
