"""What is slow to import and to load, once for all runs that tests fork: see test_run."""

import pipeline.run  # noqa: F401
from transforms.analyse import model
from transforms.analyse.language import load_pipeline
from transforms.normalise.language import language

_loaded = load_pipeline()
model.load_pipeline = lambda: _loaded
language("A first text, so that the model of languages is loaded too.")
