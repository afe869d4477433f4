"""Alongside: engagement, involvement and co-production, from the first idea to the promise kept."""
