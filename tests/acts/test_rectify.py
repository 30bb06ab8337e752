"""Rectification, closing and dossier: 办法 24, T27, G48."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.terms import LedgerState, RectifyType, ReplyMethod, ServiceMethod, SignOutcome, State

FINDINGS = (("向死亡人员发放养老金", 12_345_67), ("内部控制制度不完善", None))


def text_of(case: Any, document: Any) -> str:
    """All text of a DOCX, paragraphs one per line."""
    from jxinspect.documents.readback import read_paragraphs

    with ZipFile(BytesIO(case.objects.get(document.sha256))) as package:
        return "\n".join(read_paragraphs(package.read("word/document.xml")))


def reported(office: Any, fieldwork_done: Any, *findings: tuple[str, int | None]) -> None:
    """The report of 2026-05-06, the unit having agreed in writing."""
    from jxinspect.acts import report, report_round

    fieldwork_done(*findings)
    texts = {"background": "机构情况", "evaluation": "总体规范", "opinion": "限期改正", "suggestions": "加强管理"}
    with office("report.draft", at="2026-04-26 09:00") as case:
        report.draft(case, "2026-001", texts)
    with office("report.consult", at="2026-04-26 15:00") as case:
        report_round.consult(case, "2026-001")
    serve(office, "D41", "2026-04-27 10:00")
    with office("report.reply", at="2026-04-30 09:00") as case:
        report_round.reply(case, "2026-001", report_round.Reply(ReplyMethod.HANDED, agrees=True, signer="赵样本"))
    with office("report.final", at="2026-05-06 09:00") as case:
        report.final(case, "2026-001", signed_by="钱主任")


def serve(office: Any, kind: str, received: str) -> None:
    """A proof of service as notify serve records it."""
    from jxinspect.model.service import ProofOfService
    from jxinspect.store.records import inspection_records, staff

    with office("notify.serve", at=received) as case:
        records = inspection_records(case, "2026-001")
        case.add(
            ProofOfService(
                inspection_id=records.inspection.id,
                at=case.at,
                documents=[records.documents(kind)[-1].id],
                addressee=records.unit.name,
                method=ServiceMethod.DIRECT,
                place=records.unit.address,
                servers=[staff(case, name).id for name in ("测一鸣", "样二航")],
                received_at=case.at,
                receiver="李例子",
                capacity="办公室主任",
            )
        )


def rectifying(office: Any, fieldwork_done: Any, **given: Any) -> tuple[Any, list[Any], str]:
    from jxinspect.acts import rectify

    reported(office, fieldwork_done, *FINDINGS)
    with office("rectify.opinion", at="2026-05-07 09:00") as case:
        demands = rectify.Demands(**given)
        row, made, lines = rectify.opinion(case, "2026-001", demands)
        text = text_of(case, made[0])
    serve(office, "D48", "2026-05-08 09:00")
    return row, lines, text


def proof(office: Any, name: str, at: str = "2026-05-20 09:00") -> None:
    """Evidence 3 of the inspection."""
    from jxinspect.acts import evidence
    from jxinspect.law.terms import EvidenceKind

    with office("inspect.evidence", at=at) as case:
        evidence.add(
            case,
            "2026-001",
            names=["测一鸣", "样二航"],
            kind=EvidenceKind.DOCUMENT,
            title=name,
            source="财务股",
            place="财务股",
            proves=name,
        )


def progress(office: Any, at: str, seq: int, **given: Any) -> Any:
    from jxinspect.acts import rectify

    with office("rectify.progress", at=at) as case:
        return rectify.progress(case, "2026-001", seq, **given)[1]


def recheck(office: Any, at: str, *items: Any, **given: Any) -> str:
    from jxinspect.acts import rectify_recheck

    given = {"met": "李例子", "met_post": "科长", "conclusion": "已按要求整改", "names": ["测一鸣", "样二航"]} | given
    with office("rectify.recheck", at=at) as case:
        _, document, _ = rectify_recheck.recheck(case, "2026-001", items, **given)
        return text_of(case, document)


def seen(seq: int, **given: Any) -> Any:
    from jxinspect.acts.rectify_recheck import Seen

    values: dict[str, Any] = {"seq": seq, "seen": "查看凭证，情况属实", "method": "查阅资料", "struck": True} | given
    return Seen(**values)


def close(office: Any, at: str, **passing: Any) -> tuple[Any, str]:
    """The findings of these tests raise the question of a crime by their amount alone (G44)."""
    from jxinspect.acts import rectify, rectify_crime
    from jxinspect.model.crime import CrimeDecision
    from jxinspect.model.suspicion import crime_unanswered
    from jxinspect.store.records import inspection_records

    with office("rectify.refer.crime", at=at) as case:
        if crime_unanswered(inspection_records(case, "2026-001"), case.at) and not case.all(CrimeDecision):
            rectify_crime.no_crime(case, "2026-001", reason="停发不及时，没有骗取的证据", approver="钱主任")
    with office("rectify.close", at=at, **passing) as case:
        row, document = rectify.close(
            case, "2026-001", result="问题全部销号", archived_by="周档员", checked_by="孙科长"
        )
        return row, text_of(case, document)


def test_the_opinion_lists_every_finding_with_demand_period_and_money(office: Any, fieldwork_done: Any) -> None:
    _, lines, text = rectifying(
        office, fieldwork_done, due_on={2: date(2026, 6, 30)}, type={2: RectifyType.STAGED}, demand={2: "修订内控制度"}
    )
    assert [line.recover for line in lines] == [1_234_567, 0]
    assert "样人社监报〔2026〕1号" in text
    assert "立行立改，自收到本整改意见书之日起30日内完成" in text
    assert "分阶段整改，2026年6月30日前（含当日）完成" in text
    assert "应追回12,345.67元（人民币壹万贰仟叁佰肆拾伍元陆角柒分）" in text
    assert "不涉及追回金额" in text
    assert "修订内控制度。" in text


def test_periods_without_a_date_run_from_service(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.model.ledger import line_due, report_due
    from jxinspect.model.rectify import LedgerItem
    from jxinspect.store.records import inspection_records

    rectifying(office, fieldwork_done)
    with office("look", dry_run=True) as case:
        records = inspection_records(case, "2026-001")
        # 2026-05-08 and 30 days is Sunday 2026-06-07, which rolls to Monday.
        assert line_due(records, records.of(LedgerItem)[0]) == date(2026, 6, 8)
        assert report_due(records) == date(2026, 6, 8)


def test_an_opinion_about_nothing_is_refused_and_the_inspection_closes(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import rectify

    reported(office, fieldwork_done)
    with pytest.raises(Refused, match="没有需要整改的问题"), office("rectify.opinion", at="2026-05-07 09:00") as case:
        rectify.opinion(case, "2026-001")
    row, text = close(office, "2026-05-08 09:00")
    assert row.retention == "10年"
    assert "卷内目录" in text


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"demand": {3: "改"}}, NotFound),
        ({"due_on": {1: date(2026, 5, 7)}}, Incomplete),
        ({"recover": {1: -1}}, Incomplete),
    ],
)
def test_demands_are_about_known_findings_later_days_and_real_money(
    office: Any, fieldwork_done: Any, given: dict[str, Any], error: type[Exception]
) -> None:
    from jxinspect.acts import rectify

    reported(office, fieldwork_done, *FINDINGS)
    with pytest.raises(error), office("rectify.opinion", at="2026-05-07 09:00") as case:
        rectify.opinion(case, "2026-001", rectify.Demands(**given))


def test_closing_before_the_opinion_is_refused_when_there_are_findings(office: Any, fieldwork_done: Any) -> None:
    reported(office, fieldwork_done, *FINDINGS)
    with pytest.raises(Refused, match="还没有下达整改意见"):
        close(office, "2026-05-08 09:00")


def test_recovered_money_adds_up_and_never_exceeds_what_is_owed(office: Any, fieldwork_done: Any) -> None:
    rectifying(office, fieldwork_done)
    proof(office, "追回银行回单")
    line = progress(office, "2026-05-21 09:00", 1, text="追回部分", recovered=1_000_000, evidence=["3"])
    assert (line.recovered, line.state) == (1_000_000, LedgerState.RUNNING)
    with pytest.raises(Incomplete, match="追回金额有误"):
        progress(office, "2026-05-22 09:00", 1, text="追回", recovered=234_568, evidence=["3"])
    line = progress(
        office, "2026-05-22 09:00", 1, text="追回余款", recovered=234_567, state=LedgerState.DONE, evidence=["3"]
    )
    assert (line.recovered, line.state) == (1_234_567, LedgerState.DONE)


def test_recovered_money_and_completion_need_proof(office: Any, fieldwork_done: Any) -> None:
    rectifying(office, fieldwork_done)
    with pytest.raises(Incomplete, match="追回金额没有佐证"):
        progress(office, "2026-05-21 09:00", 1, text="追回", recovered=100)
    with pytest.raises(Incomplete, match="整改完成没有佐证"):
        progress(office, "2026-05-21 09:00", 2, text="制度已修订", state=LedgerState.DONE)


def test_a_later_day_needs_leave_and_stands_in_the_ledger(office: Any, fieldwork_done: Any) -> None:
    from openpyxl import load_workbook

    from jxinspect.acts import rectify

    rectifying(office, fieldwork_done)
    with pytest.raises(Incomplete, match="延期没有批准"), office("rectify.set", at="2026-05-20 09:00") as case:
        rectify.set_line(case, "2026-001", 1, due_on=date(2026, 7, 31))
    with office("rectify.set", at="2026-05-20 09:00") as case:
        line, _ = rectify.set_line(
            case, "2026-001", 1, due_on=date(2026, 7, 31), allowed_by="钱主任", because="涉及外省人员"
        )
        assert line.extension == "2026年5月20日钱主任批准由2026年6月8日延至2026年7月31日：涉及外省人员"
    with office("rectify.ledger", at="2026-05-21 09:00") as case:
        document, _ = rectify.ledger(case, "2026-001")
        sheet = load_workbook(BytesIO(case.objects.get(document.sha256)))["整改台账"]
        cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert document.number == "2026-001-TZ-02"
    assert any("涉及外省人员" in cell for cell in cells)
    assert "12345.67" in cells


def test_a_line_is_not_struck_off_while_money_is_owed(office: Any, fieldwork_done: Any) -> None:
    rectifying(office, fieldwork_done)
    with pytest.raises(Refused, match="不能销号"):
        recheck(office, "2026-06-08 09:00", seen(1))


def test_a_recheck_says_what_comes_next_where_a_line_stays_open(office: Any, fieldwork_done: Any) -> None:
    rectifying(office, fieldwork_done)
    with pytest.raises(Incomplete, match="没有写下一步"):
        recheck(office, "2026-06-08 09:00", seen(1, struck=False))
    with pytest.raises(Incomplete, match="核查方式"):
        recheck(office, "2026-06-08 09:00", seen(2, method=""))
    with pytest.raises(Incomplete, match="没有核查的事项"):
        recheck(office, "2026-06-08 09:00")
    text = recheck(office, "2026-06-08 09:00", seen(1, struck=False, next_step="6月底前追回余款"), seen(2))
    assert "应追回12,345.67元，未追回12,345.67元" in text
    assert "尚未整改到位" in text
    assert "6月底前追回余款。" in text
    assert "整改到位，予以销号" in text


def test_a_recheck_without_proof_of_its_own_names_what_came_with_the_progress(office: Any, fieldwork_done: Any) -> None:
    rectifying(office, fieldwork_done)
    proof(office, "修订的制度")
    proof(office, "通过制度的会议纪要")
    progress(office, "2026-05-21 09:00", 2, text="制度已修订", state=LedgerState.DONE, evidence=["3", "4"])
    text = recheck(office, "2026-06-08 09:00", seen(2))
    assert "2026-001-ZJ-003\n2026-001-ZJ-004" in text


def test_what_is_struck_off_has_no_blank_cell_in_the_ledger(office: Any, fieldwork_done: Any) -> None:
    from openpyxl import load_workbook

    from jxinspect.acts import rectify

    rectifying(office, fieldwork_done)
    recheck(office, "2026-06-08 09:00", seen(2))
    with office("rectify.ledger", at="2026-06-08 10:00") as case:
        document, _ = rectify.ledger(case, "2026-001")
        sheet = load_workbook(BytesIO(case.objects.get(document.sha256)))["整改台账"]
    titles, owing, struck = ([cell.value for cell in sheet[n]] for n in (4, 5, 6))
    measure, proofs = titles.index("整改措施"), titles.index("佐证")
    assert (struck[measure], struck[proofs]) == ("/", "/")
    assert (owing[measure], owing[proofs]) == (None, None)  # the unit fills it in by hand


def test_a_refused_signature_of_the_recheck_states_reason_and_witness(office: Any, fieldwork_done: Any) -> None:
    rectifying(office, fieldwork_done)
    with pytest.raises(Incomplete, match="没有写明原因"):
        recheck(office, "2026-06-08 09:00", seen(2), outcome=SignOutcome.REFUSED)
    text = recheck(
        office, "2026-06-08 09:00", seen(2), outcome=SignOutcome.REFUSED, reason="对结论有异议", witness="周见证"
    )
    assert "被监督单位拒绝签名，原因：对结论有异议。见证人：周见证。" in text


def test_a_recheck_by_one_inspector_is_refused(office: Any, fieldwork_done: Any) -> None:
    rectifying(office, fieldwork_done)
    with pytest.raises(Refused) as fault:
        recheck(office, "2026-06-08 09:00", seen(2), names=["测一鸣"])
    assert fault.value.guards == ("G05",)


def test_a_struck_line_is_changed_no_more(office: Any, fieldwork_done: Any) -> None:
    rectifying(office, fieldwork_done)
    recheck(office, "2026-06-08 09:00", seen(2))
    with pytest.raises(Refused, match="已经销号"):
        progress(office, "2026-06-09 09:00", 2, text="补充")


def test_open_lines_warn_at_closing_unless_the_rectification_lasts(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import rectify

    rectifying(office, fieldwork_done)
    recheck(office, "2026-06-08 09:00", seen(2), seen(1, struck=False, next_step="持续追缴"))
    with pytest.raises(Refused) as fault:
        close(office, "2026-06-09 09:00")
    assert fault.value.guards == ("G48",)
    assert "--ack G48" in fault.value.todo
    with office("rectify.set", at="2026-06-09 09:30") as case:
        rectify.set_line(case, "2026-001", 1, type=RectifyType.LASTING)
    row, text = close(office, "2026-06-09 10:00")
    assert row.result == "问题全部销号"
    assert "样人社监改〔2026〕1号" in text


def test_originals_still_here_stop_the_closing_whatever_is_acknowledged(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.law.terms import EvidenceForm
    from jxinspect.model.inspect import Handover, HandoverItem
    from jxinspect.store.records import inspection

    reported(office, fieldwork_done)
    with office("fixture", at="2026-04-14 09:00") as case:
        one = inspection(case, "2026-001")
        handover = Handover(inspection_id=one.id, at=case.at, giver="李例子", taker="测一鸣")
        case.add(handover)
        case.add(
            HandoverItem(
                inspection_id=one.id,
                handover_id=handover.id,
                seq=1,
                name="2025年记账凭证",
                form=EvidenceForm.ORIGINAL,
                quantity="1册",
            )
        )
    with pytest.raises(Refused) as fault:
        close(office, "2026-05-08 09:00", ack=("G48",))
    assert "原件“2025年记账凭证”没有归还" in fault.value.what


def test_the_dossier_is_in_order_with_the_unit_s_letter_and_the_proofs_of_service(
    office: Any, fieldwork_done: Any
) -> None:
    from jxinspect.acts import report

    rectifying(office, fieldwork_done)
    proof(office, "追回银行回单")
    progress(
        office, "2026-05-21 09:00", 1, text="全额追回", recovered=1_234_567, state=LedgerState.DONE, evidence=["3"]
    )
    recheck(office, "2026-06-08 09:00", seen(1, evidence=["3"]), seen(2))
    _, text = close(office, "2026-06-09 10:00")
    titles = ["检查报告（征求意见稿）", "征求意见函", "关于检查报告（征求意见稿）的书面意见", "书面意见登记表"]
    titles += ["样人社监报〔2026〕1号", "整改意见书", "整改台账", "整改核查记录", "卷内备考表"]
    index = text[text.index("卷内目录") :]
    places = [index.index(title) for title in titles]
    assert places == sorted(places)
    assert "周档员" in index
    with office("report.dossier", at="2026-06-10 10:00") as case:
        records, document = report.dossier(case, "2026-001", dossier_no="20260001", fonds_no="36", pages=87)
        assert document is not None
        again = text_of(case, document)
    assert records.inspection.state == State.CLOSED
    assert document.number == "2026-001-JZ-02"
    assert "20260001" in again
    assert "87页" in again


def test_pages_that_were_counted_before_a_paper_came_are_left_blank_on_the_next_cover(
    office: Any, fieldwork_done: Any
) -> None:
    from jxinspect.acts import report

    def cover(at: str, **given: Any) -> str:
        with office("report.dossier", at=at) as case:
            return text_of(case, report.dossier(case, "2026-001", **given)[1])

    reported(office, fieldwork_done)
    close(office, "2026-05-08 09:00")
    assert "87页" in cover("2026-05-08 10:00", pages=87)
    assert "87页" in cover("2026-05-08 11:00", dossier_no="20260001")  # nothing has come since
    serve(office, "D44", "2026-05-09 09:00")
    made = cover("2026-05-09 10:00")
    assert "87页" not in made
    assert "20260001" in made
    serve(office, "D44", "2026-05-10 09:00")
    assert "89页" in cover("2026-05-10 10:00", pages=89)
