"""The language server: it tells a writer what a schema cannot know about a briefing.

A `Desk` holds a folder of briefings as it is in the editor. Completing, finding and showing are
plain functions over a desk that know nothing about the protocol. `say.py`, `diagnostics.py` and
`actions.py` translate their answers into it, and `server.py` connects them to an editor.
"""
