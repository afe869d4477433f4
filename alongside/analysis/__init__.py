"""What the answers say: kept tables, results, reach, stars, tags, quotes, reports and exports.

Shows no number that could point at a person; never asks who said it.
"""
