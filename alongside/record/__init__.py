"""The append-only record: every change by staff, and what the public says in batches, chained and checkable.

Holds salted digests in the chain and readable details beside it, so that erasing a person leaves the proof whole.
Never decides anything: what the product needs to know lives on rows.
"""
