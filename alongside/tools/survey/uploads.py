"""A file as an answer: taken in, checked by content, cleaned, and kept with the submission it belongs to."""

from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.http import HttpRequest

from alongside.questionnaires.answers import check_file
from alongside.questionnaires.files import clean, media_type
from alongside.questionnaires.models import Upload
from alongside.questionnaires.presenters import MOST_BYTES, file_types
from alongside.questionnaires.types import Problem, Question
from alongside.tools.survey.models import Sitting


def take(request: HttpRequest, sitting: Sitting, question: Question, typed: dict[str, list[str]]) -> list[Problem]:
    """Keep a file that came with the form and put its reference where the answer is read; or what is wrong.

    A reference that was posted is believed only if it is this submission's own file.
    """
    sent = request.FILES.get(f"{question.key}-file")
    if sent is None or sent.name == "":
        reference = typed.get(question.key, [""])[-1]
        return [] if not reference or _own(sitting, question, reference) else [Problem("file_unknown", question.key)]
    size = sent.size or 0
    types = file_types(question)
    most = question.limits.max_bytes or MOST_BYTES
    if size > most:
        return [Problem("file_too_large", question.key, {"bytes": most})]
    content = sent.read(most + 1)
    kind = media_type(content)
    wrong = check_file(question, size, kind)
    if wrong is not None:
        return [wrong]
    made = clean(content) if kind in types else None
    if made is None:
        return [Problem("file_type", question.key, {"types": ", ".join(types)})]
    kept = Upload(
        submission=sitting.submission, question=question.key, media_type=made.media_type, size=len(made.content)
    )
    with transaction.atomic():
        kept.file.save(f"{kept.pk}.{made.ending}", ContentFile(made.content), save=False)
        kept.save(force_insert=True)
    typed[question.key] = [str(kept.pk)]
    return []


def _own(sitting: Sitting, question: Question, reference: str) -> bool:
    try:
        wanted = UUID(reference)
    except ValueError:
        return False
    return Upload.objects.filter(pk=wanted, submission=sitting.submission_id, question=question.key).exists()
