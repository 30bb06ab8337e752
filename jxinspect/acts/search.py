"""Full text over records and issued documents: where the words stand, and which command shows it.

Records are read through the views of the lists, which know nothing of who reported a lead (办法 9, 38); documents by
the text of their files.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from jxinspect.store.paper_text import paper_lines
from jxinspect.store.texts import Texts, excerpt, folded

if TYPE_CHECKING:
    from jxinspect.store.objects import Objects

Row = dict[str, Any]
Query = Callable[..., list[Row]]
DOCUMENT = "文书"
#: Every issued document; the view `documents` looks up much more of each.
_PAPERS = """
SELECT d.number, d.title, d.kind, d.sha256, i.number AS inspection,
       EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = d.id) AS void
FROM document d LEFT JOIN inspection i ON i.id = d.inspection_id ORDER BY d.at, d.id
"""
#: What nobody looks for: words of our own tables, moments.
_CODED = re.compile(r"[a-z_]*|\d{4}-\d\d-\d\d[ T][\d:.+]+")
#: Texts that are kept together, so that an interruption loses little.
_GROUP = 100


@dataclass(frozen=True)
class Source:
    """One kind of record: its view, what one is called, and the command that shows it, both with columns in braces."""

    kind: str
    view: str
    name: str
    command: str
    inspection: str = "inspection"  #: the column with the number of the inspection


#: Another kind of record is found once it has a line here.
SOURCES: tuple[Source, ...] = (
    Source("检查", "show_inspection", "{number}　{unit}", "show {number}", "number"),
    Source("单位", "unit_list", "{name}", "show {name}", ""),
    Source("人员", "staff_list", "{name}", "show {name}", ""),
    Source("机关", "agency_list", "{name}", "plan agency show {name}", ""),
    Source("培训", "training_list", "{staff}　{topic}", "plan staff training list", ""),
    Source("协议", "agreement_list", "{number}　{unit}", "plan unit agreement list", ""),
    Source("年度计划", "plan_list", "{year}", "plan year show {year}", ""),
    Source("计划项目", "plan_item_list", "{year}年第{seq}项　{unit}", "plan year show {year}", ""),
    Source("计划调整", "plan_change_list", "{year}年第{seq}项", "plan year show {year}", ""),
    Source("线索", "lead_list", "{number}", "plan lead show {number}", "inspections"),
    Source("协同", "cooperation_list", "{number}　{organ}", "plan cooperation list"),
    Source("检查方案", "scheme_list", "{number}", "plan scheme show {number}", "number"),
    Source("检查组", "team_list", "{name}", "plan team show {number}", "number"),
    Source("回避", "recusal_list", "{name}", "plan team show {inspection}"),
    Source("第三方", "third_party_list", "{organisation}", "plan third-party list {inspection}"),
    Source("资料", "material_list", "第{seq}项　{name}", "doc list -i {inspection} -k D08"),
    Source("协查", "assistance_list", "{number}　{organ}", "notify letters {inspection}"),
    Source("送达", "service_list", "{document}　{title}", "notify list -i {inspection}"),
    Source("签名", "signed_papers", "{number}", "doc show {number}", ""),
    Source("现场", "site_list", "{what}", "inspect list -i {inspection}"),
    Source("资料交接", "handover_list", "第{seq}项　{name}", "inspect list -i {inspection} --goods"),
    Source("检查要点", "checklist_answers", "{line}", "inspect checklist show {inspection}"),
    Source("底稿", "paper_list", "{code}", "inspect paper show {code}"),
    Source("证据", "evidence_list", "{code}　{name}", "inspect evidence show {code}"),
    Source("保管链", "custody_list", "{code}", "inspect evidence custody {code}"),
    Source("取证记录单", "sheet_list", "{code}", "inspect list -i {inspection}"),
    Source("音像记录", "recording_list", "{code}", "inspect recording list -i {inspection}"),
    Source("请求", "request_list", "{number}　{party}", "inspect request list -i {inspection}"),
    Source("问题", "finding_list", "问题{seq}　{title}", "inspect finding show {inspection} {seq}"),
    Source("责令改正", "order_list", "{number}　{party}", "inspect order list -i {inspection}"),
    Source("封存", "seals", "{code}", "seal show {code}"),
    Source("封存资料", "seal_lines", "{code} 第{seq}项　{name}", "seal show {code}", ""),
    Source("意见和采纳", "report_points", "第{seq}条", "report show {inspection}"),
    Source("整改", "ledger", "第{seq}项　{title}", "rectify list"),
    Source("约谈", "talks", "{number}　{party}", "rectify talk list {inspection} --talks"),
    Source("约谈要求", "talk_requirements", "要求{seq}", "rectify talk list {inspection}"),
    Source("函询", "inquiries", "{number}　{party}", "rectify inquiry list"),
    Source("通报", "circulars", "{number}　{title}", "rectify circular list"),
    Source("处理建议", "recommendations", "{number}　{organ}", "rectify recommend list"),
    Source("移送的决定", "crime_decisions", "{findings}", "rectify refer decisions {inspection}"),
    Source("案件", "proceeding_list", "{number}　{cause}", "rectify proceeding show {number}"),
    Source("复议和诉讼", "challenge_list", "{number}　{body}", "rectify challenge show {number}"),
    Source("要情", "incident_list", "{number}　{title}", "report incident show {number}"),
    Source("检查结果公布", "publication_list", "{code}", "report publish show {code}", ""),
    Source("信息安全事件", "leak_list", "{number}", "rectify leak list"),
    Source("宣传", "publicity_list", "{number}　{subject}", "plan publicity list", ""),
    Source("履职记录", "record_of_duty", "{guard}", "check {inspection}"),
)


@dataclass(frozen=True)
class Hit:
    """One record or document in which all words stand."""

    kind: str
    name: str
    inspection: str
    excerpt: str
    command: str


def kinds() -> list[str]:
    """What can be looked for, in the order of the results."""
    return [DOCUMENT, *(source.kind for source in SOURCES)]


def search(query: Query, texts: Texts, words: Sequence[str], *, chosen: Collection[str], inspection: str) -> list[Hit]:
    """Every document and record in which all words (as `words_of` gives them) stand; `chosen` kinds, all when empty."""
    found = list(_documents(query, texts, words)) if not chosen or DOCUMENT in chosen else []
    for source in SOURCES:
        if not chosen or source.kind in chosen:
            found += _records(query, source, words)
    return [hit for hit in found if not inspection or inspection in hit.inspection.split("、")]


def unread(query: Query, texts: Texts) -> list[str]:
    """Digests of the documents whose text is not known yet."""
    return texts.keep_only(row["sha256"] for row in query(_PAPERS))


def read(texts: Texts, objects: Objects, digests: Iterable[str]) -> None:
    """Keep the text of these documents."""
    waiting = iter(digests)
    while some := [(sha, paper_lines(objects.get(sha))) for sha in islice(waiting, _GROUP)]:
        texts.keep(some)


def _documents(query: Query, texts: Texts, words: Sequence[str]) -> Iterator[Hit]:
    inside = dict(texts.find(words))
    for row in query(_PAPERS):
        title = f"{row['number']}　{row['title']}"
        text = inside.get(row["sha256"]) or (title if _holds(title, words) else None)
        if text is not None:
            name = title + ("（已作废）" if row["void"] else "")
            yield Hit(DOCUMENT, name, row["inspection"] or "", text, _command("doc show {number}", row))


def _records(query: Query, source: Source, words: Sequence[str]) -> Iterator[Hit]:
    for row in query(source.view):
        text = "　".join(value for value in row.values() if isinstance(value, str) and not _CODED.fullmatch(value))
        if _holds(text, words):
            place = folded(text).find(words[0])
            where = (row[source.inspection] or "") if source.inspection else ""
            name = source.name.format_map(row).rstrip()
            yield Hit(source.kind, name, where, excerpt(text, place), _command(source.command, row))


def _holds(text: str, words: Sequence[str]) -> bool:
    plain = folded(text)
    return all(word in plain for word in words)


def _command(pattern: str, row: Row) -> str:
    words = (word.format_map({key: value or "" for key, value in row.items()}) for word in pattern.split())
    return "jxinspect " + " ".join(shlex.quote(word) for word in words if word)
