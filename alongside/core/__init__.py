"""What every room stands on: the base row, background work, dates, small helpers.

Small, and kept small. Knows no other room and nothing about involvement.
"""
