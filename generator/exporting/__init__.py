"""The same briefings in the formats that other programs read: feeds, tables, graphs, JSON."""
