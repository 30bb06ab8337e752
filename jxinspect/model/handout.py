"""What left the office with full numbers of people in it (G50; 个人信息保护法 51; 数据安全法 38, 39)."""

from __future__ import annotations

from jxinspect.model.base import Dated


class Handout(Dated, table=True):
    """Lists or papers that left as files, or for another program, and show identity, bank or phone numbers in full."""

    actor: str
    what: str  #: name of the list, or of the command that handed papers out
    count: int  #: cells or papers with such a number
    file: str = ""  #: name of the file or folder; blank for standard output
    sha256: str  #: of the content, before it was encrypted
    reason: str = ""  #: why the numbers were not hidden
    encrypted: bool = False
    inside: bool = False  #: written into the configured folder (export.folder)

    @property
    def protected(self) -> bool:
        """Whether it lies encrypted in the folder that the office set for exports."""
        return self.encrypted and self.inside
