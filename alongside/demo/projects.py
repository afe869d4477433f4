"""The demo's projects: what each is about and where it stands. Days are counted from the day the demo is made."""

from alongside.demo.projects_of_health import SOUTH_RIVERSIDE
from alongside.demo.projects_of_places import PLACES

PROJECTS = [*SOUTH_RIVERSIDE, *PLACES]
