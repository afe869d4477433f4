"""Evidence packs: how a project was run, as a PDF and files for machines, signed so that altering one is found.

Gathers what every room gives to the socket ``record.chapters``. Never holds anything about somebody who takes part, and
never says whether what was done is enough.
"""
