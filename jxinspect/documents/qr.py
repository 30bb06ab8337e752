"""QR codes of strips and labels: the number first, so that a scanner that types like a keyboard gives it at once."""

from __future__ import annotations

from io import BytesIO

from jxinspect.documents.picture import Picture

#: Characters of the digest of the decision that a code carries.
SHORT = 12
#: Pixels of one module; sharp at 300 dpi on the sizes used here.
SCALE = 8


def coded(number: str, decision: str, digest: str, size: float) -> Picture:
    """A square code of `size` millimetres: number, beginning of the decision's SHA-256, its number."""
    text = " ".join(part for part in (number, digest[:SHORT], decision) if part)
    return qr(text, size)


def number_in(scanned: str) -> str:
    """The number that a scanned code, or somebody's typing, begins with."""
    return scanned.split(maxsplit=1)[0] if scanned.split() else ""


def qr(text: str, size: float) -> Picture:
    """Any text as a square code; a quarter of it may be dirty or torn (error correction Q)."""
    import segno

    buffer = BytesIO()
    segno.make(text, error="q", micro=False).save(buffer, kind="png", scale=SCALE, border=2)
    return Picture(text, buffer.getvalue(), size, size)
