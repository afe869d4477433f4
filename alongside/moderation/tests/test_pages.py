"""The moderator's pages in a real browser: with scripts and without, by keyboard, on a phone."""

from collections.abc import Callable

import pytest

from alongside.activities.models import Contribution
from alongside.moderation import actions
from alongside.moderation.models import ShownText
from tests.browser import Visitor
from tests.cast import Cast
from tests.world import furnish

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def text(cast: Cast) -> ShownText:
    world = furnish(cast.northmere, cast.amira)
    said = Contribution.objects.get(pk=world["contribution"])
    actions.ask(contribution=said, question="better", text="More buses", by=cast.ana.pk)
    return actions.ask(contribution=said, question="better", text="Mrs Adeyemi found my father a chair", by=cast.ana.pk)


def test_hiding_words_and_going_on(phone: Visitor, cast: Cast, text: ShownText) -> None:
    phone.logs_in(cast.dot).goes_to("/team/northmere/moderation/")
    phone.sees("Waiting (2)", "may name a person")
    phone.is_accessible()
    phone.fits(320)
    phone.follows("Mrs Adeyemi")
    phone.has_focus("text")
    phone.is_accessible()
    phone.fits(320)
    phone.presses("Save and next")
    phone.sees("There is a problem", "Select what should happen")
    phone.selects("“Mrs Adeyemi”", "Publish with words hidden")
    phone.writes("Reason", "It names somebody")
    phone.presses("Save and next")
    phone.sees("Check before it is saved", "[words hidden] found my father a chair")
    phone.is_accessible()
    phone.presses("Save and next")
    phone.sees("May this be shown?", "More buses")
    text.refresh_from_db()
    assert text.public == "[words hidden] found my father a chair"


def test_selected_words_are_added_to_what_is_hidden(visitor: Visitor, cast: Cast, text: ShownText) -> None:
    visitor.logs_in(cast.dot).goes_to(f"/team/northmere/moderation/{text.pk}/")
    visitor.page.evaluate(
        """() => { const words = document.querySelector('#text p').firstChild
        const range = document.createRange(); range.setStart(words, 26); range.setEnd(words, 35)
        getSelection().removeAllRanges(); getSelection().addRange(range) }"""
    )
    visitor.presses("Hide the words selected above")
    assert visitor.field("Other words to hide").input_value() == "r a chair"
    assert visitor.field("Publish with words hidden").is_checked()


def test_a_worry_is_passed_on(visitor: Visitor, cast: Cast, text: ShownText, browse: Callable[..., Visitor]) -> None:
    visitor.logs_in(cast.dot).goes_to(f"/team/northmere/moderation/{text.pk}/")
    visitor.opens("Somebody may not be safe")
    visitor.writes("What worries you?", "She may be in danger")
    visitor.presses("Pass it on")
    visitor.sees("Passed on to Amira, Olu")
    amira = browse(width=360)
    amira.logs_in(cast.amira).goes_to("/team/northmere/moderation/worries/")
    amira.is_accessible()
    amira.follows("Worry", nth=-1)
    amira.sees("She may be in danger")
    amira.is_accessible()
    amira.fits(320)
    amira.writes("What was done", "Phoned the safeguarding lead")
    amira.presses("Save and close")
    amira.sees("The worry is closed")
