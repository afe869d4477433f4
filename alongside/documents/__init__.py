"""Files and texts in versions and editions: languages, Easy Read, British Sign Language, large print, audio.

Says when an edition is older than what it is an edition of. Never overwrites a file.
"""
