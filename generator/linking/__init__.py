"""Connect the briefings into one corpus, in which every actor, demand, risk and source is traced.

Nothing in here knows about Markdown or addresses.
"""
