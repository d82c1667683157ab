"""From files to models, or to findings: YAML into positioned nodes, nodes into frozen models.

Knows nothing of templates or of MkDocs.
"""
