"""The front door: home, search, use your code, your own pages, the team's day, help and the pages about the service.

Holds nothing of its own: it shows what other rooms have.
"""
