"""The demonstration: a whole inspection as a list of command lines, and the files it needs."""
