"""Pictures as data: where each mark, line and word stands. Templates turn them into SVG.

All lengths are in the picture's own units; a picture scales with the page. Every picture shows
facts that stand in a list or a table beside it.
"""
