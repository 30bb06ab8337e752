"""Taking the password off a workbook."""

from __future__ import annotations

import struct
from io import BytesIO
from xml.parsers.expat import ExpatError


class WrongPassword(Exception):
    """Another password opens it."""


class BrokenLock(ValueError):
    """What is encrypted is not whole, or encrypted in a way that is not known."""


def unlocked(data: bytes, password: str | None) -> bytes | None:
    """The workbook in the clear; None where it has a password and none was given.

    Raises WrongPassword, BrokenLock: the reader takes an incomplete file as it comes, and raises what comes of it.
    """
    from msoffcrypto import OfficeFile
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError
    from msoffcrypto.format.ooxml import OOXMLFile

    plain, known = BytesIO(), False
    try:
        book = OfficeFile(BytesIO(data))
        if not book.is_encrypted():
            return data
        if password is None:
            return None
        if isinstance(book, OOXMLFile):
            book.load_key(password=password, verify_password=True)
        else:
            book.load_key(password=password)
        known = True
        book.decrypt(plain)
    except (
        InvalidKeyError, DecryptionError, FileFormatError, ExpatError, struct.error, ArithmeticError, AssertionError,
        AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError,
    ) as fault:  # fmt: skip
        # After the password has opened the key, what is wrong is the rest.
        wrong = isinstance(fault, InvalidKeyError) and not known
        raise (WrongPassword if wrong else BrokenLock)(str(fault)) from fault
    return plain.getvalue()
