"""Somebody who changes the library, and a project."""

import pytest
from django.core.cache import cache
from django.test import Client

from alongside.projects.models import Project
from alongside.projects.tests.makers import project as make_project
from tests.cast import Cast, login


@pytest.fixture
def amira(client: Client, cast: Cast) -> Client:
    cache.clear()
    return login(client, cast.amira)


@pytest.fixture
def project(cast: Cast) -> Project:
    return make_project(cast.northmere, "clinics", lead=cast.amira.pk)
