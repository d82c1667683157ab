"""Placeholders in a draft for what nobody has written yet.

They are defined once, because the code that writes drafts and the rule that finds placeholders in
published briefings must agree.
"""

SUMMARY_TO_COME = "Still to be written."
NOBODY_YET = "nobody-yet"
"""The id of a placeholder actor, because a briefing needs at least one."""
NOBODYS_NAME = "Nobody yet"
MEASURE_TO_COME = "Not decided"
TO_DECIDE = "# decide:"
"""The start of a comment that says what is left to decide."""
