"""Search: a static index of every claim, and the module that queries it in a reader's browser.

`records` says what can be found, `index` makes files of it, and `browser/` answers questions from
them. What the files hold: `docs/guide/search-index.md`.
"""
