"""Every guard of law/data/guards.toml as the user meets it: what is refused, how it is let pass, how it is lawful.

`tries` are commands. What `jxinspect check` finds in a case file that holds the breach already: test_guards_found.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from jxinspect.law.guards import GUARDS
from jxinspect.law.terms import Severity

Scene = Any
Ended = Any
HEAD = "钱样明"


def nothing(scene: Scene) -> None:
    """The scene is as it has to be."""


@dataclass(frozen=True)
class Try:
    """A command that a guard meets: where, what came before, the command, and how it is done lawfully."""

    guard: str
    severity: Severity
    step: str
    act: Callable[..., Ended]
    lawful: Callable[[Scene], Ended]
    before: Callable[[Scene], Ended] = nothing
    #: Ways that are tried in vain to get past a prohibition.
    in_vain: tuple[str, ...] = ("--override", "", "--because", "情况紧急", "--approved-by", HEAD)
    #: What the refusal says when the act itself tells the basis and the remedy, closer to the case than the table.
    tells: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.guard}-{self.severity.name.lower()}"


def the_line(*options: str, **more: Any) -> Callable[..., Ended]:
    """The line of the story at which the scene begins (or of another `step`), with other options."""
    return lambda scene, *waiver: scene.tell(*options, *waiver, **more)


def in_turn(*acts: Callable[..., Ended]) -> Callable[[Scene], Ended]:
    """One command after the other; each must succeed."""

    def go(scene: Scene) -> Ended:
        ended = None
        for act in acts:
            ended = act(scene)
            assert ended.code == 0, ended.err
        return ended

    return go


def command(at: str, *words: str) -> Callable[..., Ended]:
    return lambda scene, *waiver: scene.run(*words, *waiver, at=at)


def evidence(at: str, *more: str) -> Callable[..., Ended]:
    return command(at, "inspect", "evidence", "add", "-i", "2026-001", "--title", "对账说明", "--pages", "1", *more)


def corrected(wrong: str, right: str) -> Callable[..., Ended]:
    """Mends the served notice of the story."""
    words = ("doc", "correct", "样人社监检通〔2026〕1号", "--wrong", wrong, "--right", right, "--reason", "录入错误")
    return command("2026-03-11 10:00", *words)


def wanted(number: str) -> Callable[..., Ended]:
    """Asks for the papers of a person whose number stands in running text."""
    words = ("notify", "materials", "2026-001", "--item", f"李例子（{number}）的待遇核定表", "--due", "2026-03-18")
    return command("2026-03-11 10:00", *words)


def circular(handling: str) -> Callable[..., Ended]:
    words = ("rectify", "circular", "issue", "2026-001", "--cause", "内控不健全", "--demand", "自查", "--to", "各单位")
    return command("2026-05-14 17:00", *words, "--handling", handling, "--approver", HEAD)


def decided(at: str) -> Callable[..., Ended]:
    """The head allows to refer to the police."""
    return command(at, "rectify", "refer", "decide", "2026-001", "--grant", "--approver", HEAD)


LISTED = ("rectify", "blacklist")
PUSHED = command("2026-05-19 09:30", *LISTED, "push", "2026-001", "--channel", "省社会信用信息共享平台")
HEADED = command("2026-05-14 16:30", "plan", "staff", "set", HEAD, "--head-from", "2024-03-01")
REFERRED = command("2026-05-14 17:00", "rectify", "refer", "report", "2026-001", "--offence", "诈骗罪")
DESCRIBED = ("--source", "财务股", "--place", "财务股", "--proves", "没有按月对账")
LEAVE = the_line(step="inspect leave")
FLIGHT = (
    "plan",
    "scheme",
    "new",
    "--year",
    "2026",
    "--item",
    "2",
    "--items",
    "培训补贴的真实性",
    "--scope",
    "2025年培训补贴",
    "--matter",
    "CL-12-2",
    "--starts",
    "2026-03-04",
    "--ends",
    "2026-03-04",
    "--method",
    "现场查看",
    "--leader",
    "周拟清",
    "--member",
    "王设远",
    "--flight-reason",
    "tip",
    "--flight-text",
    "举报反映签到表系补造",
)
URGENT = ("--urgent", "--urgent-reason", "有人正在搬走凭证")
REPLY = ("report", "reply", "2026-001", "--method", "handed", "--signer", "赵样本", "--point", "金额有误")
ADOPT = ("report", "adopt", "2026-001", "1", "--result", "not", "--reason", "金额与系统明细一致")
INTEREST = (
    "plan",
    "staff",
    "interest",
    "add",
    "陈拟真",
    "--unit",
    "样本县社会保险服务中心",
    "--kind",
    "former_job",
    "--text",
)

RECUSE_THE_HEAD = ("plan", "team", "recuse", "2026-001", HEAD, "--reason", "有关系", "--facts", "与负责人是亲属")
DECIDE_TOGETHER = (
    *("plan", "team", "decide", "2026-001", HEAD, "--reject", "--collective", "2026年3月3日局务会议"),
    *("--examined", "经查没有该关系", "--reason", "不属实"),
)
REDRAWN = (
    *("plan", "scheme", "new", "2026-001", "--items", "工伤保险基金", "--scope", "2025年度", "--content", "待遇审核"),
    *("--starts", "2026-03-11", "--ends", "2026-03-20", "--method", "查阅资料"),
)


def turned_back(scene: Scene, *waiver: str) -> Ended:
    scene.clock_at("2026-03-11 10:30")
    line = [*scene.line.words, "--at", "2026-03-11 09:30", *waiver]
    return scene.run(*line)


def served_before_made(scene: Scene, *waiver: str) -> Ended:
    return scene.run(*scene.line.words, "--at", "2026-03-03 10:00", *waiver)


def without_commitment(scene: Scene) -> None:
    """A commitment whose refusal has no reason does not count (办法 14 II)."""
    from jxinspect.model.inspect import Commitment

    with scene.merged() as (_, records):
        for commitment in records.of(Commitment):
            commitment.refused, commitment.reason = True, ""


def cheated(scene: Scene) -> None:
    """The first finding of the story was a fraud, which may be an incident (办法 28)."""
    from jxinspect.model.inspect import Finding

    with scene.merged() as (_, records):
        records.of(Finding)[0].violation = "V31-4"


ASSESS = ("report", "incident", "assess", "2026-001", "1", "--reason", "伪造材料", "--by", HEAD, "--discovered")
TO_THE_CITY = (
    *("report", "incident", "issue", "2026-YQ-001", "--to", "样本市局", "--signed-by", HEAD, "--happened", "2025年"),
    *("--persons", "某甲", "--handling", "正在追回"),
)
SEND = ("report", "incident", "send", "2026-YQ-001", "--channel", "机要交换")


LEAK = ("rectify", "leak")
LEAKED = (
    *("--kind", "leak", "--data", "personal", "--text", "明细外传", "--whose", "参保人", "--party", "handling"),
    *("--by", "不明", "--how", "来电反映"),
)


def late_incident(scene: Scene) -> None:
    """Assessed as ordinary, and reported after its five working days."""
    cheated(scene)
    in_turn(
        command("2026-05-20 09:00", *ASSESS, "2026-05-06 09:00"),
        command("2026-05-20 09:00", *TO_THE_CITY),
        command("2026-05-20 09:00", *SEND, "--late-reason", "核实用时较长"),
    )(scene)


def unreported_incident(scene: Scene) -> None:
    cheated(scene)
    in_turn(command("2026-05-20 09:00", *ASSESS, "2026-05-18 09:00"))(scene)


def object_of_first_evidence(scene: Scene) -> Path:
    from jxinspect.model.inspect import Evidence

    with scene.merged() as (case, records):
        return Path(case.objects.path_of(next(e.sha256 for e in records.of(Evidence) if e.sha256)))


#: The questioning of the story, recorded.
RECORDED = (
    *("inspect", "recording", "add", "2026-001", "--evidence", "1", "--stage", "questioning"),
    *("--device", "03", "--from", "2026-03-12 13:55", "--to", "14:55"),
)


def on(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone(timedelta(hours=8)))


def handed(scene: Scene, at: str, giver: str, taker: str) -> Ended:
    """Custody of the first item, as it comes from another machine."""
    from jxinspect.model.evidence import Custody, Evidence

    with scene.merged() as (case, records):
        item = records.of(Evidence)[0]
        about = {"inspection_id": item.inspection_id, "evidence_id": item.id, "at": on(at)}
        case.add(Custody(**about, giver=giver, taker=taker, why="入库"))
    return scene.run("status")


def flip_a_bit(scene: Scene) -> None:
    """A second time mends it."""
    path = object_of_first_evidence(scene)
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def mended(scene: Scene) -> Ended:
    flip_a_bit(scene)
    return scene.tell()


def as_enterprise(*more: Callable[..., Ended]) -> Callable[[Scene], Ended]:
    """The unit is an enterprise (国办发〔2024〕54号), and what follows."""
    at = "2026-03-02 09:30"
    return in_turn(command(at, "plan", "unit", "set", "样本县社会保险服务中心", "--enterprise"), *more)


UNPLANNED = (
    *("plan", "scheme", "new", "--unit", "样本县社会保险服务中心", "--form", "special", "--fund", "工伤保险基金"),
    *("--from", "2025-01-01", "--to", "2025-12-31", "--items", "工伤保险基金收支", "--scope", "2025年度"),
    *("--matter", "CL-11-4", "--starts", "2026-03-11", "--ends", "2026-03-20", "--method", "查阅资料", "--ad-hoc"),
)
ORDER = (
    "--ordered-by",
    "样本省人力资源和社会保障厅",
    "--order-number",
    "样人社函〔2026〕5号",
    "--order-on",
    "2026-02-10",
)
TEAM = ("plan", "team", "set", "2026-001", "--leader", "李示华", "--member", "吴仿真", "--member")
HIRED = ("plan", "staff", "add", "例协助", "--role", "third_party", "--department", "审计部", "--post", "注册会计师")
FIRM = "样本会计师事务所"
ENGAGE = (
    *("plan", "third-party", "add", "2026-001", "--organisation", FIRM, "--contract", "样合2026-3"),
    *("--matter", "核对财务收支", "--person", "例协助=360100199001010015"),
)
AUTHORISE = (
    *("plan", "third-party", "authorise", "2026-001", FIRM, "--class", "statistics", "--scope", "2025年度"),
    *("--from", "2026-03-01", "--to", "2026-03-20", "--approver", HEAD),
)
SIGNED = ("doc", "signed", "2026-001-BM-01", "--signer", "例协助", "--capacity", "承诺人")
WITH_HELP = (*TEAM, "郑虚林", "--assistant", "例协助")
URGENT_WITHOUT_APPROVAL = ("--override", "G02", "--because", "情况紧急，容后补办", "--approved-by", HEAD)

R, O, W = Severity.REFUSE, Severity.OVERRIDE, Severity.WARN  # noqa: E741 — the letters of the law's table

TRIES = (
    Try(
        "G01",
        O,
        "plan scheme new",
        command("2026-03-02 09:00", *UNPLANNED, " "),
        command("2026-03-02 09:00", *UNPLANNED, "上级要求核实的事项"),
    ),
    Try(
        "G04",
        R,
        "plan scheme new",
        the_line(),
        the_line(*ORDER),
        command("2026-03-02 08:30", "plan", "agency", "set", "--region-code", "360121"),
    ),
    Try(
        "G04",
        O,
        "plan scheme new",
        the_line(),
        the_line("--major", "涉及金额特别巨大，全市关注"),
        in_turn(
            command("2026-03-02 08:30", "plan", "agency", "set", "--level", "city"),
            command("2026-03-02 08:40", "plan", "unit", "set", "样本县社会保险服务中心", "--region-code", "360121"),
        ),
    ),
    Try(
        "G02",
        O,
        "plan scheme approve",
        the_line(step="notify onsite"),
        in_turn(the_line(), the_line(step="notify onsite")),
    ),
    Try("G03", R, "plan scheme new", the_line("--method", " "), the_line()),
    Try(
        "G03a",
        R,
        "plan scheme new",
        the_line("--items", "职工医疗保险基金收支"),
        the_line(),
    ),
    Try("G05", R, "inspect enter", the_line("--inspector", "李示华"), the_line()),
    Try("G05", W, "notify serve", the_line("--server", "李示华"), the_line()),
    Try(
        "G06",
        R,
        "inspect record",
        the_line(step="inspect ask"),
        the_line("--inspector", "吴仿真", "--inspector", "郑虚林", step="inspect ask"),
        command("2026-03-11 09:40", "plan", "staff", "set", "李示华", "--valid-to", "2026-03-11"),
    ),
    Try(
        "G07",
        W,
        "plan scheme approve",
        the_line(),
        in_turn(command("2026-03-03 09:10", "plan", "staff", "set", "李示华", "--valid-to", "2028-03-15"), the_line()),
        command("2026-03-03 09:00", "plan", "staff", "set", "李示华", "--valid-to", "2026-03-15"),
    ),
    Try(
        "G08",
        R,
        "plan scheme approve",
        the_line(),
        in_turn(
            command("2026-03-03 09:10", "plan", "team", "set", "2026-001", "--leader", "李示华", "--member", "吴仿真"),
            the_line(),
        ),
        command("2026-03-03 09:00", *INTEREST, "任该中心副主任", "--until", "2025-12-31"),
    ),
    Try(
        "G08",
        W,
        "plan scheme approve",
        the_line(),
        in_turn(
            command("2026-03-03 09:10", "plan", "team", "set", "2026-001", "--leader", "李示华", "--member", "吴仿真"),
            the_line(),
        ),
        command("2026-03-03 09:00", *INTEREST, "比对发现曾在该中心任职", "--until", "2025-12-31", "--detected"),
    ),
    Try("G09", R, "notify onsite", the_line("--enter", "2026-03-06", "--materials-due", "2026-03-05"), the_line()),
    Try("G09", W, "notify onsite", the_line("--enter", "2026-03-09", "--materials-due", "2026-03-05"), the_line()),
    Try("G10", R, "notify serve", the_line(step="inspect enter"), in_turn(the_line(), the_line(step="inspect enter"))),
    Try(
        "G11",
        R,
        "plan scheme new",
        command("2026-03-03 09:00", "notify", "flight", "2026-001", "--enter", "2026-03-04"),
        in_turn(
            the_line("--limit", "2", step="plan scheme approve"),
            command("2026-03-04 08:00", "notify", "flight", "2026-001", "--enter", "2026-03-04"),
        ),
        command("2026-03-02 09:00", *FLIGHT),
    ),
    Try(
        "G12",
        O,
        "inspect enter",
        evidence("2026-03-11 08:30", *DESCRIBED),
        in_turn(the_line(), evidence("2026-03-11 09:30", *DESCRIBED)),
    ),
    Try(
        "G13",
        R,
        "plan scheme approve",
        the_line(),
        in_turn(command("2026-03-03 09:20", *DECIDE_TOGETHER), the_line()),
        command("2026-03-03 09:00", *RECUSE_THE_HEAD),
    ),
    Try(
        "G14",
        R,
        "plan scheme approve",
        the_line(),
        in_turn(command("2026-03-03 09:20", *REDRAWN), the_line()),
        lambda scene: scene.run(*REDRAWN, at="2026-03-03 09:00", actor=HEAD),
    ),
    Try(
        "G15",
        O,
        "report final",
        the_line(),
        in_turn(
            command(
                "2026-04-15 09:00",
                "inspect",
                "commit",
                "2026-001",
                "--signer",
                "赵样本",
                "--post",
                "主任",
                "--refused",
                "--reason",
                "称须先请示",
            ),
            the_line(),
        ),
        without_commitment,
    ),
    Try(
        "G16",
        R,
        "inspect ask",
        the_line("--ended", "15:10", at="2026-03-12 14:20"),
        the_line("--ended", "15:40", at="2026-03-12 14:50"),
        the_line(),
    ),
    Try(
        "G17",
        W,
        "inspect evidence add",
        evidence("2026-03-12 10:30", "--source", "财务股"),
        evidence("2026-03-12 10:30", *DESCRIBED),
    ),
    Try(
        "G17",
        R,
        "inspect leave",
        the_line(step="report draft"),
        in_turn(
            command(
                "2026-03-24 09:00", "inspect", "evidence", "set", "-i", "2026-001", "10", "--proves", "没有按月对账"
            ),
            the_line(step="inspect order recheck"),
            the_line(step="report draft"),
        ),
        in_turn(evidence("2026-03-20 15:10", "--source", "财务股", "--ack", "G17"), LEAVE),
    ),
    Try("G18", R, "report draft", the_line(), mended, flip_a_bit),
    Try("G20", R, "seal approve", the_line(step="seal create"), in_turn(the_line(), the_line(step="seal create"))),
    Try("G21", R, "seal request", the_line("--item", "备用金/现金/1袋"), the_line()),
    Try(
        "G22",
        R,
        "seal request",
        the_line(step="inspect evidence sheet", at="2026-03-13 17:00"),
        the_line(step="seal release"),
        in_turn(the_line(*URGENT), the_line(step="seal create")),
    ),
    Try("G23", R, "seal request", the_line("--basis", "办法 19"), the_line()),
    Try(
        "G24",
        R,
        "seal create",
        the_line("--outcome", "refused"),
        the_line("--outcome", "refused", "--reason", "称须请示", "--witness", "金例见"),
    ),
    Try(
        "G27",
        R,
        "inspect evidence sheet",
        the_line(at="2026-03-20 09:00"),
        in_turn(the_line(step="seal release", at="2026-03-20 10:00"), the_line(at="2026-03-20 11:00")),
    ),
    Try(
        "G28",
        R,
        "inspect evidence sheet",
        command(
            "2026-03-17 10:00",
            "seal",
            "extend",
            "2026-001",
            "--until",
            "2026-05-30",
            "--reason",
            "较多",
            "--approver",
            HEAD,
        ),
        command(
            "2026-03-17 10:00",
            "seal",
            "extend",
            "2026-001",
            "--until",
            "2026-04-10",
            "--reason",
            "较多",
            "--approver",
            HEAD,
        ),
    ),
    Try(
        "G29",
        R,
        "seal create",
        the_line("--strip", "2号柜门缝=A1", "--strip", "窗缝=A1"),
        the_line(),
        tells=("封条编号只能使用一次", "换用没有用过的封条"),
    ),
    Try(
        "G30",
        R,
        "seal create",
        the_line("--recorder", "例协助"),
        the_line(),
        command("2026-03-12 16:10", *HIRED, "--organisation", FIRM),
    ),
    Try("G31", R, "report consult", the_line(step="report final"), the_line()),
    Try(
        "G32",
        R,
        "report deem",
        the_line(step="report final", at="2026-04-10 09:00"),
        in_turn(the_line(), the_line(step="report final")),
    ),
    Try(
        "G33",
        R,
        "report deem",
        the_line(step="report final", at="2026-04-10 09:00"),
        in_turn(command("2026-04-10 09:00", *ADOPT), the_line(step="report final", at="2026-04-10 10:00")),
        command("2026-04-09 10:00", *REPLY),
    ),
    Try("G34", R, "report deem", the_line(at="2026-04-13 17:00"), the_line()),
    Try(
        "G35",
        R,
        "inspect leave",
        the_line(step="report draft"),
        in_turn(
            command("2026-03-24 09:00", "inspect", "finding", "set", "2026-001", "4", "--evidence", "8", "--no-amount"),
            the_line(step="inspect order recheck"),
            the_line(step="report draft"),
        ),
        in_turn(
            command(
                "2026-03-20 15:10",
                "inspect",
                "finding",
                "add",
                "2026-001",
                "--title",
                "凭证缺页",
                "--facts",
                "缺3页",
                "--basis",
                "办法 11(六)",
                "--demand",
                "补齐",
            ),
            LEAVE,
        ),
    ),
    Try(
        "G44",
        R,
        "rectify refer none",
        the_line(step="rectify close"),
        in_turn(the_line(at="2026-05-19 09:00"), the_line(step="rectify close")),
        the_line(step="rectify recheck"),
    ),
    Try(
        "G46",
        R,
        "rectify recheck",
        the_line(),
        in_turn(command("2026-05-15 09:30", *ASSESS, "2026-03-18 16:30"), the_line()),
        cheated,
    ),
    Try(
        "G68",
        R,
        "rectify close",
        the_line(),
        in_turn(command("2026-05-20 09:00", *TO_THE_CITY), command("2026-05-20 09:00", *SEND), the_line()),
        unreported_incident,
    ),
    Try(
        "G69",
        W,
        "rectify close",
        the_line(),
        in_turn(
            command("2026-05-20 09:00", *LEAK, "measure", "2026-XL-001", "stop", "--text", "删除群文件"), the_line()
        ),
        command("2026-05-20 08:50", *LEAK, "add", "-i", "2026-001", *LEAKED),
    ),
    Try("G68", W, "rectify close", the_line(), the_line("--ack", "G68"), late_incident),
    Try(
        "G45",
        R,
        "rectify close",
        PUSHED,
        in_turn(
            command("2026-05-19 09:10", *LISTED, "step", "2026-001", "1", "--step", "remedy", "--remedy", "upheld"),
            PUSHED,
        ),
        command(
            "2026-05-19 09:00",
            *LISTED,
            "add",
            "2026-001",
            "--name",
            "李例子",
            "--person",
            "--code",
            "360100198506150035",
            "--ground",
            "SX-3",
            "--fact",
            "骗取",
            "--determination",
            "样人社失信〔2026〕1号",
            "--told",
            "2026-05-01",
            "--determined",
            "2026-05-10",
            "--received",
            "2026-05-11",
            "--from",
            "2026-05-10",
            "--to",
            "2029-05-09",
        ),
    ),
    Try(
        "G47",
        R,
        "rectify refer none",
        circular("责令限期整改，予以通报批评"),
        circular("责令限期整改"),
    ),
    Try(
        "G70",
        R,
        "rectify refer none",
        decided("2026-05-15 09:00"),
        in_turn(HEADED, decided("2026-05-15 09:00")),
        REFERRED,
    ),
    Try(
        "G70",
        W,
        "rectify refer none",
        decided("2026-05-18 09:00"),
        decided("2026-05-17 09:00"),
        in_turn(HEADED, REFERRED),
    ),
    Try(
        "G48",
        R,
        "rectify close",
        the_line(),
        in_turn(
            command("2026-05-19 15:00", "inspect", "evidence", "return", "-i", "2026-001", "13", "--to", "陈例文"),
            the_line(),
        ),
        evidence("2026-05-19 09:00", *DESCRIBED, "--form", "original", "--to-return"),
    ),
    Try(
        "G48",
        W,
        "rectify recheck",
        the_line(step="rectify close"),
        in_turn(
            the_line("--seen", "3=已分离", "--method", "3=查看系统", "--strike", "3", at="2026-05-19 09:00"),
            the_line(step="rectify close"),
        ),
        the_line("--strike", "1、2", "--next", "3=继续整改"),
    ),
    Try(
        "G51",
        R,
        "inspect record",
        lambda scene, *waiver: scene.run("inspect", "finding", "list", *waiver, actor="例协助"),
        lambda scene: scene.run("inspect", "finding", "list"),
        command("2026-03-11 08:30", *HIRED, "--organisation", FIRM),
    ),
    Try(
        "G52",
        R,
        "plan scheme approve",
        command("2026-03-03 09:00", *WITH_HELP),
        in_turn(
            command("2026-03-03 09:10", *ENGAGE),
            command("2026-03-03 09:20", *AUTHORISE),
            command("2026-03-03 09:30", *SIGNED),
            command("2026-03-03 09:40", *WITH_HELP),
        ),
        command("2026-03-03 08:30", *HIRED, "--organisation", FIRM),
    ),
    Try("G53", O, "inspect record", wanted("360100199001010015"), wanted("360100********0015")),
    Try(
        "G55",
        R,
        "inspect record",
        command("2026-03-11 10:00", "doc", "void", "样人社监检通〔2026〕1号", "--because", "写错了"),
        the_line(),
        in_vain=(),
        tells=("不得修改或者删除", "jxinspect doc correct"),
    ),
    Try("G55", W, "inspect record", corrected("2026年3月20日", "2026年3月21日"), corrected("本通知", "本通知书")),
    Try("G56", R, "notify serve", served_before_made, the_line()),
    Try(
        "G57",
        R,
        "seal create",
        the_line("--number", "样人社监检通〔2026〕1号"),
        the_line(),
        tells=("一个文号只能用于一份文书", "核对收发登记"),
    ),
    Try(
        "G58",
        R,
        "notify onsite",
        the_line("--enter", "2027-01-12", "--leave", "2027-01-15"),
        the_line(),
    ),
    Try("G59", O, "inspect record", turned_back, the_line()),
    Try(
        "G60",
        R,
        "plan scheme approve",
        command("2026-03-03 09:00", *TEAM, "例协助"),
        command("2026-03-03 09:00", *TEAM, "郑虚林"),
        as_enterprise(command("2026-03-03 08:30", *HIRED, "--organisation", "样本会计师事务所")),
    ),
    Try(
        "G60",
        O,
        "plan scheme approve",
        the_line(*URGENT_WITHOUT_APPROVAL, step="notify onsite"),
        in_turn(the_line(), the_line(step="notify onsite")),
        as_enterprise(),
    ),
    Try(
        "G60",
        W,
        "plan scheme approve",
        the_line(),
        the_line("--action-code", "示码2026-01"),
        as_enterprise(command("2026-03-03 09:00", "config", "set", "enterprise.action_code", "true")),
    ),
    Try(
        "G67",
        R,
        "inspect leave",
        the_line(),
        in_turn(
            command(
                "2026-03-20 15:30", "inspect", "paper", "review", "2026-001-DG-03", "--by", "孙例平", "--text", "同意"
            ),
            the_line(),
        ),
        command("2026-03-20 15:10", "inspect", "paper", "set", "2026-001-DG-03", "--reason", "补充", "--persons", "9"),
    ),
    Try(
        "G64",
        W,
        "inspect order recheck",
        the_line(step="report draft"),
        in_turn(the_line(), the_line(step="report draft")),
    ),
    Try(
        "G65",
        W,
        "rectify close",
        the_line(),
        in_turn(command("2026-05-20 08:00", *RECORDED), the_line()),
        command("2026-05-20 07:00", "config", "set", "recording.questioning", "true"),
    ),
    Try(
        "G66",
        O,
        "report final",
        the_line(),
        in_turn(lambda scene: handed(scene, "2026-03-12 12:00", "李示华", "路人甲"), the_line()),
        lambda scene: handed(scene, "2026-03-13 08:00", "路人甲", "路人乙"),
    ),
)

EACH = [pytest.param(one, id=one.id) for one in TRIES]
OVERRIDABLE = [pytest.param(one, id=one.id) for one in TRIES if one.severity == O]
WARNED = [pytest.param(one, id=one.id) for one in TRIES if one.severity == W]


#: The story has no report of a lead, which G63 is about: tests/acts/test_guards_lead.py tries it both ways.
#: What G16 warns of after the fieldwork stops nobody: tests/model/test_guards_questioning.py.
#: What proceedings are about, G36 to G43, G49 and G71: tests/proceeding/test_proceeding_guards.py.
OF_PROCEEDINGS = {("G42", O), ("G49", W), ("G71", R), *((f"G{n}", R) for n in range(36, 44))}
#: tests/acts/test_decision.py (G19) and tests/commands/test_handout.py (G50) try theirs.
TRIED_ELSEWHERE = {("G63", O), ("G16", W), ("G19", R), ("G50", O), *OF_PROCEEDINGS}
#: Off site: tests/acts/test_data_review.py (G54), test_flag_confirm.py (G61), test_report_offsite.py (G62).
TRIED_ELSEWHERE |= {("G54", O), ("G61", R), ("G62", W)}
#: What is left at the closing, and the police: tests/model/test_guards_rectify.py (G72), tests/proceeding (G73).
TRIED_ELSEWHERE |= {("G72", W), ("G73", R)}
#: Signatures of people: tests/acts/test_signing_guard.py.
TRIED_ELSEWHERE |= {("G74", W), ("G74", R)}
#: Reconsideration and suits: tests/proceeding/test_challenge.py.
TRIED_ELSEWHERE |= {("G75", R), ("G75", W), ("G76", W), ("G77", W), ("G78", R), ("G79", W)}
#: No command takes empty facts or an agency without a court: tests/acts/test_seal.py, tests/model/test_guards_seal.py.
TRIED_ELSEWHERE |= {("G25", R), ("G26", R)}
#: What is paid for delay: tests/proceeding/test_enforcement.py.
TRIED_ELSEWHERE |= {("G80", R)}


def test_every_guard_is_tried_in_each_of_its_severities() -> None:
    declared = {(g.id, s) for g in GUARDS.values() for s in (g.severity, g.milder, g.graver) if s}

    assert {(one.guard, one.severity) for one in TRIES} | TRIED_ELSEWHERE == declared


@pytest.mark.parametrize("one", EACH)
def test_what_a_guard_forbids_is_refused_with_article_and_remedy_and_leaves_no_trace(
    one: Try, scene: Callable[[str], Scene]
) -> None:
    here = scene(one.step)
    before = one.before(here)
    assert before is None or before.code == 0, before
    head = here.head()

    refused = one.act(here)

    assert refused.code == 4, refused
    told = refused.err
    assert one.guard in told
    assert one.tells or GUARDS[one.guard].basis in told
    for words in one.tells or (GUARDS[one.guard].todo,):
        assert words in told
    assert here.head() == head
    lawful = one.lawful(here)
    assert lawful.code == 0, lawful.err


@pytest.mark.parametrize("one", [pytest.param(one, id=one.id) for one in TRIES if one.severity == R])
def test_neither_the_head_nor_an_acknowledgement_lets_a_prohibition_pass(
    one: Try, scene: Callable[[str], Scene]
) -> None:
    here = scene(one.step)
    one.before(here)
    head = here.head()

    refused = one.act(here, *(word or one.guard for word in one.in_vain), "--ack", one.guard)

    assert refused.code == 4, refused
    assert one.guard in refused.err
    assert here.head() == head


@pytest.mark.parametrize("one", OVERRIDABLE)
def test_what_the_head_may_allow_passes_with_his_reason_and_stands_in_the_record_of_duty(
    one: Try, scene: Callable[[str], Scene]
) -> None:
    here = scene(one.step)
    one.before(here)
    override = ("--override", one.guard, "--because", "情况紧急，容后补办", "--approved-by")

    assert one.act(here, *override, "李示华").code == 4, "only the head of the agency may"
    passed = one.act(here, *override, HEAD)

    assert passed.code == 0, passed.err
    noted = here.rows(f"SELECT * FROM record_of_duty WHERE guard = '{one.guard}'")
    assert {(n["kind"], n["because"], n["approved_by"], n["actor"], n["inspection"]) for n in noted} == {
        ("override", "情况紧急，容后补办", HEAD, here.line.actor, "2026-001")
    }
    assert one.guard not in here.run("check").out


@pytest.mark.parametrize("one", WARNED)
def test_what_is_only_warned_of_passes_once_it_is_acknowledged(one: Try, scene: Callable[[str], Scene]) -> None:
    here = scene(one.step)
    one.before(here)

    passed = one.act(here, "--ack", one.guard)

    assert passed.code == 0, passed.err
    noted = here.rows(f"SELECT * FROM record_of_duty WHERE guard = '{one.guard}'")
    assert {(n["kind"], n["actor"]) for n in noted} == {("acknowledgement", here.line.actor)}
    assert one.guard not in here.run("check").out


def test_what_was_allowed_for_one_step_of_the_clock_back_does_not_hold_for_the_next(
    scene: Callable[[str], Scene],
) -> None:
    here = scene("inspect record")
    allowed = ("--override", "G59", "--because", "主板电池没电", "--approved-by", HEAD)
    assert turned_back(here, *allowed).code == 0

    here.clock_at("2026-03-11 10:00")
    again = here.run(*here.line.words, "--at", "2026-03-11 09:40", "--ended", "09:55")

    assert again.code == 4
    assert "G59" in again.err
