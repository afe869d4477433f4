"""Partners for tests."""

from typing import Any
from uuid import UUID, uuid4

from alongside.organisations.models import Organisation
from alongside.stakeholders import actions
from alongside.stakeholders.models import Stakeholder

BY = uuid4()


def partner(home: Organisation, name: str, by: UUID = BY, **more: Any) -> Stakeholder:
    return actions.add(organisation=home, values={"name": name, "kind": "voluntary", **more}, by=by)
