"""How much a file and a folder may hold: far beyond any need, and refused at once beyond."""

from generator.diagnostics.finding import MAX_FINDINGS as MAX_FINDINGS

MAX_BYTES = 1_000_000
"""Size of one YAML file."""
MAX_FILES = 100_000
"""Briefings of one folder."""
MAX_TOTAL = 10_000_000_000
"""Bytes of all of them together."""
MAX_DEPTH = 16
"""Mappings and lists inside one another."""
MAX_VALUES = 50_000
"""Keys and values of one file."""
MAX_FAULTS = 50
"""Faults of syntax to find in one file at most; each takes another attempt to read the file."""
MAX_REREAD = 1_000_000
"""Characters that are read again in total at most, to find further faults."""
