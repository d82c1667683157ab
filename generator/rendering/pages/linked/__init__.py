"""What pages say of themselves to machines: terms of schema.org, as JSON-LD 1.1 (W3C, 2020).

A page says what is there for a reader to see, and no more: a date that is not known to the day is
given as far as it is known, what somebody tells is a claim of theirs, and a type that nobody gave
is the widest that is true. Every name of a node is a place on the site, so that the same actor is
the same thing on all pages: its dossier is a page, and `#actor` there is the actor itself.
"""
