"""The block vocabulary of the shipped templates: every document is a short list of these blocks.

    TEMPLATES = {"D05": document(Layout.OFFICIAL, "检查通知书", [issuer(), number(), title("…"), to(), para("…")])}

Document
    document(layout, name, blocks, *, page_signers=(), continued="", landscape=False)   a template; page_signers sign
                             every page in the footer (逐页签名), continued heads page 2 and on (续页)
    Layout                   OFFICIAL 公文 · DECISION 无红头 · LETTER · MINUTES · FORM 执法文书 · LABEL 封条

Text (text.py); placeholders {{ 被监督单位.名称 }} may stand in every text; a line feed is a line break
    issuer(suffix="")        发文机关标志 in red (机关.名称; width by 机关.红头字号 短/中/长)
    number(text)             发文字号; above the red line on 公文, else right aligned under the title
    upward()                 发文字号 and 签发人 on one line, of a 上行文
    title(text)              标题, 2号小标宋; break it by a line feed where the meaning does
    to(text)                 主送机关 with colon; default {{ 被监督单位.名称 }}
    para(text)               body paragraph with two-character indent
    flush(text) centred(text) note(text)    without indent; centred; small explanatory text
    ragged(text)             body paragraph that is not stretched: file names and other long words
    heading(level, text)     1 一、黑体 · 2 （一）楷体 · 3 1.仿宋; the text brings its number
    section(text, body)      a paragraph that opens with its heading in 黑体: section("一、检查事项。", "…")
    entries(loop, text)      the same for records and names that may begin with a figure; one alone has no number
    items(loop, text)        one paragraph per item: items("项 in 配合事项", "{{ loop.index }}.{{ 项 }}")
    each(loop, blocks)       several blocks per item
    when(condition, blocks, otherwise=())   blocks under a condition: field, not, and, or, ==, !=
    basis(then, lead="根据")  根据{{ 依据 }}的规定，then
    rights()                 权利义务, numbered, from the list 权利义务 (documents/common.py rights_and_duties)
    remedy()                 救济途径 from 救济 (documents/common.py remedy_clause)
    attachments(loop="件 in 附件")   附件说明 from a list of names; one alone is not numbered
    annex(mark, name)        head of an attachment on a page of its own: annex("附件1", "资料清单")
    qa(loop="轮 in 问答")     questions and answers of a record (items with 问 and 答)
    blank(lines=1) line_space() page_break()

Tables and forms (table.py); blank facts in value cells print "/"
    table(columns, loop, total=(), styles={})   columns = [(title, width_mm, text)], head on every page, rows whole;
                                     styles = {title: style} for columns in another style, e.g. "CheckLine"
    form(rows, widths=(24, 54, 24, 54))   bordered rows of cells; spans of a row add up to the number of widths
    label(text, span=1, down="")     printed label; down="restart"/"go" merges cells downwards
    value(text, span=1, height=0)    fact; height = least height of the row in mm
    middle(text, span=1)             as value, centred
    written(text, span=1, height=0)  filled in by hand, printed as it is
    rows_of(loop, rows)              repeated rows inside a form
    rows_when(condition, rows)       rows of a form under a condition

End of the paper (sign.py)
    signature_agency(date="{{ 成文日期 }}", agency="{{ 机关.名称 }}")   署名 centred on the date, date 右空四字
    signatures(roles, dated=True)    a line with date per role, never alone on a page
    side_by_side(left, right)        two unruled signature columns, kept together
    opinions([(label, text)], height=28)   审批栏 with signature and date in each box
    statement_by_hand(prompt, lines=2)     ruled lines for handwriting
    receipt(name, lines)             回执 on a page of its own, sealed by the unit
    strips(loop, big, above, below)  封条 (strip.py) to cut out, two to a page of A4 landscape

Filters in placeholders: 或斜线 (blank → /), 或无 (blank → 无), 可空 (blank stays blank), 分段 (each line of the value
becomes a paragraph). In running text a blank fact without a filter is refused. In loops: loop.index, loop.first,
loop.last, loop.length. Fields that every document has: 机关, 文号, 校验码, 成文日期 (documents/common.py).
"""

from __future__ import annotations

from jxinspect.documents.spec import Layout
from templates.build.block import Block
from templates.build.build import Description, build, descriptions, document
from templates.build.sign import (
    opinions,
    receipt,
    side_by_side,
    signature_agency,
    signatures,
    statement_by_hand,
)
from templates.build.strip import strips
from templates.build.table import form, label, middle, rows_of, rows_when, table, value, written
from templates.build.text import (
    annex,
    attachments,
    basis,
    blank,
    centred,
    each,
    entries,
    flush,
    heading,
    issuer,
    items,
    line_space,
    note,
    number,
    page_break,
    para,
    qa,
    ragged,
    remedy,
    rights,
    section,
    title,
    to,
    upward,
    when,
)

__all__ = [
    "Block", "Description", "Layout", "annex", "attachments", "basis", "blank", "build", "centred", "descriptions",
    "document", "each", "entries", "flush", "form", "heading", "issuer", "items", "label", "line_space", "middle",
    "note", "number", "opinions", "page_break", "para", "qa", "ragged", "receipt", "remedy", "rights", "rows_of",
    "rows_when", "section", "side_by_side", "signature_agency", "signatures", "statement_by_hand", "strips", "table",
    "title", "to", "upward", "value", "when", "written",
]  # fmt: skip
