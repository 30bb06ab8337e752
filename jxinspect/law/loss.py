"""What became of sealed materials that do not come back as they were (行政强制法 26; 办法 34(三))."""

from jxinspect.law.terms import Term


class Loss(Term):
    """How a material was found at the release."""

    MISSING = "missing", "缺失"
    DAMAGED = "damaged", "毁损"
