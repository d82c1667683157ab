"""Pictures as data: the position of each mark, line and word. Templates turn them into SVG.

All lengths are in the picture's own units; a picture scales with the page. A list or a table on
the page has the same facts.
"""
