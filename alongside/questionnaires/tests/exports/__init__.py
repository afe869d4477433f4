"""Thirty invented survey exports in the layouts of widely used survey tools, and what each question is."""
