"""What runs: command line, graph, commit, snapshot and query."""

__version__ = "0.1.0"
