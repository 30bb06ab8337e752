"""The stages of an inspection of which sound or pictures are recorded (行政处罚法 47; 国办发〔2018〕118号)."""

from __future__ import annotations

from jxinspect.law.terms import Term


class Stage(Term):
    """A stage of the inspection; whether it must have a recording is a setting of the office (`recording.<value>`)."""

    ENTRY = "entry", "进点（出示证件、告知）"
    FLIGHT_ENTRY = "flight_entry", "飞行检查进点"
    QUESTIONING = "questioning", "询问"
    SITE = "site", "现场检查"
    EXTRACTION = "extraction", "电子数据提取"
    SEAL = "seal", "实施封存"
    RELEASE = "release", "解除封存"
    ORDER = "order", "当场责令改正"
    LEFT_SERVICE = "left_service", "留置送达"
    OTHER = "other", "其他"

    @property
    def setting(self) -> str:
        """The setting that says whether this stage must have a recording."""
        return f"recording.{self.value}"


#: What a recording may be wanted of; the rest are recorded as the inspectors see fit.
STAGES = tuple(stage for stage in Stage if stage is not Stage.OTHER)
