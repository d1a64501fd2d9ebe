"""How the shipped finder of attributions and names is made: `python -m training.attribution --help`."""
