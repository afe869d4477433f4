"""What came of what a voice said: upper rooms plug in the blocks that the page behind the code shows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Block:
    """One part of the page: a template of the room that plugs in, and what it is shown with."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Plug = Callable[[UUID], list[Block]]
_plugs: list[Plug] = []


def plug(made: Plug) -> Plug:
    """Register a function from a voice's id to its blocks, in the order they are shown."""
    _plugs.append(made)
    return made


def blocks_for(request: HttpRequest, voice: UUID) -> list[SafeString]:
    """What upper rooms have to say about what this voice said, drawn; those with nothing to say are left out."""
    blocks = (block for made in _plugs for block in made(voice))
    drawn = (render_to_string(block.template, block.context, request) for block in blocks)
    return [each for each in drawn if each.strip()]
