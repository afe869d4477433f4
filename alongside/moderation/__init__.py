"""Text before it is shown: hold, publish, publish with words hidden, not publish; with reasons and history.

Never rejects by itself, never changes what a person wrote: it makes a public view beside it.
"""
