"""What one article says: names, attributions, sources. spaCy inside; rows come out, never a Doc."""
