"""The command line by the name of the package: `python -m generator`."""

from generator.cli import main

main()
