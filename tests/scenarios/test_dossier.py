"""`report dossier`: the bag, the page in a browser, and ten questions answered from these two alone."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import bagit
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from lxml import html

from jxinspect.acts.dossier_cover import Cover
from jxinspect.acts.dossier_terms import term_row
from jxinspect.documents.dossier_sections import SECTIONS
from jxinspect.law.calendar import Calendar
from jxinspect.law.dossier import INNER, volume
from jxinspect.store.paper_text import paper_lines

Scenes = Callable[[str], Any]
BROWSER = next(
    (path for name in ("chromium-headless-shell", "chromium", "google-chrome") if (path := shutil.which(name))), None
)
LET_PASS = ("--override", "G50", "--because", "移交档案室，案卷柜上锁", "--approved-by", "钱样明")


def parsed(text: str | bytes) -> Any:
    return html.fromstring(text)


@pytest.fixture(scope="module")
def kept(story: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole dossier of the closed inspection of the story, in which a guard was overridden; made once."""
    from jxinspect.cli import main

    folder = tmp_path_factory.mktemp("dossier")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JXINSPECT_HOME", str(folder / "home"))
        for name in ("home", "案卷.jxcase"):
            shutil.copytree(story.folder / "status" / name, folder / name)
        now = datetime.fromisoformat("2026-07-10T11:00:00+08:00")
        patch.setattr("jxinspect.commands.clock.SOURCE", lambda: now)
        _let_pass(folder / "案卷.jxcase", now)
        words = ["report", "dossier", "2026-001", "--out", str(folder / "卷宗"), *LET_PASS]
        assert main([*words, "-C", str(folder / "案卷.jxcase"), "--as", "孙例平", "--no-input"]) == 0
    return folder / "卷宗"


def _let_pass(path: Path, now: datetime) -> None:
    """An override and an acknowledgement, as they come from another machine."""
    from jxinspect.model.duty import Acknowledgement, Override
    from jxinspect.model.plan import Staff
    from jxinspect.store.casefile import open_case_file
    from jxinspect.store.records import inspection

    with open_case_file(path, actor="吴仿真", act="merge", clock=now) as case:
        one = inspection(case, "2026-001")
        common: dict[str, Any] = {"at": now, "record_id": one.id, "inspection_id": one.id, "actor": "李示华"}
        head = case.one(Staff, name="钱样明")
        case.add(Override(**common, guard="G02", because="上级当日交办", approved_by=head.id))
        case.add(Acknowledgement(**common, guard="G07"))


@pytest.fixture(scope="module")
def page(kept: Path) -> Any:
    return parsed((kept / "data" / "index.html").read_bytes())


def rows(page: Any, section: str) -> Iterator[dict[str, str]]:
    """Every row of every table of a section: head → text."""
    for table in page.xpath(f'//section[@id="{section}"]//table'):
        heads = [head.text_content() for head in table.xpath("./thead/tr/th")]
        for row in table.xpath("./tbody/tr[td]"):
            yield dict(zip(heads, [cell.text_content().strip() for cell in row.xpath("./td")], strict=False))


def card(page: Any, anchor: str) -> Any:
    (found,) = page.xpath(f'//article[@id="{anchor}"]')
    return found


def file_of(kept: Path, href: str) -> Path:
    return kept / "data" / unquote(href)


# ---- the ten questions --------------------------------------------------------------------------------------


def test_1_who_inspected_with_which_certificates(page: Any) -> None:
    team = {row["姓名"]: row for row in rows(page, "team")}
    assert set(team) == {"李示华", "吴仿真", "陈拟真", "郑虚林"}
    assert team["李示华"]["行政执法证号"] == "36019900102"
    assert team["李示华"]["有效期止"] == "2028-06-30"
    assert team["李示华"]["出示证件"] == "2026-03-11 09:00"
    assert team["陈拟真"]["出示证件"] == ""
    assert "决定回避" in team["陈拟真"]["离开原因"]


def test_2_on_what_plan_and_notice(page: Any, kept: Path) -> None:
    plan = page.xpath('//section[@id="plan"]')[0].text_content()
    assert "2026年度检查计划第1项" in plan
    assert "企业职工基本养老保险、工伤保险基金收支管理" in plan
    link = page.xpath('//section[@id="services"]//a[text()="样人社监检通〔2026〕1号"]/@href')[0]
    (leaf,) = page.xpath(f'//*[@id="{link[1:]}"]')
    notice = file_of(kept, leaf.xpath('.//a[text()="打开"]/@href')[0])
    assert notice.read_bytes().startswith(b"PK")
    assert "检查通知书" in notice.name


def test_3_served_when_and_how(page: Any) -> None:
    served = {row["文号"]: row for row in rows(page, "services")}
    notice, summons = served["样人社监检通〔2026〕1号"], served["样人社监询〔2026〕1号"]
    assert (notice["方式"], notice["送达时间"], notice["收件人"]) == ("直接送达", "2026-03-05 10:05", "陈例文")
    assert (summons["方式"], summons["送达回证"]) == ("转交送达", "2026-001-SD-06")


def test_4_every_deadline_and_whether_it_was_kept(page: Any) -> None:
    terms = list(rows(page, "deadlines"))
    assert {row["依据"].split(" ")[0] for row in terms} >= {"T01", "T02", "T03", "T07", "T08", "T09", "T25", "T27"}
    assert all(row["结果"] for row in terms)
    entry = next(row for row in terms if row["依据"].startswith("T01"))
    assert (entry["最后一日（最早一日）"], entry["办理"], entry["结果"]) == ("最早2026-03-11", "2026-03-11", "符合")
    urgent = next(row for row in terms if row["依据"].startswith("T08"))
    assert (urgent["最后一日（最早一日）"], urgent["结果"]) == ("2026-03-20 10:40", "按期")
    silence = next(row for row in terms if row["依据"].startswith("T02"))
    assert (silence["最后一日（最早一日）"], silence["结果"]) == ("2026-04-13", "期限内没有提出")


def test_5_which_evidence_supports_which_finding_with_digest_and_custody(page: Any, kept: Path) -> None:
    finding = card(page, "findings-1")
    assert "39,938.30元" in finding.text_content()
    codes = finding.xpath('.//a[contains(@href, "#evidence-")]/text()')
    assert codes == ["2026-001-ZJ-004", "2026-001-ZJ-005"]
    for code in codes:
        item = card(page, f"evidence-{code}")
        digest = item.xpath('.//dd[@class="digest"]/text()')[0]
        stored = file_of(kept, item.xpath('.//a[text()="打开文件"]/@href')[0])
        assert sha256(stored.read_bytes()).hexdigest() == digest
        assert digest in finding.text_content()
        assert "保管链" in item.text_content()
        assert item.xpath('.//table//td[text()="取证"]')


def test_6_what_was_sealed_and_where_it_is_now(page: Any) -> None:
    sealed = [row for row in rows(page, "seals") if "资料" in row]
    assert [(row["资料"], row["现在的去向"]) for row in sealed] == [
        ("2025年8月对账凭证", "2026-03-18解除封存，退还陈例文"),
        ("2025年银行对账单", "2026-03-18解除封存，退还陈例文"),
        ("2024年待遇审核档案", "2026-03-20解除封存，退还陈例文"),
        ("2024年待遇支付汇总表", "2026-03-20解除封存，退还陈例文"),
    ]


def test_7_what_the_unit_said(page: Any) -> None:
    said = list(rows(page, "said"))
    assert any(row["场合"] == "询问" and "待遇支付股股长" in row["内容"] for row in said)
    assert any(row["场合"].endswith("的陈述和申辩") and row["内容"] == "称系按计划移交档案馆" for row in said)
    assert any(row["内容"] == "期限内没有提出书面意见，视同无异议" for row in said)


def test_8_what_was_decided_on_what_basis(page: Any) -> None:
    decided = {row["文号"]: row for row in rows(page, "decisions")}
    seal = decided["样人社监封〔2026〕1号"]
    assert "办法 19" in seal["依据"]
    assert seal["批准人"] == "钱样明"
    assert "39,938.30元" in decided["样人社监改〔2026〕1号"]["内容"]
    assert all(row["依据"] for row in decided.values())


def test_9_which_guards_were_overridden_by_whom_and_why(page: Any) -> None:
    passed, noted = rows(page, "overrides")
    assert re.match(r"G02　.+（.+）", passed["规则"])
    assert (passed["方式"], passed["理由"]) == ("越过", "上级当日交办")
    assert (passed["批准人"], passed["办理人"]) == ("钱样明", "李示华")
    assert noted["规则"].startswith("G07")
    assert noted["方式"] == "知悉后继续"


def test_10_whether_anything_was_altered(page: Any, kept: Path) -> None:
    assert "校验通过，没有发现改动或者损坏" in page.xpath('//*[@id="verdict"]')[0].text_content()
    told = json.loads((kept / "data" / "校验结果.json").read_text(encoding="utf-8"))
    assert told["whole"] is True
    heads = {head["chain"]: head["entry"] for head in told["heads"]}
    chains = {chain["id"]: chain for chain in told["chains"]}
    founding = {chain: {"case": told["case"], **one} for chain, one in chains.items()}
    last = {chain: sha256(canonical(one)).hexdigest() for chain, one in founding.items()}
    for line in (kept / "data" / "日志.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        header = json.loads(entry["header"])
        chain = header["chain"]
        assert entry["hash"] == sha256(bytes.fromhex(last[chain]) + entry["header"].encode()).hexdigest()
        if entry.get("body"):
            assert header["body"] == sha256(bytes.fromhex(entry["salt"]) + entry["body"].encode()).hexdigest()
        if entry["signature"]:
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(chains[chain]["device_key"]))
            key.verify(bytes.fromhex(entry["signature"]), b"jxinspect journal 1\n" + bytes.fromhex(entry["hash"]))
        last[chain] = entry["hash"]
    assert last == heads


def canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


# ---- the bag ------------------------------------------------------------------------------------------------


def test_the_bag_is_valid_and_one_changed_byte_makes_it_invalid(kept: Path, tmp_path: Path) -> None:
    assert bagit.Bag(str(kept)).validate(processes=1)
    copy = tmp_path / "卷宗"
    shutil.copytree(kept, copy)
    one = next((copy / "data" / "证据").iterdir())
    data = bytearray(one.read_bytes())
    data[10] ^= 1
    one.write_bytes(data)
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(copy)).validate(processes=1)


def test_the_bag_tells_what_it_is_and_how_much_there_is(kept: Path) -> None:
    bag = bagit.Bag(str(kept))
    assert bag.info["External-Identifier"] == "2026-001"
    assert bag.info["Payload-Oxum"].endswith(f".{len(bag.payload_entries())}")
    assert (kept / "bagit.txt").read_text().startswith("BagIt-Version: 1.0\n")
    assert not any("reporter" in name for name in bag.payload_entries())


def test_papers_lie_in_the_order_of_the_index_with_their_signed_scans_and_approvals_apart(
    kept: Path, page: Any
) -> None:
    listed = page.xpath('//section[@id="papers"]//tbody[@id]/tr[1]/td[2]/text()')
    files = sorted(path.name for folder in ("正卷", "副卷") for path in (kept / "data" / folder).iterdir())
    assert [
        name.split("_")[1].replace("(", "〔").replace(")", "〕") for name in files if "签名件" not in name
    ] == listed
    assert any("签名件1_陈例文" in name for name in files)
    assert all("审批表" in path.name for path in (kept / "data" / "副卷").iterdir())


def test_the_index_says_who_made_a_paper_that_is_none_of_the_agency(page: Any) -> None:
    authors = {row["题名"]: row["责任者"] for row in rows(page, "papers") if row.get("责任者")}
    assert authors["回避申请书"] == authors["真实性、完整性承诺书"] == "样本县社会保险服务中心"
    assert authors["第三方（专业人员）保密承诺书"] == "卫审样"
    assert authors["检查通知书"] == "样本县人力资源和社会保障局"


def test_every_link_of_the_page_leads_to_a_file_or_a_place(kept: Path, page: Any) -> None:
    places = set(page.xpath("//@id"))
    for href in page.xpath("//a/@href"):
        assert href[1:] in places if href.startswith("#") else file_of(kept, href).is_file(), href
    assert page.xpath('count(//img[starts-with(@src, "data:image/jpeg;base64,")])') >= 4


def test_the_page_asks_for_nothing_and_admits_only_its_own_style_and_script(kept: Path, page: Any) -> None:
    text = (kept / "data" / "index.html").read_text(encoding="utf-8")
    policy = page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')[0]
    assert policy.startswith("default-src 'none';")
    for name in ("style", "script"):
        inside = re.search(f"<{name}>(.*?)</{name}>", text, re.DOTALL)
        assert inside is not None
        assert b64encode(sha256(inside[1].encode()).digest()).decode() in policy
    assert not re.search(r"https?://|@import|url\(", text)


# ---- other audiences, refusals ------------------------------------------------------------------------------


def test_people_outside_get_no_inner_papers_no_evidence_no_names_and_no_numbers(scene: Scenes, tmp_path: Path) -> None:
    at = scene("status")
    ended = at.run("report", "dossier", "2026-001", "--for", "outside", "--out", str(tmp_path / "对外"), "--json")
    assert ended.code == 0, ended.err
    names = [path.name for path in (tmp_path / "对外" / "data").iterdir()]
    assert sorted(names) == ["index.html", "校验结果.json", "正卷"]
    text = (tmp_path / "对外" / "data" / "index.html").read_text(encoding="utf-8")
    assert "陈某某" in text
    assert not re.search(r"陈例文|赵样本|吕样办|莫例民|待遇支付股股长", text)
    # Not within a digest, which may hold as many digits in a row.
    assert not re.search(r"(?<![0-9a-f])[1-9]\d{16}[\dX](?![0-9a-f])", text)
    assert 'id="overrides"' not in text
    assert "副卷的文书" in ended.json["left_out"]


def test_a_court_gets_the_last_day_and_no_inner_papers_even_before_the_inspection_is_closed(
    scene: Scenes, tmp_path: Path
) -> None:
    at = scene("rectify close")
    words = ("report", "dossier", "2026-001", "--for", "court", "--received", "2026-09-01", *LET_PASS)
    ended = at.run(*words, "--out", str(tmp_path / "法院"))
    assert ended.code == 0, ended.err
    assert "向人民法院提交证据和答辩：2026-09-16" in ended.out
    assert not (tmp_path / "法院" / "data" / "副卷").exists()
    entries = (tmp_path / "法院" / "data" / "日志.jsonl").read_text(encoding="utf-8").splitlines()
    assert {tuple(json.loads(entry)) for entry in entries} == {("hash", "header", "signature")}


def test_full_numbers_leave_only_by_override_and_nothing_is_left_of_a_refused_dossier(
    scene: Scenes, tmp_path: Path
) -> None:
    at = scene("status")
    before = at.head()
    refused = at.run("report", "dossier", "2026-001", "--out", str(tmp_path / "卷宗"))
    assert refused.code == 4
    assert "G50" in refused.err
    assert at.head() == before
    assert [path.name for path in tmp_path.iterdir() if "卷宗" in path.name] == []


def test_an_encrypted_dossier_in_the_folder_for_exports_needs_nobody(scene: Scenes, tmp_path: Path) -> None:
    at = scene("status")
    secret, out = tmp_path / "口令.txt", tmp_path / "导出" / "卷宗"
    secret.write_text("给档案室的口令 7", encoding="utf-8")
    assert at.run("config", "set", "export.folder", str(out.parent)).code == 0
    ended = at.run("report", "dossier", "2026-001", "--out", str(out), "--encrypt-to", str(secret))
    assert ended.code == 0, ended.err
    assert [path.name for path in out.parent.iterdir()] == ["卷宗.zip.age"]
    assert not any((tmp_path / "home" / "dossiers").iterdir())
    package = tmp_path / "卷宗.zip"
    opened = at.run("export", "open", str(out.parent / "卷宗.zip.age"), "--key", str(secret), "--out", str(package))
    assert opened.code == 0, opened.err
    shutil.unpack_archive(package, tmp_path / "打开")
    assert bagit.Bag(str(tmp_path / "打开" / "卷宗")).validate(processes=1)


def test_the_cover_is_made_anew_only_when_something_has_come_to_the_dossier(scene: Scenes) -> None:
    at = scene("status")
    covers = "SELECT number FROM document WHERE kind = 'D72' ORDER BY id"
    assert at.run("report", "dossier", "2026-001").code == 0
    assert [row["number"] for row in at.rows(covers)] == ["2026-001-JZ-01"]
    assert at.run("report", "dossier", "2026-001", "--pages", "96").code == 0
    assert [row["number"] for row in at.rows(covers)] == ["2026-001-JZ-01", "2026-001-JZ-02"]


def test_counted_pages_stand_in_the_index_and_on_the_page(scene: Scenes, tmp_path: Path, monkeypatch: Any) -> None:
    at = scene("status")
    monkeypatch.setattr("jxinspect.documents.page_count.count_pages", lambda files, _: dict.fromkeys(files, 2))
    ended = at.run("report", "dossier", "2026-001", "--count-pages", "--out", str(tmp_path / "卷宗"), *LET_PASS)
    assert ended.code == 0, ended.err
    listed = list(rows(parsed((tmp_path / "卷宗" / "data" / "index.html").read_bytes()), "papers"))
    numbers = [row["页号"] for row in listed if row.get("页号")]
    assert numbers[:2] == ["1-2", "3-4"]
    assert numbers[-1] == f"{2 * len(numbers) - 1}-{2 * len(numbers)}"
    cover = next((tmp_path / "卷宗" / "data" / "正卷").glob("000_*.docx"))
    assert f"{2 * len(numbers)}页" in paper_lines(cover.read_bytes())
    assert at.run("report", "dossier", "2026-001", "--for", "court", "--count-pages", "--out", "x").code == 2


def test_an_existing_folder_is_refused_and_stays_as_it_is(scene: Scenes, tmp_path: Path) -> None:
    taken = tmp_path / "卷宗"
    taken.mkdir()
    (taken / "我的.txt").write_text("x")
    refused = scene("status").run("report", "dossier", "2026-001", "--out", str(taken), *LET_PASS)
    assert refused.code == 4
    assert [path.name for path in taken.iterdir()] == ["我的.txt"]


def test_a_full_disk_leaves_neither_folder_nor_act(scene: Scenes, tmp_path: Path, monkeypatch: Any) -> None:
    at = scene("status")
    before = at.head()

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bagit.make_bag", full)
    failed = at.run("report", "dossier", "2026-001", "--out", str(tmp_path / "卷宗"), *LET_PASS)
    assert failed.code == 9
    assert "磁盘已满" in failed.err
    assert at.head() == before
    assert [path.name for path in tmp_path.iterdir() if "卷宗" in path.name] == []


def test_damage_stands_on_the_page_and_a_dry_run_writes_nothing(scene: Scenes, tmp_path: Path) -> None:
    at = scene("status")
    tried = at.run("report", "dossier", "2026-001", "--out", str(tmp_path / "试"), "--dry-run")
    assert tried.code == 0, tried.err
    assert not (tmp_path / "试").exists()
    (stored,) = (row["scan"] for row in at.rows("SELECT scan FROM signedpaper WHERE scan IS NOT NULL LIMIT 1"))
    orphan = at.path / "objects" / "aa" / ("a" * 64)
    orphan.parent.mkdir(exist_ok=True)
    shutil.copyfile(at.path / "objects" / stored[:2] / stored, orphan)
    ended = at.run("report", "dossier", "2026-001", "--for", "outside", "--out", str(tmp_path / "对外"))
    assert ended.code == 0, ended.err
    text = (tmp_path / "对外" / "data" / "index.html").read_text(encoding="utf-8")
    assert "校验发现不符，不要使用" in text
    assert "a" * 64 in text


def test_a_third_party_gets_no_dossier(scene: Scenes, tmp_path: Path) -> None:
    refused = scene("status").run(
        "report", "dossier", "2026-001", "--for", "outside", "--out", str(tmp_path / "卷宗"), actor="卫审样"
    )
    assert refused.code == 4
    assert not (tmp_path / "卷宗").exists()


# ---- the page in a browser ----------------------------------------------------------------------------------


def dom(page: Path, fragment: str = "", *more: str) -> str:
    assert BROWSER is not None
    words = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", *more, "--dump-dom", page.as_uri() + fragment]
    return subprocess.run(words, check=True, capture_output=True, timeout=120).stdout.decode()


@pytest.mark.skipif(BROWSER is None, reason="needs chromium")
def test_the_page_works_from_the_disk_in_a_browser_and_finds_what_is_asked_for(kept: Path, tmp_path: Path) -> None:
    found = parsed(dom(kept / "data" / "index.html", "#q=对账凭证%20封条"))
    count = found.xpath('//output[@id="count"]')[0].text_content()
    shown = found.xpath("//section[not(@hidden)]//*[@data-row and not(@hidden) and not(.//*[@data-row])]")
    assert count == f"找到 {len(shown)} 处"
    assert shown
    assert all("对账凭证" in row.text_content() or row.xpath("ancestor::article") for row in shown)
    assert found.xpath('//section[@id="team"]/@hidden')
    assert not found.xpath('//tbody[not(@hidden)]/tr[@class="group"]')
    nothing = parsed(dom(kept / "data" / "index.html", "#q=没有这几个字"))
    assert nothing.xpath('//output[@id="count"]')[0].text_content() == "没有找到"


@pytest.mark.skipif(BROWSER is None, reason="needs chromium")
def test_the_page_prints_on_paper_without_search_and_full_texts(kept: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "页.pdf"
    dom_words = [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={pdf}"]
    subprocess.run([*dom_words, (kept / "data" / "index.html").as_uri()], check=True, capture_output=True, timeout=120)
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))
    assert 5 < pages < 60
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True).stdout.decode()
        assert "检查人员和执法证" in text
        assert "在本卷中查找" not in text


# ---- parts --------------------------------------------------------------------------------------------------


def test_every_view_of_the_page_names_the_inspection_and_has_the_columns_that_are_shown(scene: Scenes) -> None:
    at = scene("status")
    added = {"deadlines": {"last", "outcome", "law"}, "approvals": {"signature"}, "overrides": {"signature"}}
    for section in SECTIONS:
        for view, columns in [(section.view, section.columns), *((c.view, c.columns) for c in section.children)]:
            there = {row["name"] for row in at.rows(f"SELECT name FROM pragma_table_info('{view}')")}
            assert "inspection" in there, view
            assert {column.key for column in columns} - added.get(section.id, set()) <= there, view


@pytest.mark.parametrize(
    ("row", "last", "outcome"),
    [
        ({"deadline": "T09", "due_on": "2026-03-19", "done_on": "2026-03-19"}, "2026-03-19", "按期"),
        ({"deadline": "T09", "due_on": "2026-03-19", "done_on": "2026-03-21"}, "2026-03-19", "逾期2天"),
        ({"deadline": "T08", "due_on": "2026-03-20 10:40:00", "done_on": "2026-03-20 10:41:00"}, "2026-03-20", "逾期"),
        ({"deadline": "T01", "starts_on": "2026-03-05", "done_on": "2026-03-10"}, "最早2026-03-11", "早了1天"),
        ({"deadline": "T02", "starts_on": "2026-03-27", "done_on": "2026-04-13"}, "2026-04-13", "按期"),
        ({"deadline": None, "due_on": "2026-03-10"}, "2026-03-10", "没有登记办理"),
        ({"deadline": None, "due_on": "2026-12-10"}, "2026-12-10", "未到期"),
        ({"deadline": "T25", "due_on": "2026-03-10", "told": "已改正"}, "2026-03-10", "已改正"),
        ({"deadline": "T02", "starts_on": "2031-03-27"}, "没有 2031 年的工作日表", ""),
    ],
)  # fmt: skip
def test_a_deadline_says_when_it_ended_and_whether_it_was_kept(row: dict[str, Any], last: str, outcome: str) -> None:
    from jxinspect.model.aggregate import World

    world = World(
        at=datetime.fromisoformat("2026-07-10T09:00:00+08:00"),
        calendar=Calendar.shipped(),
        setting={"notice.count": "B"}.get,
    )
    empty = dict.fromkeys(("deadline", "starts_on", "due_on", "done_on", "told", "length"))
    told = term_row(empty | row, world)
    assert told["last"].startswith(last)
    assert told["outcome"] == outcome


def test_names_of_people_are_covered_and_those_of_organs_are_not() -> None:
    cover = Cover(["赵样本（主任）", "陈例文", "样本县民政局", "无"])
    assert cover("样本县民政局陈例文和赵样本，手机13800001111") == "样本县民政局陈某某和赵某某，手机138****1111"
    assert Cover(None)("陈例文") == "陈例文"


def test_approvals_and_legal_review_are_in_the_side_volume() -> None:
    assert {"D03", "D32", "D63", "D64"} <= INNER
    assert (volume("D33"), volume("D32"), volume("")) == ("正卷", "副卷", "正卷")
