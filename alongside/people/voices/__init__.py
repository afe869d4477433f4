"""A pseudonym for each person who takes part, in one project and nowhere else, and the code that opens it.

Knows no name, no address and no account.
"""
