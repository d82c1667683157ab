"""From files to models, or to findings: YAML into positioned nodes, nodes into frozen models.

Nothing in here knows about templates or MkDocs.
"""
