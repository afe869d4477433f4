"""Invented organisations, people and projects to try everything with, the mail they are sent, and every component on a page.

Never in production: it is installed only when ALONGSIDE_DEMO is 1, or in tests.
"""
