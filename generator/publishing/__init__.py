"""From pages to a site: the MkDocs plugin, and the build that swaps a finished site in."""
