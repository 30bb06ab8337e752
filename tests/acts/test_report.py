"""Report and comment round: 办法 22(四), T02, T03, G15, G31-G35."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.terms import Adopted, ReplyMethod, ServiceMethod, State

TEXTS = {
    "background": "样本县社会保险服务中心是县级社会保险经办机构。\n2025年末参保12,345人。",
    "evaluation": "基金收支管理总体规范，审核环节存在薄弱之处。",
    "opinion": "责令限期改正。",
    "suggestions": "完善待遇资格核查制度。",
}
FINDINGS = (("向死亡人员发放养老金", 12_345_67), ("重复领取养老金", 1_000_033))


def text_of(case: Any, document: Any) -> str:
    """All text of a DOCX, paragraphs one per line."""
    import re

    with ZipFile(BytesIO(case.objects.get(document.sha256))) as package:
        xml = package.read("word/document.xml").decode()
    return (
        "\n".join("".join(re.findall(r"<w:t[ >][^<]*", p)) for p in xml.split("</w:p>"))
        .replace('<w:t xml:space="preserve">', "")
        .replace("<w:t>", "")
    )


def serve(office: Any, kind: str, received: str, method: ServiceMethod = ServiceMethod.DIRECT) -> None:
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
                method=method,
                place=records.unit.address,
                servers=[staff(case, name).id for name in ("测一鸣", "样二航")],
                received_at=case.at,
                receiver="李例子",
                capacity="办公室主任",
            )
        )


def consulted(
    office: Any, fieldwork_done: Any, *findings: tuple[str, int | None], received: str = "2026-04-27 10:00"
) -> None:
    """Draft of 2026-04-26, letter served on 2026-04-27: last day 2026-05-13."""
    from jxinspect.acts import report, report_round

    fieldwork_done(*(findings or FINDINGS))
    with office("report.draft", at="2026-04-26 09:00") as case:
        report.draft(case, "2026-001", TEXTS)
    with office("report.consult", at="2026-04-26 15:00") as case:
        report_round.consult(case, "2026-001")
    serve(office, "D41", received)


def deem(office: Any, at: str, **changed: Any) -> Any:
    from jxinspect.acts import report_round

    given: dict[str, Any] = {
        "register_check": "核对2026年收文登记簿，没有该单位来文",
        "mail_check": "向县邮政分公司查询，没有寄交本机关的在途邮件",
        "recorders": ["测一鸣", "样二航"],
    }
    with office("report.deem", at=at) as case:
        row, document = report_round.deem(case, "2026-001", **(given | changed))
        return row, text_of(case, document)


def object_(office: Any, at: str, *points: str, **changed: Any) -> Any:
    from jxinspect.acts import report_round

    given: dict[str, Any] = {"method": ReplyMethod.HANDED, "points": points, "signer": "赵样本"} | changed
    with office("report.reply", at=at) as case:
        row, document, records = report_round.reply(case, "2026-001", report_round.Reply(**given))
        return row, text_of(case, document), records.inspection.state


def adopt(office: Any, at: str, point: int, **given: Any) -> Any:
    from jxinspect.acts import report_round

    with office("report.adopt", at=at) as case:
        row, document, records = report_round.adopt(case, "2026-001", point, report_round.Answer(**given))
        return row, text_of(case, document) if document else None, records.inspection.state


def final(office: Any, at: str, **passing: Any) -> str:
    from jxinspect.acts import report

    with office("report.final", at=at, **passing) as case:
        _, (document, *_) = report.final(case, "2026-001", signed_by="钱主任")
        return text_of(case, document)


def test_the_draft_prints_findings_amounts_that_add_up_evidence_and_team(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import report

    fieldwork_done(*FINDINGS)
    with office("report.draft", at="2026-04-26 09:00") as case:
        row, (document, *_) = report.draft(case, "2026-001", TEXTS)
        text = text_of(case, document)
    assert (row.n, document.number, document.title) == (1, "2026-001-稿1", "检查报告（征求意见稿）")
    assert text.count("12,345.67元") == 2
    assert text.count("10,000.33元") == 2
    assert text.count("22,346.00元") == 2
    assert "2026-001-ZJ-001" in text
    assert "《中华人民共和国社会保险法》第八十八条" in text
    assert "36012300002" in text
    assert "2026年4月13日至2026年4月24日" in text
    assert "代表你单位对所提供资料的真实性、完整性作出书面承诺" in text


def test_a_further_draft_takes_over_the_texts_and_is_numbered_two(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import report

    fieldwork_done(*FINDINGS)
    with office("report.draft", at="2026-04-26 09:00") as case:
        report.draft(case, "2026-001", TEXTS)
    with office("report.draft", at="2026-04-26 10:00") as case:
        row, (document, *_) = report.draft(case, "2026-001", {"opinion": "责令立即改正。"})
        text = text_of(case, document)
    assert document.number == "2026-001-稿2"
    assert "责令立即改正。" in text
    assert row.background == TEXTS["background"]


def test_a_draft_without_its_texts_is_incomplete_and_names_them(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import report

    fieldwork_done(*FINDINGS)
    with pytest.raises(Incomplete) as fault, office("report.draft", at="2026-04-26 09:00") as case:
        report.draft(case, "2026-001", {"background": "机构情况"})
    assert fault.value.items == ("检查评价", "处理意见", "整改建议")


def test_a_draft_before_the_end_of_the_fieldwork_is_refused(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import report

    fieldwork_done(*FINDINGS)
    with pytest.raises(Refused) as fault, office("report.draft", at="2026-04-24 09:00") as case:
        report.draft(case, "2026-001", TEXTS)
    assert fault.value.guards == ("G56",)


def test_a_finding_without_evidence_stops_the_draft(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import report
    from jxinspect.model.inspect import Finding

    fieldwork_done(*FINDINGS)
    with office("spoil", at="2026-04-25 09:00") as case:
        case.all(Finding)[0].evidence = []
    with pytest.raises(Refused) as fault, office("report.draft", at="2026-04-26 09:00") as case:
        report.draft(case, "2026-001", TEXTS)
    assert fault.value.guards == ("G35",)
    assert "证据" in fault.value.what


def test_the_letter_prints_no_last_day_unless_it_is_handed_over_on_the_spot(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import report, report_round

    fieldwork_done(*FINDINGS)
    with office("report.draft", at="2026-04-26 09:00") as case:
        report.draft(case, "2026-001", TEXTS)
    with office("report.consult", at="2026-04-27 09:00", dry_run=True) as case:
        _, document, last_day = report_round.consult(case, "2026-001")
        sent = text_of(case, document)
    with office("report.consult", at="2026-04-27 09:00") as case:
        _, document, given_day = report_round.consult(case, "2026-001", on_the_spot=True)
        handed = text_of(case, document)
    assert last_day is None
    assert "以送达回证记载的接到日期起算" in sent
    assert "最后一日为" not in sent
    assert given_day == date(2026, 5, 13)
    assert "提出书面意见的最后一日为2026年5月13日" in handed
    assert "2026-001-稿1" in handed
    assert "逾期未提出书面意见的，视同无异议" in handed


def test_the_letter_calls_what_it_brings_by_its_titles_and_lists_the_form_for_the_answer(
    office: Any, fieldwork_done: Any
) -> None:
    from jxinspect.acts import report, report_round

    fieldwork_done(*FINDINGS)
    with office("report.draft", at="2026-04-26 09:00") as case:
        _, (draft, book, *_) = report.draft(case, "2026-001", TEXTS)
        title = text_of(case, draft).partition("（征求意见稿）")[0]
    with office("report.consult", at="2026-04-27 09:00") as case:
        letter = text_of(case, report_round.consult(case, "2026-001")[1])
    name = title.strip().replace("\n", "") + "（征求意见稿）"
    assert name.startswith("关于样本县社会保险服务中心")
    assert f"现将《{name}》" in letter
    assert f"附件：1.{name}\n2.{book.title}（电子表格）\n3.关于检查报告（征求意见稿）的书面意见\n" in letter
    assert "书面意见（格式见附件3）由主要负责人签名并加盖公章" in letter
    assert "附件3\n关于检查报告（征求意见稿）的书面意见\n" in letter


def test_a_letter_is_sent_once(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import report_round

    consulted(office, fieldwork_done)
    with pytest.raises(Refused, match="已经制发"), office("report.consult", at="2026-04-28 09:00") as case:
        report_round.consult(case, "2026-001")


def test_an_opinion_before_service_is_proven_is_refused(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import report, report_round

    fieldwork_done(*FINDINGS)
    with office("report.draft", at="2026-04-26 09:00") as case:
        report.draft(case, "2026-001", TEXTS)
    with office("report.consult", at="2026-04-26 15:00") as case:
        report_round.consult(case, "2026-001")
    with pytest.raises(Refused) as fault:
        object_(office, "2026-04-28 09:00", "金额有误")
    assert fault.value.guards == ("G31",)


def test_an_opinion_on_the_last_day_is_in_time_and_one_a_day_later_is_late(office: Any, fieldwork_done: Any) -> None:
    consulted(office, fieldwork_done)
    row, text, _ = object_(office, "2026-05-13 17:30", "金额有误")
    assert row.in_time
    assert "■是" in text
    assert (text.count("登记人（签名）"), text.count("记录人（签名）")) == (1, 0)
    late, text, state = object_(office, "2026-05-14 08:00", "期间有误")
    assert not late.in_time
    assert "逾期提出，按逾期意见登记" in text
    assert state == State.CONSULTING


def test_an_opinion_posted_on_the_last_day_is_in_time_though_it_comes_later(office: Any, fieldwork_done: Any) -> None:
    consulted(office, fieldwork_done)
    given = {"method": ReplyMethod.POST, "posted_on": date(2026, 5, 13)}
    row, text, _ = object_(office, "2026-05-15 09:00", "金额有误", **given)
    assert row.in_time
    assert "2026年5月13日" in text


def test_a_posted_opinion_needs_its_postmark(office: Any, fieldwork_done: Any) -> None:
    consulted(office, fieldwork_done)
    with pytest.raises(Incomplete, match="没有交邮日期"):
        object_(office, "2026-05-12 09:00", "金额有误", method=ReplyMethod.POST)


def test_points_and_agreement_together_are_incomplete(office: Any, fieldwork_done: Any) -> None:
    consulted(office, fieldwork_done)
    with pytest.raises(Incomplete):
        object_(office, "2026-05-12 09:00", "金额有误", agrees=True)
    with pytest.raises(Incomplete):
        object_(office, "2026-05-12 09:00")


def test_written_agreement_opens_the_way_to_the_report_before_the_last_day(office: Any, fieldwork_done: Any) -> None:
    consulted(office, fieldwork_done)
    _, _, state = object_(office, "2026-04-30 09:00", agrees=True)
    assert state == State.RESOLVED
    text = final(office, "2026-05-06 09:00")
    assert "2026年4月30日，你单位书面表示对检查报告（征求意见稿）无异议。" in text


@pytest.mark.parametrize(
    ("day", "changed"),
    [
        ("2026-05-13 23:59", {"no_post_reason": "该单位以公文交换系统往来"}),
        ("2026-05-16 09:00", {}),
        ("2026-05-17 09:00", {"register_check": " "}),
        ("2026-05-17 09:00", {"mail_check": ""}),
        ("2026-05-17 09:00", {"recorders": ["测一鸣", "测一鸣"]}),
    ],
)
def test_silence_is_not_consent_before_its_conditions_hold(
    office: Any, fieldwork_done: Any, day: str, changed: dict[str, Any]
) -> None:
    consulted(office, fieldwork_done)
    with pytest.raises(Refused) as fault:
        deem(office, day, **changed)
    assert fault.value.guards == ("G34",)


def test_silence_is_consent_from_the_day_after_the_last_day_when_no_post_is_possible(
    office: Any, fieldwork_done: Any
) -> None:
    consulted(office, fieldwork_done)
    row, text = deem(office, "2026-05-14 00:00", no_post_reason="该单位以公文交换系统往来")
    assert row.last_day == date(2026, 5, 13)
    assert "视同无异议情况记录" in text
    assert (text.count("登记人（签名）"), text.count("记录人（签名）")) == (0, 2)
    assert "核对2026年收文登记簿，没有该单位来文。" in text
    assert "书面意见期限于2026年5月13日届满" in text


def test_silence_with_post_possible_is_consent_three_days_later(office: Any, fieldwork_done: Any) -> None:
    consulted(office, fieldwork_done)
    row, text = deem(office, "2026-05-17 09:00")
    assert row.post_possible
    assert "期限届满后另留邮件在途时间3日" in text
    report = final(office, "2026-05-18 09:00")
    assert "你单位在期限内未提出书面意见，经2026年5月17日核对" in report
    assert "视同无异议" in report


def test_a_letter_served_by_post_leaves_no_way_around_the_days_in_the_post(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import report, report_round

    fieldwork_done(*FINDINGS)
    with office("report.draft", at="2026-04-26 09:00") as case:
        report.draft(case, "2026-001", TEXTS)
    with office("report.consult", at="2026-04-26 15:00") as case:
        report_round.consult(case, "2026-001")
    serve(office, "D41", "2026-04-27 10:00", ServiceMethod.POST)
    with pytest.raises(Incomplete, match="邮寄送达"):
        deem(office, "2026-05-14 09:00", no_post_reason="近在同城")


def test_silence_cannot_be_recorded_over_an_objection_in_time(office: Any, fieldwork_done: Any) -> None:
    consulted(office, fieldwork_done)
    object_(office, "2026-05-12 09:00", "金额有误")
    with pytest.raises(Refused) as fault:
        deem(office, "2026-05-20 09:00")
    assert "期限内收到过书面意见" in fault.value.what


def test_a_posted_objection_that_comes_after_the_record_of_silence_reopens_the_round(
    office: Any, fieldwork_done: Any, case_path: Path
) -> None:
    from jxinspect.acts.procedure import breaches
    from jxinspect.store.records import inspection_records

    consulted(office, fieldwork_done)
    deem(office, "2026-05-17 09:00")
    given = {"method": ReplyMethod.POST, "posted_on": date(2026, 5, 12)}
    _, _, state = object_(office, "2026-05-18 09:00", "金额有误", **given)
    assert state == State.CONSULTING
    with pytest.raises(Refused) as fault:
        final(office, "2026-05-19 09:00")
    assert fault.value.guards == ("G33",)
    _, text, state = adopt(office, "2026-05-19 10:00", 1, result=Adopted.NOT, reason="凭证与账簿一致")
    assert text is not None
    assert state == State.RESOLVED
    report = final(office, "2026-05-20 09:00")
    assert "共提出意见1条，其中不采纳1条" in report
    assert "视同无异议" not in report
    with office("check", dry_run=True) as case:
        found = {b.guard for b in breaches(inspection_records(case, "2026-001"))}
    assert not found & {"G31", "G32", "G33", "G34", "G35", "G56"}


def test_an_objection_in_time_that_comes_after_the_report_is_registered_and_examined(
    office: Any, fieldwork_done: Any
) -> None:
    consulted(office, fieldwork_done)
    deem(office, "2026-05-17 09:00")
    final(office, "2026-05-18 09:00")
    given = {"method": ReplyMethod.POST, "posted_on": date(2026, 5, 13)}
    row, text, state = object_(office, "2026-05-20 09:00", "金额有误", **given)
    assert row.in_time
    assert "应当审查，意见成立的，更正检查报告" in text
    assert state == State.REPORTED
    _, text, state = adopt(
        office, "2026-05-21 09:00", 1, result=Adopted.FULLY, reason="凭证重复计算", change="另行更正"
    )
    assert text is not None
    assert state == State.REPORTED
    with pytest.raises(NotFound):
        adopt(office, "2026-05-21 09:30", 1, result=Adopted.NOT, reason="再答")


def test_the_report_waits_for_the_last_day_and_for_the_record_of_silence(office: Any, fieldwork_done: Any) -> None:
    consulted(office, fieldwork_done)
    with pytest.raises(Refused) as early:
        final(office, "2026-05-13 18:00")
    with pytest.raises(Refused) as unrecorded:
        final(office, "2026-05-14 09:00")
    assert early.value.guards == unrecorded.value.guards == ("G32",)
    assert "视同无异议" in unrecorded.value.what


def test_the_report_without_a_served_letter_is_refused(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import report

    fieldwork_done(*FINDINGS)
    with office("report.draft", at="2026-04-26 09:00") as case:
        report.draft(case, "2026-001", TEXTS)
    with pytest.raises(Refused) as fault:
        final(office, "2026-05-20 09:00")
    assert fault.value.guards == ("G31",)


def test_every_point_is_answered_before_the_report_and_the_last_answer_makes_the_explanation(
    office: Any, fieldwork_done: Any
) -> None:
    consulted(office, fieldwork_done)
    object_(office, "2026-05-08 09:00", "第一项金额有误", "第二项不属实")
    _, none, _ = adopt(
        office,
        "2026-05-11 09:00",
        1,
        result=Adopted.FULLY,
        reason="核对凭证，多计2,345.67元",
        change="问题一金额改为10,000.00元",
        finding=1,
        corrected={"amount": 1_000_000},
    )
    assert none is None
    with pytest.raises(Refused) as fault:
        final(office, "2026-05-15 09:00")
    assert fault.value.guards == ("G33",)
    assert "第2条" in fault.value.what
    _, text, state = adopt(
        office,
        "2026-05-12 09:00",
        2,
        result=Adopted.PARTLY,
        reason="证据不足",
        change="删去问题二",
        finding=2,
        withdraws=True,
        evidence=["2"],
    )
    assert state == State.RESOLVED
    assert text is not None
    assert "共提出意见2条，其中采纳1条、部分采纳1条。采纳、部分采纳的意见，按“报告修改处”一栏在检查报告中修改；" in text
    assert "2026-001-ZJ-002" in text
    report = final(office, "2026-05-13 09:00")
    assert report.count("12,345.67元") == 1  # what the draft said, beside what the report says
    assert "与征求意见稿相比，本报告的问题修改1项、删去1项。" in report
    assert "向死亡人员发放养老金\n修改\n12,345.67元\n10,000.00元\n采纳第1条意见：核对凭证，多计2,345.67元。" in report
    assert "重复领取养老金\n删去\n10,000.33元\n—\n部分采纳第2条意见：证据不足。" in report
    assert report.count("10,000.00元") == 5
    assert report.count("重复领取养老金") == 1
    assert "以上问题共1项" in report


def test_an_answer_gives_its_reason_and_says_what_changes(office: Any, fieldwork_done: Any) -> None:
    consulted(office, fieldwork_done)
    object_(office, "2026-05-08 09:00", "金额有误")
    for given in (
        {"result": Adopted.NOT, "reason": " "},
        {"result": Adopted.FULLY, "reason": "属实"},
        {"result": Adopted.NOT, "reason": "不属实", "finding": 1},
        {"result": Adopted.FULLY, "reason": "属实", "change": "删去", "withdraws": True},
    ):
        with pytest.raises(Incomplete):
            adopt(office, "2026-05-11 09:00", 1, **given)


def test_the_report_without_commitment_needs_the_head_and_says_so(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import report, report_round

    fieldwork_done(*FINDINGS, committed=False)
    with office("report.draft", at="2026-04-26 09:00") as case:
        report.draft(case, "2026-001", TEXTS)
    with office("report.consult", at="2026-04-26 15:00") as case:
        report_round.consult(case, "2026-001")
    serve(office, "D41", "2026-04-27 10:00")
    object_(office, "2026-04-30 09:00", agrees=True)
    with pytest.raises(Refused) as fault:
        final(office, "2026-05-06 09:00")
    assert fault.value.guards == ("G15",)
    text = final(office, "2026-05-06 09:00", override=[("G15", "负责人病休，承诺书随后补交", "钱主任")])
    assert "未对所提供资料的真实性、完整性作出书面承诺" in text


def test_only_the_head_of_the_agency_signs_the_report(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import report

    consulted(office, fieldwork_done)
    object_(office, "2026-04-30 09:00", agrees=True)
    with pytest.raises(Refused, match="不是机关负责人"), office("report.final", at="2026-05-06 09:00") as case:
        report.final(case, "2026-001", signed_by="测一鸣")


def test_an_inspection_without_findings_says_so_and_has_no_annex(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import report

    fieldwork_done()
    with office("report.draft", at="2026-04-26 09:00") as case:
        _, (document, *_) = report.draft(case, "2026-001", TEXTS)
        text = text_of(case, document)
    assert "本次检查未发现你单位" in text
    assert "检查发现问题汇总表" not in text


def test_the_number_of_the_office_register_is_kept(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import report

    consulted(office, fieldwork_done)
    object_(office, "2026-04-30 09:00", agrees=True)
    with office("report.final", at="2026-05-06 09:00") as case:
        _, (document, *_) = report.final(case, "2026-001", signed_by="钱主任", external_number="样人社监报〔2026〕9号")
    assert document.number == "样人社监报〔2026〕9号"


def test_texts_are_read_from_a_file_with_headings(tmp_path: Path) -> None:
    from jxinspect.acts.report_texts import read_texts

    page = tmp_path / "报告.txt"
    page.write_bytes("一、被检查单位基本情况\n第一段\n\n第二段\n【检查评价】\n好\n# 处理意见：\n改\n".encode("gb18030"))
    assert read_texts(page) == {"background": "第一段\n第二段", "evaluation": "好", "opinion": "改"}


@pytest.mark.parametrize("text", ["没有标题的正文\n", "# 不认识的标题\n正文\n", "# 检查评价\n好\n# 评价\n又\n"])
def test_a_file_whose_headings_are_not_known_is_unusable(tmp_path: Path, text: str) -> None:
    from jxinspect.acts.report_texts import read_texts

    page = tmp_path / "报告.txt"
    page.write_text(text, "utf-8")
    with pytest.raises(Incomplete, match="文件不能用"):
        read_texts(page)


def test_the_hints_of_the_empty_file_are_no_texts(tmp_path: Path) -> None:
    from jxinspect.acts.report_texts import complete, read_texts, write_outline

    hints = read_texts(write_outline(tmp_path / "报告.txt"))
    with pytest.raises(Incomplete) as fault:
        complete(hints, {})
    assert len(fault.value.items) == 4
    assert complete(hints | TEXTS, {})["work"] == ""
