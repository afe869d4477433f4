"""The record's own chapter: its chain, as anybody can check it, and every signature of it. It names nobody."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.dates import with_clock
from alongside.record.chapters import Chapter, File, Part, Public, as_json, as_lines, register
from alongside.record.checking import AT_ONCE, mark_of
from alongside.record.exporting import copy
from alongside.record.models import Chain, Checkpoint
from alongside.record.public_keys import fingerprint
from alongside.record.signatures import CHECKPOINT, CHECKPOINTS, RECORD

# Things of the work. An entry about anything else may be about people who take part (what they wrote, a worry, an
# arrangement, a paper form), or count a few of them: it is in the chain without its words.
TOLD = frozenset(
    {
        *("project", "scope", "organisation", "document", "translation", "update", "survey", "assessment"),
        *("finding", "promise", "results", "file", "pack"),
    }
)


def is_told(subject: str) -> bool:
    """Whether a pack says what an entry about this is. Where a subject was erased, nothing is left to be said."""
    return not subject or subject.partition(":")[0] in TOLD


def rows(scope: UUID) -> Iterator[File]:
    # Signatures first: one that is made meanwhile is of an entry that the copy may not have.
    signed = Checkpoint.objects.filter(chain__scope=scope).select_related("chain").order_by("seq")
    yield as_lines(CHECKPOINTS, (dict(mark_of(each)) for each in signed.iterator(AT_ONCE)))
    yield File(RECORD, "application/jsonl", (line.encode() for line in copy(scope, told=TOLD)))


def tell(scope: UUID) -> Iterator[Part]:
    chain = Chain.objects.filter(scope=scope).first()
    count = chain.seq if chain else 0
    said = [
        ngettext("The record has %(shown)s entry.", "The record has %(shown)s entries.", count)
        % {"shown": f"{count:,}"},
        _("Each entry is sealed to the one before it. It holds digests of what was done, and nobody’s name."),
    ]
    if newest := _newest(scope):
        said.append(_signed(newest))
    yield Part(_("The chain"), said)


def _newest(scope: UUID) -> Checkpoint | None:
    return Checkpoint.objects.filter(chain__scope=scope).select_related("chain").last()


def _signed(newest: Checkpoint) -> str:
    facts = {"seq": f"{newest.seq:,}", "when": with_clock(newest.at), "fingerprint": fingerprint(newest.key)}
    return _("Entry %(seq)s was signed at %(when)s. The key’s fingerprint is %(fingerprint)s.") % facts


def public_rows(scope: UUID) -> Iterator[File]:
    """The newest signature alone: the chain itself shows in which minutes somebody took part, and so how many."""
    if newest := _newest(scope):
        yield as_json(CHECKPOINT, dict(mark_of(newest)))


def public_tell(scope: UUID) -> Iterator[Part]:
    said = [
        _("Everything that the team does is kept in a record. Each entry is sealed to the one before it."),
        _("The record is not in this edition. Where it ended on that day is signed in it: whoever is shown the whole pack later can check that nothing before was changed or taken out."),
    ]  # fmt: skip
    if newest := _newest(scope):
        said.append(_signed(newest))
    yield Part(_("The newest signature"), said)


register(
    Chapter(
        "record",
        lambda: _("The record"),
        90,
        rows,
        tell,
        Public(public_rows, public_tell, lambda: _("Where the record ended")),
    )
)
