"""What stands in a news text, found by rule: candidates for a briefing, each with its words."""
