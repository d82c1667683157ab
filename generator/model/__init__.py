"""What a briefing, an actor, a demand, a risk *is*: frozen models, word lists, scales.

Nothing in here knows about files, pages or the command line.
"""
