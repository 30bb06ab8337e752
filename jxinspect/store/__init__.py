"""The case file: encryption, journal, written-once objects, schema and views."""
