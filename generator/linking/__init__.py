"""The briefings as one corpus, in which every actor, demand, risk and source knows its places.

Knows nothing of Markdown or of addresses.
"""
