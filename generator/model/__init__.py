"""What a briefing, an actor, a demand, a risk *is*: frozen models, word lists, scales.

Knows nothing of files, pages or the command line.
"""
