"""Pages: the article of an HTML page, its metadata and its links."""
