"""The language server: what a schema cannot know of a briefing, while it is being written.

A `Desk` holds a folder of briefings as it stands in the editor. What is completed, found, shown
and mended are plain functions over a desk; they know nothing of the protocol. `say.py` puts
their answers into its words, `server.py` connects them to an editor.
"""
