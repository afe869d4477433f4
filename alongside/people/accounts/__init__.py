"""Logging in, teams and roles, and the one link from a person to a voice, with the addresses and the consents.

No other room can follow that link; this one does for a stated purpose, and never without a line to review.
"""
