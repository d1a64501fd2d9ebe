"""The learned finder of attributions: words in, attributions out; onnxruntime and numpy only."""
