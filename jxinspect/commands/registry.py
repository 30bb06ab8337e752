"""Which module holds which command. Adding a command group means adding one entry here and nothing else."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

WORK, FILE, LOOK, TOOL = "检查工作", "案卷库", "查看", "工具"


class Entry(NamedTuple):
    """One word after `jxinspect`. `top`: the module's app holds it as one of several top-level commands."""

    name: str
    module: str
    help: str
    panel: str
    top: bool = False
    attribute: str = "app"

    def load(self) -> Any:
        """Import the module and build the command."""
        group = _built(getattr(import_module(f"jxinspect.commands.{self.module}"), self.attribute))
        command: Any = group.commands[self.name] if self.top else group
        command.name = self.name
        command.rich_help_panel = self.panel
        return command


@cache
def _built(app: Any) -> Any:
    """Once per process: batches, exports and the prompt run many commands, and building is most of a short one."""
    from typer.main import get_group

    return get_group(app)


ENTRIES: tuple[Entry, ...] = (
    Entry("plan", "plan", "本机关、名册、年度计划、线索、检查方案、检查组", WORK),
    Entry("notify", "notify", "检查通知书、资料清单、送达", WORK),
    Entry("status", "overview", "各项检查的阶段、下一步和期限", LOOK, top=True),
    Entry("check", "overview", "对照程序规则检查全部记录", LOOK, top=True),
    Entry("show", "show", "按编号或者名称显示一条记录", LOOK, top=True),
    Entry("search", "search", "在全部记录和文书正文中查找", LOOK, top=True),
    Entry("inspect", "inspect", "检查：进点、询问、笔录、底稿、证据、问题、责令改正", WORK),
    Entry("seal", "seal", "封存：申请、审批、实施、延长、解除；先行登记保存", WORK),
    Entry("report", "report", "报告：征求意见、书面意见和采纳、检查报告、卷宗", WORK),
    Entry("rectify", "rectify", "整改和处理：整改意见、台账、核查、立案处罚、办结", WORK),
    Entry("doc", "document", "文书和模板", WORK),
    Entry("law", "law", "查办法、法规库、期限，生成规范引用", LOOK),
    Entry("calendar", "calendar", "工作日和期限的计算", LOOK),
    Entry("init", "casefile", "新建案卷库", FILE, top=True),
    Entry("unlock", "casefile", "解锁，保持到当日工作结束", FILE, top=True),
    Entry("lock", "casefile", "锁上", FILE, top=True),
    Entry("key", "casefile", "换口令，制作恢复钥匙", FILE, attribute="key"),
    Entry("backup", "casefile", "备份", FILE, top=True),
    Entry("restore", "casefile", "从备份恢复", FILE, top=True),
    Entry("verify", "casefile", "校验案卷库有没有改动或者损坏", FILE, top=True),
    Entry("journal", "journal", "日志：谁在什么时候做了什么", FILE),
    Entry("sync", "sync", "同步：设备和签名钥匙的登记", FILE),
    Entry("export", "export", "导出清单和文书，附条数和校验值", TOOL),
    Entry("batch", "batch", "成批执行命令，结果是 JSON 行", TOOL, top=True),
    Entry("shell", "shell", "逐条输入命令：补全、历史、口令只问一次", TOOL, top=True),
    Entry("config", "config", "设置及其来源", TOOL),
    Entry("demo", "demo", "用样例数据走完一次检查", TOOL, top=True),
    Entry("doctor", "doctor", "本机环境是否能用", TOOL, top=True),
)
