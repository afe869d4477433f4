"""What a form was shown with, so that saving it changes only what somebody changed: a colleague's words, saved meanwhile
in another field, stay. It travels in the form, and says nothing that the page does not show."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def seen(values: Mapping[str, Any]) -> str:
    """For a hidden field."""
    return json.dumps({key: _plain(value) for key, value in values.items()}, sort_keys=True)


def changed(values: Mapping[str, Any], shown: str) -> dict[str, Any]:
    """The values that differ from what the form was shown with; all of them where that cannot be read."""
    try:
        before = json.loads(shown)
    except ValueError:
        before = None
    if not isinstance(before, dict):
        return dict(values)
    return {key: value for key, value in values.items() if key not in before or before[key] != _plain(value)}


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, list | tuple):
        return "\n".join(_plain(each) for each in value)
    # As a browser sends it back: line ends differ, and spaces at the ends are cut off.
    return "\n".join(" ".join(line.split()) for line in str(value).strip().splitlines())
