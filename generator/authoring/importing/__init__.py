"""Making briefings of what there is already: tables of demands or risks, saved pages."""
