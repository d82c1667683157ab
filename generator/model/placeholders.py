"""What stands in a draft in place of what nobody has written yet.

Stated once: what writes a draft and what finds such a thing in a published briefing must agree.
"""

SUMMARY_TO_COME = "Still to be written."
NOBODY_YET = "nobody-yet"
"""The id of an actor, since a briefing needs one."""
NOBODYS_NAME = "Nobody yet"
MEASURE_TO_COME = "Not decided"
TO_DECIDE = "# decide:"
"""What a comment begins with that says what is left to decide."""
