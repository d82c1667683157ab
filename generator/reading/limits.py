"""How large a file may be. Far beyond any briefing, and small enough to refuse at once."""

from generator.diagnostics.finding import MAX_FINDINGS as MAX_FINDINGS

MAX_BYTES = 1_000_000
"""Size of one YAML file."""
MAX_DEPTH = 16
"""Mappings and lists inside one another."""
MAX_VALUES = 50_000
"""Keys and values of one file."""
MAX_FAULTS = 50
"""Faults of syntax that are looked for in one file, each by reading on behind the last."""
MAX_REREAD = 1_000_000
"""Characters that are read again, all in all, in looking for further faults."""
