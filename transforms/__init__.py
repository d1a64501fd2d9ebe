"""What each step does to one element. Functions know no Beam; their PTransforms only map them."""
