"""Normalising: from an article as its reader understood it to a clean one."""

from transforms.normalise.article import Normalise, normalise, normalise_or_reject

__all__ = ["Normalise", "normalise", "normalise_or_reject"]
