"""First bytes by which a file that holds others is known, whatever it is called."""

#: Zip: xlsx, ods and archives. OLE: xls, and workbooks with a password.
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
#: A zip with nothing in it.
EMPTY_ZIP = b"PK\x05\x06"
