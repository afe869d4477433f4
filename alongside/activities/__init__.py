"""The socket for ways of taking part: an activity in a project, and one table of everything people say.

Names no tool: a tool registers itself.
"""
