"""An invented county: a crowd in which all is in order, and planted cases with what must be found.

Written from what the rules are to find, not from their SQL: nothing here reads `jxinspect.analysis.rules`.
"""
