"""What not even those who may open the case file see without asking: the identity of reporters (办法 9, 35, 38).

Each is one age file, kept as an object and never written anywhere in plain. In an encrypted case file the key of the
case wraps it, so that it is encrypted twice; in one without encryption a passphrase does, since nothing else could.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from jxinspect.errors import Damaged, Locked
from jxinspect.law.identity import squeezed
from jxinspect.model.kinds import Lead, Reporter
from jxinspect.store.keys import normal

if TYPE_CHECKING:
    from jxinspect.store.casefile import CaseFile

#: Columns of an identity → words for people.
IDENTITY: Mapping[str, str] = {
    "name": "姓名",
    "id_number": "身份证号",
    "phone": "电话",
    "address": "地址",
    "employer": "单位",
    "email": "邮箱",
    "note": "备注",
}
#: What tells who somebody is, when it stands in a text. An employer or a remark does not.
TELLING = ("name", "id_number", "phone", "address", "email")
QUESTION = "保护举报人信息的口令"


def seal(case: CaseFile, lead: Lead, identity: Mapping[str, str]) -> Reporter:
    """Keep who reported a lead. Where a passphrase is needed it must be the one of the reporters before."""
    import pyrage

    data = json.dumps({"lead": lead.id, **identity}, ensure_ascii=False, sort_keys=True).encode()
    key = case.objects.key
    if key.identity is None:
        sealed = pyrage.passphrase.encrypt(data, _known_passphrase(case))
    else:
        sealed = pyrage.encrypt(data, [pyrage.x25519.Identity.from_str(key.identity).to_public()])
    row = Reporter(lead_id=lead.id, sealed=case.objects.put(sealed))
    case.add(row)
    return row


def _known_passphrase(case: CaseFile) -> str:
    before = case.all(Reporter)[:1]
    text = normal(case.ask_passphrase(QUESTION, not before))
    if not text:
        raise Locked("口令不能为空", why="案卷库没有加密，举报人信息只靠这个口令保护（办法 9）", todo="写一个口令")
    if before:
        _opened(case, before[0].sealed, text)
    return text


def reveal(case: CaseFile, lead: Lead) -> dict[str, str]:
    """Who reported a lead; empty for an anonymous one. Locked without the passphrase, Damaged when it was exchanged."""
    rows = case.all(Reporter, lead_id=lead.id)
    return _identity(case, rows[0], _passphrase(case)) if rows else {}


def telling_words(case: CaseFile, leads: list[Lead]) -> set[str]:
    """Names, numbers and addresses of those who reported these leads, squeezed for comparison."""
    rows = list(chain.from_iterable(case.all(Reporter, lead_id=lead.id) for lead in leads if lead.named))
    if not rows:
        return set()
    passphrase = _passphrase(case)
    return set(chain.from_iterable(words_of(_identity(case, row, passphrase)) for row in rows))


def words_of(identity: Mapping[str, str]) -> Iterator[str]:
    """What of an identity may not stand in a text; a single character tells nothing."""
    for column in TELLING:
        for part in identity.get(column, "").replace("；", ";").replace("、", ";").split(";"):
            word = squeezed(part)
            if len(word) > 1:
                yield word


def _passphrase(case: CaseFile) -> str:
    return "" if case.objects.key.identity else normal(case.ask_passphrase(QUESTION, False))


def _identity(case: CaseFile, row: Reporter, passphrase: str) -> dict[str, str]:
    fields: dict[str, str] = json.loads(_opened(case, row.sealed, passphrase))
    if fields.pop("lead", None) != row.lead_id:
        raise Damaged(
            "举报人信息与线索不配套", why="封存的内容属于另一条线索", todo="不要使用；用 jxinspect verify 查明范围"
        )
    return fields


def _opened(case: CaseFile, sha: str, passphrase: str) -> bytes:
    import pyrage

    sealed, key = case.objects.get(sha), case.objects.key
    try:
        if key.identity is None:
            return pyrage.passphrase.decrypt(sealed, passphrase) if passphrase else _refuse()
        return pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(key.identity)])  # type: ignore[no-any-return]
    except pyrage.DecryptError:
        return _refuse()


def _refuse() -> bytes:
    raise Locked(
        "打不开举报人信息", why=f"{QUESTION}不对", todo="核对口令后重试；用 --passphrase-file 或者在提示后输入"
    )
