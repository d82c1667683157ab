"""Which pages there are, and the Markdown of each.

Knows nothing of MkDocs.
"""
