"""The browser harness itself can fail."""

import pytest

from tests.browser import Browse, Visitor

PAGE = "<!doctype html><html lang=en-gb><title>{title}</title><main>{body}</main></html>"
ERRORS = """<div class="nhsuk-error-summary"><h2>There is a problem</h2><a href="#{target}">Enter a number</a></div>
<h1>A page</h1><div class="nhsuk-form-group--error"><label for="miles">Miles</label>
<span class="nhsuk-error-message">Enter a number</span><input id="miles" name="miles"></div>"""

pytestmark = pytest.mark.browser


def show(visitor: Visitor, body: str, title: str = "A page") -> Visitor:
    visitor.page.set_content(PAGE.format(title=title, body=body))
    return visitor


@pytest.mark.parametrize("script", [True, False])
def test_a_good_page_passes(browse: Browse, script: bool) -> None:
    show(browse(script=script), "<h1>A page</h1><p><a href='/a'>One</a></p>").is_accessible().fits(320)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<h1>A page</h1><img src='data:,'>", "image-alt"),
        ("<h1>A page</h1><h3>Too deep</h3>", "jumps from level 1 to 3"),
        ("<p>No heading</p>", "0 first headings"),
        ("<h1>A page</h1><a href='/a'>More</a> <a href='/b'>More</a>", "links alike, 'more'"),
    ],
)
@pytest.mark.parametrize("script", [True, False])
def test_a_bad_page_is_caught(browse: Browse, body: str, problem: str, script: bool) -> None:
    with pytest.raises(AssertionError, match=problem):
        show(browse(script=script), body).is_accessible()


def test_a_wide_page_is_caught(visitor: Visitor) -> None:
    with pytest.raises(AssertionError, match="pixels wide"):
        show(visitor, f"<h1>{'Pneumono' * 20}</h1>").fits(320)


def test_an_error_is_at_the_field_and_in_the_summary(visitor: Visitor) -> None:
    show(visitor, ERRORS.format(target="miles"), "Error: A page").shows_error("miles", "Enter a number")
    with pytest.raises(AssertionError, match="leads nowhere"):
        show(visitor, ERRORS.format(target="gone"), "Error: A page").shows_error("miles", "Enter a number")
    with pytest.raises(AssertionError):
        show(visitor, ERRORS.format(target="miles")).shows_error("miles", "Enter a number")


def test_another_host_is_noticed(browse: Browse) -> None:
    someone = browse()
    show(someone, "<h1>A page</h1><img src='http://elsewhere.invalid/x.png' alt=''>")
    someone.page.wait_for_timeout(100)
    with pytest.raises(AssertionError, match="elsewhere"):
        someone.asked_only_us()
    with pytest.raises(AssertionError):
        someone.heard_no_complaint()
    someone.asked.clear()
    someone.complaints.clear()
