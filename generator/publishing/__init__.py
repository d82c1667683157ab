"""From pages to a published site: the MkDocs plugin, and a build that swaps in a finished site."""
