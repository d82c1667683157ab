"""How large a file may be. Far beyond any briefing, and small enough to refuse at once."""

MAX_BYTES = 1_000_000
"""Size of one YAML file."""
MAX_DEPTH = 16
"""Mappings and lists inside one another."""
MAX_VALUES = 50_000
"""Keys and values of one file."""
MAX_FAULTS = 50
"""Faults of syntax that are looked for in one file, each by reading on behind the last."""
