"""Across articles: what they tell alike, whom they name, what they say of it."""
