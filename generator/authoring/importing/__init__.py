"""Make briefings from existing material: tables of demands or risks, and saved pages."""
