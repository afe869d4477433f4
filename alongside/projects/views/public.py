"""Finding a project, its page, how it was run, and its documents."""

from typing import cast

from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.core.addresses import url
from alongside.design.choosing import in_their_language, reads
from alongside.design.languages import ALL_NAMES, direction, own_name
from alongside.design.remembering import remembered
from alongside.design.said import Said
from alongside.documents.models import Document, DocumentEdition
from alongside.documents.presenters import (
    behind_words,
    document_rows,
    edition_links,
    format_words,
    language_links,
    stale_notice,
)
from alongside.documents.reading import Words, all_words
from alongside.documents.rules import newest, source_of
from alongside.documents.serving import serve
from alongside.knowledge.spectrums import levels, word_for
from alongside.organisations.access import PublicRequest, open_to_all
from alongside.organisations.lead_times import formats_in_words
from alongside.organisations.models import Organisation
from alongside.plans import assuring
from alongside.plans.models import Decision, Sheet
from alongside.plans.sheets import TEMPLATES
from alongside.plans.writing import as_published
from alongside.projects import changed, evidence, finding, presenters, sheet_lists
from alongside.projects.access import project_or_404, projects_seen_by_all
from alongside.projects.doing import live_kinds
from alongside.projects.history import history
from alongside.projects.languages import behind_on, page_part, read_dates, read_in, read_updates
from alongside.projects.models import Project, State
from alongside.projects.public_panels import Place, shown_beside, shown_on
from alongside.record import keys
from alongside.record.public_keys import fingerprint

PAGE = 20
UPDATES_SHOWN = 20
FACETS_SECONDS = 60


def _facets(organisation: Organisation, request: PublicRequest) -> finding.Facets:
    """What the organisation's projects can be narrowed by; a minute old at most."""

    def gather() -> finding.Facets:
        areas = dict(organisation.areas.values_list("code", "name"))
        return finding.facets_of(projects_seen_by_all(request), areas, ALL_NAMES)

    return cast(finding.Facets, cache.get_or_set(f"facets:{organisation.pk}", gather, FACETS_SECONDS))


@require_safe
@remembered
@open_to_all
def find(request: PublicRequest) -> HttpResponse:
    now = timezone.now()
    projects = projects_seen_by_all(request)
    facets = _facets(request.organisation, request)
    search = finding.read(dict(request.GET.lists()), facets)
    page = Paginator(finding.find(projects, search, now).only(*presenters.CARD_FIELDS), PAGE).get_page(
        request.GET.get("page")
    )
    found = page.paginator.count
    return render(
        request,
        "projects/find.html",
        {
            "current": "projects",
            "search": search,
            "choices": finding.choices(search, facets),
            "found": found,
            "page": page,
            "cards": [presenters.card(each, now) for each in page],
            "instead": finding.found_without(projects, search, now) if not found else [],
            "kept": [(each.name, each.value) for each in search.filters if each.name != "q"],
            "pages": presenters.pages(page, search.query),
            "nothing": presenters.nothing_found(search),
            "areas": facets.areas if not found and finding.looks_like_postcode(search.words) else {},
            "none_at_all": not found and not search.filters,
        },
    )


class _Address:
    """Where a document's editions of one project are."""

    def __init__(self, project: Project) -> None:
        self._at = [project.organisation.slug, project.slug]

    def __call__(self, document: str, language: str, format: str) -> str:
        return url("projects:edition", *self._at, document, language, format)


@in_their_language
@require_safe
@remembered
@open_to_all
def page(request: PublicRequest, project: str) -> HttpResponse:
    return show(request, project_or_404(request, project))


def show(request: PublicRequest, found: Project) -> HttpResponse:
    """The page; for the team's preview too, with a project that only looks published."""
    now, language = timezone.now(), reads()
    state = found.state_at(now)
    shown = shown_on(found)
    editions, documents = document_rows(found.pk, _Address(found), language)
    published = all_words(found.pk)
    words = published.get(language, Words(language))
    dates, updates = list(found.dates.all()), list(found.updates.filter(published_at__lte=now)[:UPDATES_SHOWN])
    said = page_part(found, dates, updates) if published else None
    address = url("projects:page", request.organisation.slug, found.slug)
    links = language_links(address, published, language, lambda each: behind_on(said, each) if said else None)
    behind = behind_words(behind_on(said, words)) if said else ""
    read_in(found, words)
    return render(
        request,
        "projects/page.html",
        {
            "current": "projects",
            "project": found,
            "state": state,
            "standing": presenters.standing(found, state, shown, now),
            "changes": changed.changes(found.moves.filter(to__in=changed.ANY)[:UPDATES_SHOWN], state),
            "late": changed.late_words(found, request.organisation, state, timezone.localdate(now)),
            "shown": shown,
            "blocks": {place.value: [block for block in shown.blocks if block.place is place] for place in Place},
            "editions": [*links, *(each for each in editions if each.language not in published)],
            "formats": presenters.formats_to_ask_for(request.organisation, [editions]),
            "document_formats": presenters.formats_to_ask_for(request.organisation, [row.others for row in documents]),
            "not_in": Said(own_name(language), language) if not words.english and words.pk is None else "",
            "behind": behind,
            "documents": documents,
            "ways": presenters.ways(found, request.organisation, shown, state),
            "dates": [day.shown for day in presenters.dates(found, read_dates(dates, words), now)],
            "decides": presenters.who_decides(found),
            "updates": read_updates(updates, words),
            "kind": word_for(found.level, request.organisation.vocabulary),
            "State": State,
        },
    )


@require_safe
@remembered
@open_to_all
def how_run(request: PublicRequest, project: str) -> HttpResponse:
    found = project_or_404(request, project)
    now = timezone.now()
    return render(
        request,
        "projects/how_run.html",
        {
            "current": "projects",
            "project": found,
            "state": found.state_at(now),
            "kind": word_for(found.level, request.organisation.vocabulary),
            "level": levels().get(found.level),
            "activities": live_kinds(found, request.organisation),
            "history": history(found),
            "overrides": presenters.gone_ahead(found.overrides.all()),
            "decisions": list(Decision.objects.filter(scope=found.pk)),
            "assured": assuring.concluded(found.pk),
            "sheets": [
                TEMPLATES[each.template] for each in Sheet.objects.filter(scope=found.pk, published_at__isnull=False)
            ],
            "evidence": evidence.grouped(evidence.standing(found, now), found, request.organisation.slug)
            if found.evidence_public
            else [],
            "beside": shown_beside(found),
            "key": keys.public_key(),
            "fingerprint": fingerprint(keys.public_key()),
            "dates": [day.shown for day in presenters.dates(found, found.dates.all(), now)],
        },
    )


@require_safe
@remembered
@open_to_all
def sheet(request: PublicRequest, project: str, sheet: str) -> HttpResponse:
    """A sheet that the team published: the plan, an assessment."""
    found = project_or_404(request, project)
    held = get_object_or_404(Sheet, scope=found.pk, template=sheet, published_at__isnull=False)
    context = {"current": "projects", "project": found, "sheet": held, "template": TEMPLATES[held.template]}
    return render(request, "projects/sheet.html", {**context, "parts": sheet_lists.in_full(as_published(held))})


def _edition_or_404(
    request: PublicRequest, project: str, document: str, language: str, format: str
) -> tuple[Project, Document, DocumentEdition]:
    found = project_or_404(request, project)
    held = (
        Document.objects.filter(scope=found.pk, slug=document, published_at__isnull=False)
        .prefetch_related("editions")
        .first()
    )
    if held is None:
        raise Http404
    for each in newest(held.editions.all()):
        if (each.language, each.format) == (language, format):
            return found, held, each
    raise Http404


@in_their_language
@require_safe
@remembered
@open_to_all
def edition(request: PublicRequest, project: str, document: str, language: str, format: str) -> HttpResponse:
    """A text on a page of its own; for a file, what it is and how to get it."""
    found, held, wanted = _edition_or_404(request, project, document, language, format)
    editions = list(held.editions.all())
    source = source_of(editions)
    return render(
        request,
        "projects/edition.html",
        {
            "current": "projects",
            "project": found,
            "document": held,
            "edition": wanted,
            "format_words": format_words(wanted),
            "direction_of_text": direction(wanted.language),
            "stale": stale_notice(wanted, source),
            "source": source,
            "others": edition_links(held.slug, [each for each in editions if each is not wanted], _Address(found)),
            "formats": formats_in_words(
                request.organisation, without={each.format for each in editions if each.language == wanted.language}
            ),
            "source_link": _Address(found)(held.slug, source.language, source.format)
            if source is not None and source is not wanted
            else "",
        },
    )


@require_safe
@open_to_all
def file(request: PublicRequest, project: str, document: str, language: str, format: str) -> HttpResponseBase:
    _project, _document, wanted = _edition_or_404(request, project, document, language, format)
    if not wanted.file:
        raise Http404
    return serve(wanted)
