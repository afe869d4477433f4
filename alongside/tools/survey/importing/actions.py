"""Bringing a file into a survey: look at it first, then all of it or nothing, and never twice.

Everything is read and made ready outside any transaction. The one transaction that writes it locks nothing that
people who are answering need on PostgreSQL; on SQLite, where there is one writer, it holds the pen only while
finished rows are written.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction
from django.db.models import sql
from django.utils import timezone

from alongside.activities.models import Channel, Contribution
from alongside.people.voices.keys import digest
from alongside.people.voices.models import Voice
from alongside.projects.models import State
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.codec import answers_from_json, answers_to_json
from alongside.questionnaires.flow import counted
from alongside.questionnaires.models import Edition, Submission
from alongside.questionnaires.reading import Export
from alongside.questionnaires.types import Definition, Kind
from alongside.record.actions import note, note_public_all
from alongside.tools.survey.importing.comparing import Difference, compare
from alongside.tools.survey.importing.matching import Left, Trouble, match
from alongside.tools.survey.models import Import, ImportedRow, Response, Survey
from alongside.tools.survey.rules import content_of, may_quote, number_of

Stored = dict[str, Any]
ROW = b"imported row"
AT_ONCE = 500
Told = Callable[[int], None]
"""Is told how many rows are done."""


class CannotImport(Exception):
    """Why a file cannot be brought in: a code of ``reasons.REFUSALS``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Rejected:
    """A row that is not brought in. With no trouble, it says nothing in the columns that we know."""

    row: int
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True)
class Staged:
    """A file as understood, before anything is written. ``rows`` is {row number: stored answers}.

    ``columns`` is {question key: how many columns answer it}; ``file`` the name of the file alone.
    """

    survey: UUID
    edition: UUID
    file: str
    digest: str
    columns: Mapping[str, int]
    left: tuple[Left, ...]
    rows: Mapping[int, Stored]
    rejected: tuple[Rejected, ...]
    # How many files had been brought in, and the one that this would replace: the one most like it.
    imports: int = 0
    earlier: UUID | None = None
    earlier_file: str = ""
    difference: Difference | None = None
    # Where this very file was brought in before.
    already: UUID | None = None

    @property
    def against(self) -> str:
        """What the survey held: what somebody has looked at is brought in only while it still stands so."""
        return f"{self.imports}:{self.earlier or ''}"


@dataclass
class Outcome:
    """``made`` is none where the same file had been brought in before, and nothing was added."""

    made: Import | None
    added: int = 0
    changed: int = 0
    gone: int = 0
    same: int = 0


def may_import(survey: Survey) -> bool:
    """Answers can be brought in from when the project opens."""
    published = Edition.objects.filter(questionnaire=survey.questionnaire_id, published_at__isnull=False).exists()
    return published and survey.activity.project.state_at(timezone.now()) not in (State.DRAFT, State.UPCOMING)


def _untold(done: int) -> None:
    """Nobody wants to know how far it is."""


def stage(*, survey: Survey, export: Export, told: Told = _untold) -> Staged:
    """Understand a file; nothing is written. Raises CannotImport."""
    if not may_import(survey):
        raise CannotImport("not_open")
    edition = questionnaires.current(survey.questionnaire)
    plan = match(questionnaires.definition_of(edition), export)
    if not plan.matched:
        raise CannotImport("no_columns")
    rows: dict[int, Stored] = {}
    rejected: list[Rejected] = []
    for place, (number, answers, troubles) in enumerate(plan.rows(export)):
        if place % AT_ONCE == 0:
            told(place)
        if troubles or not answers:
            rejected.append(Rejected(number, tuple(troubles)))
        else:
            rows[number] = answers_to_json(answers)
    return look_again(
        survey,
        Staged(
            survey=survey.pk,
            edition=edition.pk,
            file=export.file[-120:],
            digest=export.digest,
            columns={each.question.key: len(each.columns) for each in plan.matched},
            left=plan.left,
            rows=rows,
            rejected=tuple(rejected),
        ),
    )


def look_again(survey: Survey, staged: Staged) -> Staged:
    """The same file against what was brought in before: the import that says most of the same is the earlier one."""
    imports = list(Import.objects.filter(survey=survey).order_by("at"))
    same_file = next((each for each in imports if each.digest == staged.digest), None)
    standing = ImportedRow.objects.filter(source__survey=survey, response__contribution__withdrawn_at=None)
    before: dict[UUID, dict[int, str]] = defaultdict(dict)
    for source, row, said in standing.values_list("source_id", "row", "digest").iterator():
        before[source][row] = said
    now = {row: row_digest(stored) for row, stored in staged.rows.items()}
    nearest: tuple[Import, Difference] | None = None
    for each in imports if same_file is None else ():
        difference = compare(before[each.pk], now)
        if before[each.pk] and (nearest is None or len(difference.same) >= len(nearest[1].same)):
            nearest = each, difference
    return replace(
        staged,
        imports=len(imports),
        already=same_file.pk if same_file else None,
        earlier=nearest[0].pk if nearest else None,
        earlier_file=nearest[0].file_name if nearest else "",
        difference=nearest[1] if nearest else None,
    )


def row_digest(stored: Mapping[str, object]) -> str:
    """What a row says, as a mark that nobody without the secret key can try out."""
    said = json.dumps(stored, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return digest(said, use=ROW).hex()


def bring_in(
    *,
    survey: Survey,
    staged: Staged,
    channel: str,
    replacing: bool,
    by: UUID | None,
    key: UUID | None = None,
    told: Told = _untold,
) -> Outcome:
    """Write what was staged: all of it or nothing; the same file twice adds nothing.

    ``replacing`` takes the file in place of ``staged.earlier``. ``key`` becomes the import's id. Raises CannotImport
    where the survey or its imports have changed since it was staged.
    """
    ready = _made_ready(survey, staged, channel, replacing, by, key or uuid4(), told)
    with transaction.atomic():
        Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
        if Import.objects.filter(survey=survey, digest=staged.digest).exists():
            return Outcome(None, same=len(staged.rows))
        if Import.objects.filter(survey=survey).count() != staged.imports:
            raise CannotImport("changed_meanwhile")
        ready.brought.save(force_insert=True)
        for statement, values in ready.statements:
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
        if ready.difference is not None:
            _replace(ready, staged)
        project, outcome = survey.activity.project_id, ready.outcome
        note_public_all(scope=project, verb="contribution.made", said=ready.said)
        note(
            scope=project,
            by=by,
            verb="survey.import-replaced" if replacing and staged.earlier else "survey.imported",
            subject=f"import:{ready.brought.pk}",
            detail={
                "added": outcome.added,
                "changed": outcome.changed,
                "gone": outcome.gone,
                "file": staged.digest[:12],
            },
        )
    return outcome


@dataclass
class _Ready:
    """Everything to be written, as statements for the database."""

    brought: Import
    outcome: Outcome
    statements: list[tuple[str, Sequence[Any]]] = field(default_factory=list)
    said: list[tuple[UUID, bytes]] = field(default_factory=list)
    difference: Difference | None = None


def _made_ready(
    survey: Survey, staged: Staged, channel: str, replacing: bool, by: UUID | None, key: UUID, told: Told
) -> _Ready:
    if staged.edition != questionnaires.current(survey.questionnaire).pk:
        raise CannotImport("changed_meanwhile")
    if channel not in Channel.values:
        raise CannotImport("channel")
    brought = Import(
        id=key,
        survey=survey,
        digest=staged.digest,
        file_name=staged.file,
        rows=len(staged.rows),
        by=by,
        replaces_id=staged.earlier if replacing else None,
    )
    difference = staged.difference if replacing else None
    fresh = list(difference.added) if difference else sorted(staged.rows)
    ready = _Ready(brought, Outcome(brought, added=len(fresh)), difference=difference)
    if difference:
        ready.outcome.changed, ready.outcome.gone = len(difference.changed), len(difference.gone)
        ready.outcome.same = len(difference.same)
    for name in ("added", "changed", "gone", "same"):
        setattr(brought, name, getattr(ready.outcome, name))
    rows = _rows(survey, staged, fresh, channel, by, brought, told)
    for model in (Voice, Submission, Contribution, Response, ImportedRow):
        ready.statements += _inserts(model, rows[model])
    ready.said = [
        (each.contribution_id, content_of(staged.edition, each.submission.answers)) for each in rows[Response]
    ]
    return ready


def _rows(
    survey: Survey, staged: Staged, fresh: Iterable[int], channel: str, by: UUID | None, brought: Import, told: Told
) -> dict[type[models.Model], list[Any]]:
    """The rows of every table, made in memory: a voice without a code for each row of the file."""
    project = survey.activity.project
    definition = questionnaires.definition_by_id(staged.edition)
    now = timezone.now()
    late = project.state_at(now) in (State.CLOSED, State.ANSWERED)
    made: dict[type[models.Model], list[Any]] = {
        model: [] for model in (Voice, Submission, Contribution, Response, ImportedRow)
    }
    for place, row in enumerate(fresh):
        if place % AT_ONCE == 0:
            told(place)
        stored = staged.rows[row]
        voice = Voice(scope=project.pk, since=now)
        submission = Submission(
            edition_id=staged.edition, voice=voice, answers=stored, started_at=now, saved_at=now, sent_at=now
        )
        contribution = Contribution(
            project=project,
            activity=survey.activity,
            voice=voice,
            channel=channel,
            entered_by=by,
            received_at=now,
            late=late,
            may_quote=_may_quote(definition, stored),
        )
        response = Response(
            survey=survey,
            contribution=contribution,
            submission=submission,
            number=number_of(submission.pk),
            once=submission.pk.hex,
        )
        made[Voice].append(voice)
        made[Submission].append(submission)
        made[Contribution].append(contribution)
        made[Response].append(response)
        made[ImportedRow].append(ImportedRow(source=brought, row=row, digest=row_digest(stored), response=response))
    return made


def _may_quote(definition: Definition, stored: Stored) -> bool:
    if not any(question.kind is Kind.CONSENT for question in definition.questions):
        return False
    return may_quote(definition, counted(definition, answers_from_json(stored)))


def _inserts(model: type[models.Model], rows: list[Any]) -> list[tuple[str, Sequence[Any]]]:
    """The statements that ``bulk_create`` would run, made beforehand: making them takes longer than running them."""
    fields = list(model._meta.concrete_fields)
    size = max(1, min(AT_ONCE, connection.ops.bulk_batch_size([each.name for each in fields], rows)))
    made: list[tuple[str, Sequence[Any]]] = []
    # The connection itself: asked for through the proxy at every value it takes a third longer.
    here = connections[DEFAULT_DB_ALIAS]
    for start in range(0, len(rows), size):
        query = sql.InsertQuery(model)
        query.insert_values(fields, rows[start : start + size])
        made += query.get_compiler(connection=here).as_sql()
    return made


def _replace(ready: _Ready, staged: Staged) -> None:
    """Rows that stayed belong to the new file from now on; changed ones say the new; gone ones stop counting."""
    difference, survey = ready.difference, ready.brought.survey
    assert difference is not None
    project, now = survey.activity.project, timezone.now()
    definition = questionnaires.definition_by_id(staged.edition)
    before = {
        each.row: each
        for each in ImportedRow.objects.filter(source=staged.earlier).select_related(
            "response__submission", "response__contribution"
        )
    }
    moved, submissions, contributions = [], [], []
    for row, was in (*difference.same.items(), *difference.changed.items()):
        each = before[was]
        each.source, each.row, each.digest = ready.brought, row, row_digest(staged.rows[row])
        moved.append(each)
        if row in difference.changed:
            submission, contribution = each.response.submission, each.response.contribution
            submission.edition_id, submission.answers, submission.saved_at = staged.edition, staged.rows[row], now
            submission.revision += 1
            contribution.may_quote = _may_quote(definition, staged.rows[row])
            submissions.append(submission)
            contributions.append(contribution)
    ImportedRow.objects.bulk_update(moved, ["source", "row", "digest"], batch_size=AT_ONCE)
    Submission.objects.bulk_update(submissions, ["edition", "answers", "saved_at", "revision"], batch_size=AT_ONCE)
    Contribution.objects.bulk_update(contributions, ["may_quote"], batch_size=AT_ONCE)
    gone = [before[row].response for row in difference.gone]
    for some in (gone[start : start + AT_ONCE] for start in range(0, len(gone), AT_ONCE)):
        ids = [each.contribution_id for each in some]
        Contribution.objects.filter(pk__in=ids).update(withdrawn_at=now)
        Submission.objects.filter(response__in=some).update(answers={}, saved_at=now)
        Voice.objects.filter(contributions__in=ids).update(withdrawn_at=now)
    note_public_all(
        scope=project.pk,
        verb="contribution.withdrawn",
        said=((each.contribution_id, b"withdrawn") for each in gone),
    )
