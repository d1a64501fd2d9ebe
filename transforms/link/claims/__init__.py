"""Claims of different articles that state the same, or cannot both hold."""
