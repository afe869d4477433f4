"""Public pages of a piece of involvement: what, why, who decides, what can change, dates, updates, how it stands.

Imports no tool and no activity: what else shows on a project's page plugs in.
"""
