"""Whether quotes stand in their sources: folding, finding words in a text, seals.

Knows nothing of pages.
"""
