"""The command tree: parse, call one act or one view, show."""
