"""Tools for those who write briefings."""
