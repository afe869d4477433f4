"""Of a whole postcode only the district is kept, and how deprived the area is where that can be looked up."""

import logging
from collections.abc import Mapping

from alongside.knowledge.postcodes import fifth_of
from alongside.questionnaires.types import Answer, Definition, Kind

logger = logging.getLogger(__name__)


def only_areas(definition: Definition, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers, with postcodes as districts. A district stays as it is."""
    return {
        key: area_of(answer.value["postcode"]) or answer
        if isinstance(answer.value, dict)
        and "postcode" in answer.value
        and key in definition.by_key
        and definition.by_key[key].kind is Kind.POSTCODE
        else answer
        for key, answer in answers.items()
    }


def area_of(postcode: str) -> Answer | None:
    """None where it is a district already."""
    district, _space, rest = postcode.partition(" ")
    if not rest:
        return None
    fifth = _fifth_of(postcode)
    return Answer({"postcode": district, **({"fifth": str(fifth)} if fifth else {})})


def _fifth_of(postcode: str) -> int | None:
    """A file of postcodes that cannot be read is the installation's trouble, never the sender's."""
    try:
        return fifth_of(postcode)
    except (OSError, ValueError) as problem:
        logger.error("file of postcodes cannot be used error=%s", type(problem).__name__)
        return None
