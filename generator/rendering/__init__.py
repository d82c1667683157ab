"""Which pages a site has, and the Markdown of each.

Nothing in here knows about MkDocs.
"""
