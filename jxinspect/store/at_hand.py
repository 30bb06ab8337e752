"""What was put a moment ago, for copies that are written next: a batch would else decrypt each of its papers again."""

from __future__ import annotations

#: So many bytes of one act; what does not fit is read from disk.
LARGEST = 32 << 20


class AtHand(dict[str, bytes]):
    """Contents by their SHA-256, as long as there is room."""

    _room = LARGEST

    def keep(self, sha: str, data: bytes) -> None:
        """Remember this content if it fits."""
        if len(data) <= self._room:
            self._room -= len(data)
            self[sha] = data
