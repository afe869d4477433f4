"""Ready-made questions to start from, and sheets that a team fills in. Each set is copied into an organisation's own
draft, or filled in section by section; its words are ours."""

from .access import ACCESS_AUDIT
from .case_study import CASE_STUDY
from .data_protection import DATA_PROTECTION
from .equality import EQUALITY_MONITORING
from .ethics import ETHICS
from .evaluation import EVALUATION
from .event import EVENT_EVALUATION, EVENT_STAFF
from .experience import EXPERIENCE_OF_CARE
from .impact import EQUALITY_IMPACT
from .photo import PHOTO_CONSENT
from .plan import PLAN
from .report import REPORT
from .role import ROLE_DESCRIPTION
from .sets import SavedSet, Source
from .skills import SKILLS_AUDIT
from .substantial import SUBSTANTIAL
from .terms import TERMS_OF_REFERENCE
from .travel import CLINIC_TIMES
from .you_said import YOU_SAID

STARTING_SETS: dict[str, SavedSet] = {
    saved.key: saved for saved in (EXPERIENCE_OF_CARE, CLINIC_TIMES, EVENT_EVALUATION, SKILLS_AUDIT, PHOTO_CONSENT)
}
"""Those that a survey can start from."""

SAVED_SETS: dict[str, SavedSet] = {
    **STARTING_SETS,
    **{
        saved.key: saved
        for saved in (
            *(EQUALITY_MONITORING, ACCESS_AUDIT, EQUALITY_IMPACT, PLAN, SUBSTANTIAL, DATA_PROTECTION, ETHICS),
            *(TERMS_OF_REFERENCE, ROLE_DESCRIPTION, EVENT_STAFF, CASE_STUDY, YOU_SAID, REPORT, EVALUATION),
        )
    },
}

__all__ = ["SAVED_SETS", "STARTING_SETS", "SavedSet", "Source"]
