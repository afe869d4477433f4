"""Every component, looked at by machines."""

import pytest

from tests.browser import Browse, Visitor

pytestmark = pytest.mark.browser


def test_every_component_is_accessible_and_fits(desk: Visitor) -> None:
    desk.goes_to("/demo/gallery/").is_accessible().fits(320).fits(640).fits(1280)


def test_in_forced_colours_what_was_colour_is_a_line(browse: Browse) -> None:
    someone = browse(forced_colors="active")
    someone.goes_to("/demo/gallery/").is_accessible()
    for part in (".as-card", ".as-box--state", ".nhsuk-tag", ".as-figure", ".as-stages a[aria-current]", ".as-done"):
        sides = someone.page.locator(part).first.evaluate(
            "e => { const s = getComputedStyle(e); return [s.borderTopStyle, s.borderTopWidth, s.borderTopColor] }"
        )
        assert sides[0] == "solid" and sides[1] != "0px" and sides[2] != "rgba(0, 0, 0, 0)", (part, sides)


def test_turned_right_to_left_nothing_falls_off(browse: Browse) -> None:
    someone = browse(width=360)
    someone.goes_to("/demo/gallery/")
    someone.page.evaluate("document.documentElement.dir = 'rtl'")
    someone.fits(320).fits(1280)


def test_reduced_motion_and_more_contrast_are_heard(browse: Browse) -> None:
    someone = browse(reduced_motion="reduce", contrast="more")
    someone.goes_to("/demo/gallery/").is_accessible()
    line = someone.page.locator(".as-card").first.evaluate("e => getComputedStyle(e).borderLeftColor")
    assert line == "rgb(33, 43, 50)"
