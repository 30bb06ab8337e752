"""Records of the case file and the rules of the inspection, one file per group.

Importing the package makes every table known to `Record.metadata`.
"""

from jxinspect.model import address, document, duty, inspect, plan, rectify, register, report, seal

__all__ = ["address", "document", "duty", "inspect", "plan", "rectify", "register", "report", "seal"]
