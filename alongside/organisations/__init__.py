"""Whose house it is: organisations, their areas, their words, their brand.

Knows nobody: teams and roles are in people/accounts.
"""
