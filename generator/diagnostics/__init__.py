"""Mistakes as data: what is wrong, where, and what to do. One renderer for each format.

Knows nothing of YAML or of pages.
"""
