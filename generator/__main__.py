"""The command line, run as a module: `python -m generator`."""

from generator.cli import main

main()
