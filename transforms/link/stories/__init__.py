"""Copies, rewrites and other reports of one event."""
