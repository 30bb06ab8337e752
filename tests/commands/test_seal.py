"""`seal` and `doc` as they are typed, from the request to the release."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from jxinspect.law.terms import FundType, InspectionForm, Level, Role, State, TeamRole, UnitType

BEIJING = timezone(timedelta(hours=8))


@pytest.fixture
def typed(case_path: Path, jx: Any, clock_at: Any, once: Any) -> Any:
    """Types a command line on a case file whose team has entered the unit; the clock stands at 2026-03-20."""
    from jxinspect.model.inspect import Entry
    from jxinspect.model.plan import Agency, Approval, Inspection, Scheme, Staff, TeamMember, Unit
    from jxinspect.store.casefile import open_case_file

    def made() -> None:
        entered = datetime(2026, 3, 2, 9, 0, tzinfo=BEIJING)
        with open_case_file(case_path, actor="测一鸣", act="setup", clock=entered) as case:
            unit = Unit(
                name="样本县社保中心", type=UnitType.HANDLING_AGENCY, region_code="360100", address="2号", head="赵样本"
            )
            agency = Agency(
                name="样本县人社局", code="样人社", level=Level.COUNTY, region_code="360100", region_name="样本县",
                department="基金监督科", address="1号", phone="0791-00000001", complaint_phone="0791-00000002",
                government="样本县人民政府", court="样本县人民法院",
            )  # fmt: skip
            people = [
                Staff(
                    name=name, role=role, department="基金监督科", post="科员", certificate=card,
                    certificate_from=date(2023, 1, 1), certificate_to=date(2027, 12, 31),
                )
                for name, role, card in (
                    ("测一鸣", Role.INSPECTOR, "36012300002"),
                    ("样二航", Role.INSPECTOR, "36012300003"),
                    ("钱主任", Role.APPROVER, None),
                )
            ]  # fmt: skip
            case.add(unit, agency, *people)
            inspection = Inspection(
                number="2026-001", year=2026, unit_id=unit.id, form=InspectionForm.SPECIAL, funds=[FundType.INJURY],
                period_from=date(2025, 1, 1), period_to=date(2025, 12, 31), state=State.ENTERED,
            )  # fmt: skip
            case.add(inspection)
            for person, role in zip(people, (TeamRole.LEADER, TeamRole.MEMBER), strict=False):
                case.add(TeamMember(inspection_id=inspection.id, at=entered, staff_id=person.id, role=role))
            ids = [person.id for person in people[:2]]
            scheme = Scheme(
                inspection_id=inspection.id, at=entered, items="工伤保险基金", scope="2025年度", content="待遇",
                method="查阅", starts_on=entered.date(), ends_on=entered.date(), made_by=ids[0],
            )  # fmt: skip
            case.add(scheme)
            case.add(
                Approval(
                    inspection_id=inspection.id, at=entered, subject="scheme", subject_id=scheme.id, prepared_by=ids[0],
                    approved_by=people[2].id, text="同意", granted=True,
                )
            )  # fmt: skip
            case.add(
                Entry(inspection_id=inspection.id, at=entered, place="大厅", inspectors=ids, met="赵", met_post="主任")
            )

    once(made)
    clock_at("2026-03-20 09:00")
    return lambda *words: jx(*words, "-C", str(case_path), "--as", "测一鸣", "--no-input")


REQUEST = (
    "seal", "request", "2026-001", "--at", "2026-03-03 8:30", "--reason", "transfer", "--reason", "可能灭失",
    "--facts", "凭证被搬出", "--copy-insufficient", "原件被搬离", "--keeper", "李例子", "--custody", "原地封存",
)  # fmt: skip
APPROVE = ("seal", "approve", "2026-001", "--at", "2026-03-03 9:00", "--approver", "钱主任", "--text", "同意")
CREATE = (
    "seal", "create", "2026-001", "--at", "2026-03-03 9:30", "--ended", "2026-03-03 11:20", "--notified", "电话通知",
    "--attended", "李例子", "--process", "逐项清点", "--strip", "柜门",
)  # fmt: skip


def test_a_sealing_goes_from_request_to_release(typed: Any, tmp_path: Path) -> None:
    asked = typed(*REQUEST, "--item", "凭证/会计凭证/12册/2025年", "--json")
    assert (asked.code, asked.json["code"]) == (0, "2026-001-FC-01")
    assert typed(*APPROVE).code == 0
    made = typed(*CREATE, "--out", str(tmp_path / "文书"), "--json")
    assert made.code == 0, made.err
    assert made.json["documents"][0] == "样人社监封〔2026〕1号 封存决定书"
    assert sorted(Path(path).name for path in made.json["copies"]) == sorted(
        path.name for path in (tmp_path / "文书").iterdir()
    )
    (row,) = typed("seal", "list", "--json").json["rows"]
    assert (row["state"], row["held"], row["ends_on"]) == ("active", 1, "2026-03-10")
    late = typed("seal", "extend", "2026-001", "--until", "2026-04-02", "--reason", "未完", "--approver", "钱主任")
    assert late.code == 4
    assert "G27" in late.err
    ended = typed("seal", "release", "2026-001", "--ground", "expired", "--receiver", "李例子", "--opening", "逐一启封")
    assert "样人社监解封〔2026〕1号" in ended.out
    shown = typed("seal", "show", "2026-001-FC-01", "--json").json
    assert (shown["state"], shown["lines"][0]["released_on"]) == ("released", "2026-03-20")
    assert shown["strips"][0]["intact"] == 1


def test_a_trial_makes_nothing(typed: Any) -> None:
    typed(*REQUEST, "--item", "凭证/会计凭证/12册")
    assert "试运行" in typed(*APPROVE, "--dry-run").out
    assert typed("doc", "list", "--json").json["total"] == 0


@pytest.mark.parametrize(
    ("extra", "code", "word"),
    [
        (("--item", "现金/现金/3捆"), 4, "G21"),
        (("--item", "备用金/其他有关资料/1袋"), 4, "“备用金”是资金，不是资料"),
        (("--item", "2号档案室/业务档案/1间"), 4, "“2号档案室”是场所"),
        (("--item", "凭证"), 5, "名称/种类"),
        (("--item", "凭证/会计凭证/1册", "--copy-insufficient", " "), 5, "inspect evidence add -i 2026-001"),
        ((), 5, "--item"),
        (("--item", "凭证/会计凭证/1册", "--days", "31"), 4, "G28"),
        (("--item", "凭证/会计凭证/1册", "--urgent"), 5, "--urgent-reason"),
        (("--item", "凭证/会计凭证/1册", "--reason", "不存在"), 2, "可能被转移"),
        (("--list", "没有这个文件.xlsx"), 3, "没有这个文件.xlsx"),
    ],
)
def test_a_wrong_request_says_what_to_write(typed: Any, extra: tuple[str, ...], code: int, word: str) -> None:
    ended = typed(*REQUEST, *extra)
    assert ended.code == code
    assert word in ended.err
    assert typed("seal", "list", "--json").json["total"] == 0


def test_whether_copying_does_is_asked_before_originals_are_sealed(typed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    left = REQUEST.index("--copy-insufficient")
    silent = (*REQUEST[:left], *REQUEST[left + 2 :], "--item", "凭证/会计凭证/12册")
    assert (typed(*silent).code, "--copy-insufficient" in typed(*silent).err) == (5, True)
    asked: list[str] = []
    answers = iter(["", "凭证正被搬离，复制来不及"])

    def answer(question: str, *, flag: str) -> str:
        asked.append(f"{question} {flag}")
        return next(answers)

    monkeypatch.setattr("jxinspect.ui.ask.possible", lambda: True)
    monkeypatch.setattr("jxinspect.ui.ask.text", answer)
    enough = typed(*silent)
    assert (enough.code, "复制取证" in enough.err) == (5, True)
    assert typed(*silent).code == 0
    assert len(asked) == 2
    assert "复制能够达到目的的，不封存" in asked[0]


def test_a_loss_at_the_release_leads_to_the_order_in_a_line_of_its_own(typed: Any) -> None:
    for words in ((*REQUEST, "--item", "凭证/会计凭证/12册"), APPROVE, CREATE):
        assert typed(*words).code == 0
    gone = ("--ground", "not_needed", "--text", "已核对", "--receiver", "李例子", "--opening", "柜子是空的")
    ended = typed("seal", "release", "2026-001", *gone, "--missing", "1=不见了", "--at", "2026-03-04 09:00")
    assert ended.code == 0, ended
    lines = ended.out.splitlines()
    assert "  查明缺失、毁损的原因；隐匿、故意销毁的（V34-3），责令改正：" in "\n".join(lines)
    assert len(lines[lines.index("接下来：") + 1 :]) == 2


def test_documents_are_listed_signed_exported_and_void(typed: Any, tmp_path: Path) -> None:
    for words in ((*REQUEST, "--item", "凭证/会计凭证/12册"), APPROVE, CREATE):
        assert typed(*words).code == 0
    at = ("--at", "2026-03-03 12:00")
    signed = typed(
        "doc", "signed", "2026-001-QD-01", *at, "--signer", "李例子", "--capacity", "主任", "--outcome", "refused"
    )
    assert (signed.code, "--reason" in signed.err) == (5, True)
    out = typed("doc", "export", "--inspection", "2026-001", "--out", str(tmp_path / "导出"), *at, "--json").json
    assert (out["count"], len(out["digest"])) == (5, 64)
    void = typed("doc", "void", "样人社监封[2026]1号", *at, "--reason", "保管人写错", "--again", "--json").json
    papers = [
        "样人社监封〔2026〕2号 封存决定书",
        "2026-001-QD-02 封存清单",
        "2026-001-FT-02 封条",
        "2026-001-BL-02 封存现场笔录",
    ]
    assert void["again"] == papers
    gone = {row["number"] for row in typed("doc", "list", "--void", "--json").json["rows"]}
    assert gone == {"样人社监封〔2026〕1号", "2026-001-QD-01", "2026-001-FT-01", "2026-001-BL-01"}
    assert typed("doc", "list", "--kind", "d33", "--valid", "--json").json["total"] == 1
    assert typed("doc", "list", "--kind", "D99").code == 3
    assert typed("doc", "list", "--inspection", "2026-999").code == 3
    assert typed("doc", "show", "样人社监封（2026）1号", "--json").json["void_reason"] == "保管人写错"
    draft = typed("doc", "preview", "D33", "2026-001", "--out", str(tmp_path / "草稿"), "--json").json
    assert Path(draft["file"]).name == "D33_封存决定书（稿）.docx"
    assert typed("doc", "export", "--out", str(tmp_path)).code == 2


def test_templates_are_listed_checked_and_shown_without_a_case_file(jx: Any, tmp_path: Path) -> None:
    fields = jx("doc", "template", "fields", "d33", "--json").json["rows"]
    assert {"封存.开始日期", "资料.名称", "校验码"} <= {row["field"] for row in fields}
    assert all(row["example"] for row in fields if row["kind"] == "文字" and row["used"])
    assert {row["id"] for row in jx("doc", "template", "list", "--json").json["rows"]} >= {"D33", "D38"}
    specimen = Path(jx("doc", "template", "preview", "D35", "--out", str(tmp_path), "--json").json["file"])
    assert specimen.exists()
    wrong = jx("doc", "template", "check", str(specimen), "--kind", "D99")
    assert (wrong.code, "D99" in wrong.err) == (3, True)


def test_a_template_with_a_field_that_is_not_there_is_refused_with_its_place(jx: Any, tmp_path: Path) -> None:
    from docx import Document

    paper = Document()
    paper.add_paragraph("{{ 封存.事实 }}，{{ 封存.開始 }}")
    paper.save(str(tmp_path / "D33.docx"))
    ended = jx("doc", "template", "check", str(tmp_path / "D33.docx"))
    assert ended.code == 5
    assert "没有“封存.開始”这个字段" in ended.err
    assert "正文第1段" in ended.err
