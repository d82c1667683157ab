"""Describe pages to machines, in terms of schema.org, as JSON-LD 1.1 (W3C, 2020).

A page tells machines what a reader can see, and no more. A date is as exact as it is known; what
somebody alleges is a `Claim` of theirs; a thing whose type nobody gave gets the widest type that is
true. Every node's `@id` is an address on the site, so the same actor is the same node on all pages:
its dossier is a page, and `#actor` on that page is the actor itself.
"""
