"""Find candidates for a briefing in a news text, by rules; each comes with its words."""
