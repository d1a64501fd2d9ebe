"""How the shipped finder is made: `python -m training.attribution --help`."""
