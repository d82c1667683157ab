"""Turn YAML briefings about the news into a searchable site.

The rooms follow the way of the data, and each imports only from those before it:
model, diagnostics, reading, checking, linking, rendering, publishing, authoring, cli.
"""

__version__ = "0.1.0"
