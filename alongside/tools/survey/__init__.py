"""The survey: answering on a phone, on paper and by phone call, typed in, imported; one response, one contribution.

Knows no other tool.
"""
