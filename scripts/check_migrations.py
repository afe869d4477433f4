"""Migrations are up to date and linear: each room has one newest migration, and the models match it."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["ALONGSIDE_TESTING"] = "1"
os.environ["DATABASE_URL"] = "sqlite:///:memory:"
os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.config.settings"

import django
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

django.setup()
call_command("makemigrations", check=True, dry_run=True, verbosity=1)
loader = MigrationLoader(None)
wrong = []
for app in sorted({app for app, _ in loader.disk_migrations}):
    ours = [(a, n) for a, n in loader.disk_migrations if a == app]
    if not loader.disk_migrations[ours[0]].__module__.startswith("alongside."):
        continue
    for key in ours:
        children = [child for child in loader.graph.node_map[key].children if child.key[0] == app]
        if len(children) > 1:
            wrong.append(f"{app}: {key[1]} has {len(children)} successors; migrations form one line.")
if wrong:
    sys.exit("\n".join(wrong))
