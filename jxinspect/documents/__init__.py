"""Official documents: the catalogue, what goes into each, and how each is made."""
