"""The demo's settings with the yardstick's address and a place of their own."""

from alongside.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
