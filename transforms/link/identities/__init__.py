"""Who or what the entities of articles are, over all of them."""
