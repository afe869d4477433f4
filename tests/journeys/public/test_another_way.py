"""Journey E: "Ask for this another way" becomes a task with a person and a clock, and ends with whether it helped."""

import pytest
from django.core.cache import cache

from alongside.messaging.models import Task
from alongside.people.accounts.models import Envelope
from alongside.record.models import Entry
from alongside.tools.survey.tests.makers import survey_in
from tests.browser import Browse, Visitor
from tests.cast import assemble
from tests.journeys.steps import good

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PROJECT = "/northmere/projects/blood-tests/"


def test_asking_for_another_way_ends_with_whether_the_need_was_met(
    transactional_db: None, phone: Visitor, browse: Browse
) -> None:
    cache.clear()
    cast = assemble()
    project = survey_in(cast.northmere, contact_name="Jo Reid").activity.project
    project.lead = cast.amira.pk
    project.save()

    # Given somebody who cannot use the page as it is: the way out is on every page, also inside the survey
    for page in ("/northmere/", PROJECT, f"{PROJECT}answer/", "/northmere/help/"):
        phone.goes_to(page)
        assert phone.page.get_by_role("link", name="Ask for this another way").count(), f"no way out on {page}"
    # When they ask, with a mistake first
    phone.goes_to(PROJECT).follows("Ask for what you need")
    good(phone.sees("Ask for this another way", "Blood tests", "will get back to you by")).presses("Send my request")
    good(phone.shows_error("ways", "Select what you need").sees("Select how we can reach you"))
    phone.selects("Large print", "Answer by phone: you call me", "Phone call")
    phone.writes("Tell us more (optional)", "Size 24, and call after 4pm")
    phone.writes("Phone number", "020 7946 0958").presses("Send my request")
    # Then they see who does it and by when, and nothing of what they asked
    good(phone.sees("by")).does_not_see("020 7946 0958", "Size 24")
    task = Task.objects.get()
    assert (task.owner, task.scope, task.done_at) == (cast.amira.pk, project.pk, None) and task.due_on
    # When the lead looks
    lead = browse(script=phone.script).logs_in(cast.amira)
    good(lead.goes_to("/team/northmere/tasks/").sees("Large print", "Amira")).follows("Asked for: Large print")
    good(lead.sees("What they asked for", "Size 24, and call after 4pm")).does_not_see("020 7946 0958")
    lead.presses("Show how to reach them")
    good(lead.sees("We have written down that you looked.", "020 7946 0958"))
    # and finishes it
    lead.goes_to(f"/team/northmere/tasks/{task.pk}/").presses("It is done")
    good(lead.shows_error("outcome", "Say what was done").sees("Select whether the need was met"))
    lead.writes("What was done", "Called, and asked the questions over the phone.").selects("Yes")
    lead.presses("It is done").sees("Done. The address and the words are deleted.")
    # Then it is known whether the need was met, and what was needed only for that is gone.
    task.refresh_from_db()
    assert (task.need_met, task.done_by, task.words) == (True, cast.amira.pk, "")
    assert not Envelope.objects.filter(pk=task.envelope).exists()
    good(lead.goes_to("/team/northmere/tasks/?show=done").sees("Large print"))
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"task.done", "identity.looked"} <= verbs
    # A colleague who types in forms sees nothing of it.
    ben = browse(script=phone.script).logs_in(cast.ben)
    ben.goes_to(f"/team/northmere/tasks/{task.pk}/").does_not_see("Called, and asked")
