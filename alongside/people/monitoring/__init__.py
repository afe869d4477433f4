"""Equality answers, held against voices and never names, with coarse dates and no order.

Read only in tables made safe; never about a named person.
"""
