"""Files that other offices send: what they are, what they say, where they are wrong."""
