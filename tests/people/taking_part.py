"""Somebody answers the survey of blood tests through the real pages, for tests of what comes after."""

import re
from typing import Any

from django.test import Client

from alongside.organisations.models import Organisation
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.saved import SAVED_SETS
from alongside.tools.survey.models import Survey
from alongside.tools.survey.tests.makers import survey_in

HOME = "/northmere/projects/blood-tests/"
CODE = re.compile(r"[2-9A-HJKMNP-Z]{4} [2-9A-HJKMNP-Z]{4} [2-9A-HJKMNP-Z]{4}")


def survey_about_people(organisation: Organisation, **facts: Any) -> Survey:
    """An open project with a survey and the questions about people."""
    survey = survey_in(organisation, **facts)
    definition = SAVED_SETS["equality_monitoring"].definition
    about = questionnaires.start(owner=organisation.pk, title="About you", definition=definition)
    questionnaires.publish(questionnaire=about)
    survey.monitoring = about
    survey.save()
    return survey


def takes_part(client: Client, *, words: str = "Open on Saturdays", name: str = "", home: str = HOME) -> str:
    """From the start page to the code, which is returned."""
    client.post(f"{home}answer/", {"capacity": "self"})
    client.post(f"{home}answer/question/suits/", {"suits": "evenings"})
    client.post(f"{home}answer/question/hard/", {"hard": ["far"]})
    client.post(f"{home}answer/question/better/", {"better": words})
    client.post(f"{home}answer/question/name/", {"name": name})
    client.post(f"{home}answer/check/")
    found = CODE.search(client.get(f"{home}answer/done/").content.decode())
    assert found
    return found[0]


def says_who(client: Client, *, home: str = HOME, **said: str) -> None:
    """Through every question about the person; those not in ``said`` are skipped."""
    page = client.get(f"{home}about-you/").content.decode()
    following = re.search(r'href="(\S+about-you/question/\S+/)"', page)
    assert following, page
    address = following[1]
    while "/question/" in address:
        key = address.rstrip("/").rsplit("/", 1)[-1]
        answer = client.post(address, {key: said[key]} if key in said else {})
        assert answer.status_code == 302, answer.content.decode()
        address = answer.url
