"""What a partial copy of a case file may hold: chosen inspections for own staff, far less for a third party (办法 27).

A record hangs on an inspection by its column `inspection_id`, or on a record that does. These lists say the rest.
"""

from __future__ import annotations

#: Tables about no inspection, which a laptop with chosen inspections needs whole: rosters, plans, settings, who signs.
COMMON = frozenset(
    {
        *("agency", "staff", "unit", "training", "interest", "agreement", "agreementchange"),
        *("plan", "planchange", "planitem", "pick", "pickeditem"),
        *("setting", "numbering", "seriescode", "headerprofile", "ownpoint"),
        *("device", "devicerevocation", "personkey", "personkeyrevocation", "lease", "leaseend"),
    }
)
#: Tables that stay in whole copies, whatever they hang on: who reported, what was published of other inspections.
AT_HOME = frozenset(
    {"reporter", "reporterrequest", "publication", "publishedfinding", "redaction", "publicity", "handout"}
)
#: Tables that a third party's copy holds whole: how the program is set, and whom it trusts.
OPEN = frozenset({"agency", "setting", "device", "devicerevocation", "personkey", "personkeyrevocation"})
#: Acts whose remarks in the journal belong to no record and go to every copy: what its trust hangs on.
NOTES = frozenset({"sync.init"})
