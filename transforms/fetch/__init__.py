"""Fetching over HTTP: public addresses alone, within limits, and politely."""
