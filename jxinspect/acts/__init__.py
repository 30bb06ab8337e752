"""One function per command: load, decide, add, issue. No printing, no prompting, no SQL."""
