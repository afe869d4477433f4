"""Law and practice as dated data: spectrums, code lists, disclosure profiles, census figures, areas.

Each item has its source, confidence and dates. Pure rules read it; nothing here is about one organisation.
"""
