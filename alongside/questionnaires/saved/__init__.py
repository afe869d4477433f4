"""Ready-made questions to start from. Each is copied into an organisation's own draft, where its words are
theirs to change; nothing here is ever answered directly."""

from .access import ACCESS_AUDIT
from .equality import EQUALITY_MONITORING
from .experience import EXPERIENCE_OF_CARE
from .impact import EQUALITY_IMPACT
from .sets import SavedSet, Source
from .travel import CLINIC_TIMES

SAVED_SETS: dict[str, SavedSet] = {
    saved.key: saved for saved in (EXPERIENCE_OF_CARE, CLINIC_TIMES, EQUALITY_MONITORING, ACCESS_AUDIT, EQUALITY_IMPACT)
}

__all__ = ["SAVED_SETS", "SavedSet", "Source"]
