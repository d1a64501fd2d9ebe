"""How the shipped finder of attributions is made: `python -m training.attribution --help`."""
