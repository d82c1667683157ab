"""Check whether quotes are in their sources: folding, searching texts, seals.

Nothing in here knows about pages.
"""
