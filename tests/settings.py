"""Settings for tests: SQLite in a file of their own, or the database that DATABASE_URL names. Never anybody's real data.

pytest reads the settings before any conftest, so the environment is set here.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["ALONGSIDE_TESTING"] = "1"
if "ALONGSIDE_DATA" not in os.environ:
    _mine, _folder = os.getpid(), tempfile.mkdtemp(prefix="alongside-test-")
    os.environ["ALONGSIDE_DATA"] = _folder
    # A forked child that ends does not take away what its parent still uses.
    atexit.register(lambda: shutil.rmtree(_folder, ignore_errors=True) if os.getpid() == _mine else None)
os.environ.setdefault("DATABASE_URL", f"sqlite://{Path(os.environ['ALONGSIDE_DATA']) / 'test.sqlite3'}")
# Playwright's event loop runs in the test's thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

(Path(os.environ["ALONGSIDE_DATA"]) / "static").mkdir(parents=True, exist_ok=True)

from alongside.config.settings import *  # noqa: E402, F403

# A test sees what it has just done.
REMEMBER_PAGES = 0
