"""Answers that were given elsewhere, from a spreadsheet into a survey: matched, looked at, then all or nothing.

It never brings in who somebody is, never changes what somebody answered here, and leaves nothing half-written.
"""
