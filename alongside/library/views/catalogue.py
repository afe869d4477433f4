"""The library, for reading: methods, channels, whom one works with, kinds of involvement, standards, law."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from alongside.core.dates import local
from alongside.knowledge.catalogue import find as find_practice
from alongside.knowledge.entries import HARDNESS, Superseded
from alongside.knowledge.entries import find as find_law
from alongside.knowledge.methods import methods
from alongside.knowledge.spectrums import KIND, levels, spectrums, word_for
from alongside.library import actions, duties, presenters, presenters_own
from alongside.library.forms import FilterForm, fits
from alongside.library.models import OwnEntry
from alongside.library.rules import Shown, own_method, shelf_of
from alongside.people.accounts.access import TeamRequest, can, team_page
from alongside.people.accounts.names import names
from alongside.people.accounts.roles import Permission

SHELVES = {
    "methods": "method",
    "channels": "channel",
    "working-with": "audience",
    "standards": "standard",
    "templates": "template",
    "plan-templates": "plan-template",
}
A_PAGE = 50
LONGEST = 100


def kind_of(shelf: str) -> str:
    """The kind of entry on a shelf; nothing is there under another name."""
    if shelf not in SHELVES:
        raise Http404
    return SHELVES[shelf]


def shelf_names() -> dict[str, str]:
    return {
        "methods": _("Methods"),
        "channels": _("Channels"),
        "working-with": _("Working with people"),
        "standards": _("Standards"),
        "templates": _("Templates and forms"),
        "plan-templates": _("Plans to begin with"),
    }


def page(request: TeamRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    shown = {"current": "library", "names": shelf_names(), **context}
    return render(request, f"library/{template}", shown, status=status)


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def overview(request: TeamRequest) -> HttpResponse:
    """What there is, and a search over all of it, with law that is known by an old name."""
    words = request.GET.get("q", "")[:LONGEST].strip()
    on = local(timezone.now()).date()
    rows = list(actions.changes(request.organisation))
    asked = duties.asked(rows)
    known = asked.known
    slugs = {kind: shelf for shelf, kind in SHELVES.items()}
    found = [(shelf_names()[slugs[kind]], slugs[kind], each) for kind, each in find_practice(words)]
    methods_of_ours = [each for each in rows if each.is_own and each.kind == OwnEntry.Kind.METHOD]
    own = [own_method(each) for each in methods_of_ours] if words else []
    found = [(_("Methods"), "methods", each) for each in own if fits(each, {"q": words})] + found
    laws = find_law(known, words)
    who = names(each.by for each in (*asked.own.values(), *asked.comments.values())) if laws else {}
    return page(
        request,
        "overview.html",
        words=words,
        found=found,
        old=[presenters.old(each, known) for each in laws if isinstance(each, Superseded)],
        laws=[presenters_own.law(each, on, asked, who) for each in laws if not isinstance(each, Superseded)],
        counts={shelf: len(shelf_of(kind, rows, on)) for shelf, kind in SHELVES.items()},
        duties=len(known.duties),
    )


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def entries(request: TeamRequest, shelf: str) -> HttpResponse:
    """Everything on one shelf. Methods can be narrowed, in the address."""
    kind = kind_of(shelf)
    every = shelf_of(kind, actions.changes(request.organisation), local(timezone.now()).date())
    form, chosen = None, {}
    if kind == "method":
        form = FilterForm(request.GET, vocabulary=request.organisation.vocabulary)
        chosen = form.chosen()
        every = [each for each in every if fits(each.entry, chosen)]
    shown = Paginator([each for each in every if not each.hidden], A_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        f"{shelf.replace('-', '_')}.html",
        shelf=shelf,
        form=form,
        chosen=chosen,
        query=urlencode(chosen),
        shown=shown,
        lines=[_line(request, each) for each in shown],
        put_away_lines=[_line(request, each) for each in every if each.hidden],
        may_add=kind == "method" and can(request.membership, Permission.EDIT_PROJECTS),
    )


def _line(request: TeamRequest, shown: Shown) -> dict[str, Any]:
    line = {
        "entry": shown.entry,
        "changed": presenters.changed(shown, request.organisation),
        "replaced_by": shown.replaced_by,
    }
    if shown.kind == "method":
        line |= {
            "good_for": presenters.good_for(shown.entry),
            "weeks": presenters.weeks(shown.entry.weeks),
            "cost": presenters.COSTS[shown.entry.cost],
            "ways": presenters.ways(shown.entry),
        }
    elif shown.kind == "template":
        line["used"] = presenters.used(shown.entry)
    return line


def look_up(request: TeamRequest, shelf: str, key: str) -> Shown:
    """An entry of this organisation's library, hidden ones included."""
    every = shelf_of(kind_of(shelf), actions.changes(request.organisation), local(timezone.now()).date())
    found = next((each for each in every if each.entry.key == key), None)
    if found is None:
        raise Http404
    return found


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def entry(request: TeamRequest, shelf: str, entry: str) -> HttpResponse:
    """One method, channel, audience or standard."""
    shown = look_up(request, shelf, entry)
    each = shown.entry
    context: dict[str, Any] = {
        "shelf": shelf,
        "shown": shown,
        "entry": each,
        "changed": presenters.changed(shown, request.organisation),
        "source": presenters.source(each.source, each.review_by, own=shown.change is not None and shown.change.is_own),
        "may_change": shown.kind in OwnEntry.Kind.values and can(request.membership, Permission.EDIT_PROJECTS),
    }
    if shown.kind == "method":
        context |= {
            "facts": presenters.facts(each, request.organisation.vocabulary),
            "good_for": [presenters.choice("why", key) for key in each.purposes],
            "audiences": [presenters.choice("who", key) for key in each.audiences],
            "leaves_out": presenters.leaves_out(each),
            "beside": [methods()[key] for key in each.beside],
        }
    elif shown.kind == "channel":
        context |= {
            "cost": presenters.COSTS[each.cost],
            "lead": presenters.span(each.lead_days),
            "audiences": [presenters.choice("who", key) for key in (*each.audiences, *each.only_for)],
        }
    elif shown.kind == "audience":
        context |= {name: [methods()[key] for key in getattr(each, name)] for name in ("suits", "care")}
    elif shown.kind == "template":
        context |= {
            "hardness": _(HARDNESS[each.hardness]),
            "forms": presenters.forms(each),
            "starts": presenters.starts(each),
        }
    elif shown.kind == "plan-template":
        context["parts"] = presenters.parts(each)
    else:
        context["asked"] = presenters.ASKED
    return page(request, f"entry_{shown.kind.replace('-', '_')}.html", **context)


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def kinds(request: TeamRequest) -> HttpResponse:
    """Kinds of involvement: the organisation's own words first, beside what published spectrums call them."""
    own = request.organisation.vocabulary
    return page(
        request,
        "kinds.html",
        levels=[
            (word_for(each.key, own), each, [pgettext(KIND, each.names[spectrum.key]) for spectrum in spectrums()])
            for each in levels().values()
        ],
        spectrums=spectrums(),
    )
