"""How every page looks: layouts, components, form fields, charts, styles and scripts, on NHS.UK frontend.

Knows words and shapes, never what they are about. Every component stands in the gallery.
"""
