"""Mistakes as data: what is wrong, where, and what to do. One renderer for each format.

Nothing in here knows about YAML or pages.
"""
