"""`doctor`: is this machine ready to work in the field?"""

import locale
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jxinspect.commands.clock import clock, today
from jxinspect.commands.due import working_days
from jxinspect.commands.session import case_if_any, case_path, is_hired, office_templates
from jxinspect.commands.tree import App
from jxinspect.errors import JxinspectError
from jxinspect.ui.show import show_rows
from jxinspect.ui.values import columns

app = App("本机环境是否能用。")

GOOD, POOR, BAD = "正常", "注意", "不行"
#: Fonts that official documents name, with what word processors take instead (GB/T 9704-2012).
FONTS = {
    "方正小标宋": ("方正小标宋", "FZXiaoBiaoSong"),
    "仿宋_GB2312": ("仿宋_GB2312", "FangSong", "仿宋", "simfang"),
    "楷体_GB2312": ("楷体_GB2312", "KaiTi", "楷体", "simkai"),
    "黑体": ("黑体", "SimHei"),
}
LEAST_FREE = 2 * 2**30
REPORT = columns(("name", "项目"), ("state", "结果"), ("text", "情况"))


@dataclass(frozen=True)
class Result:
    """What one look found."""

    name: str
    state: str
    text: str


def _python() -> Iterator[Result]:
    yield Result("Python", GOOD, f"{platform.python_version()}（{platform.system()} {platform.machine()}）")


def _console() -> Iterator[Result]:
    encoding = sys.stdout.encoding or "未知"
    fits = encoding.lower().replace("-", "") in ("utf8", "gbk", "gb18030", "cp936", "gb2312")
    hint = "" if fits else "，部分汉字会显示为“?”；不影响文书内容"
    yield Result("终端编码", GOOD if fits else POOR, f"{encoding}，区域 {locale.getlocale()[0] or '未设置'}{hint}")


def _encryption() -> Iterator[Result]:
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(":memory:")
    cipher = connection.execute("PRAGMA cipher_version").fetchone()
    connection.close()
    yield Result(
        "加密", GOOD if cipher else BAD, f"SQLCipher {cipher[0] if cipher else '没有'}，SQLite {dbapi2.sqlite_version}"
    )


def _folder() -> Iterator[Result]:
    from jxinspect.store.home import home

    folder = home()
    free = shutil.disk_usage(folder).free
    device = (folder / "device.key").exists()
    yield Result("用户文件夹", GOOD, f"{folder}；{'有' if device else '尚无'}本机签名钥匙")
    yield Result("磁盘空间", GOOD if free > LEAST_FREE else POOR, f"剩余 {free / 2**30:.1f} GiB")


def _calendar() -> Iterator[Result]:
    known = []
    for year in range(today().year - 1, today().year + 2):
        try:
            working_days().table(year)
        except JxinspectError:
            state = BAD if year == today().year else POOR
            yield Result("工作日表", state, f"没有 {year} 年的，公布后用 jxinspect calendar import 导入")
        else:
            known.append(str(year))
    yield Result("工作日表", GOOD, "已有 " + "、".join(known))


def _fonts() -> Iterator[Result]:
    installed = _installed_fonts()
    for name, known in FONTS.items():
        there = any(word.lower() in installed for word in known)
        text = "已安装" if there else "没有找到；打印时 WPS 会用别的字体代替，版面可能有出入"
        yield Result(f"字体 {name}", GOOD if there else POOR, text)


def _installed_fonts() -> str:
    if shutil.which("fc-list"):
        listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, timeout=20, check=False)  # noqa: S607 — fontconfig is where the system put it
        return listed.stdout.decode("utf-8", "replace").lower()
    folders = [
        Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
        Path.home() / "AppData/Local/Microsoft/Windows/Fonts",
    ]
    return " ".join(p.name.lower() for folder in folders if folder.is_dir() for p in folder.iterdir())


def _templates() -> Iterator[Result]:
    from jxinspect.documents.template_folder import shipped_templates
    from jxinspect.documents.word import compile_template

    count = 0
    for found in shipped_templates():
        compile_template(found.data)
        count += 1
    yield Result("文书模板", GOOD if count else BAD, f"{count} 个，全部可用")


def _own_templates() -> Iterator[Result]:
    from jxinspect.acts.template import own_faults
    from jxinspect.store.home import templates_folder

    office = office_templates(case_if_any()) or templates_folder()
    count, faults = own_faults(office)
    if not faults:
        yield Result("本单位模板", GOOD, f"{count} 个，全部可用" if count else "没有；都用随程序的")
        return
    names = "、".join(dict.fromkeys(Path(fault.file).name for fault in faults))
    yield Result("本单位模板", BAD, f"{names} 有 {len(faults)} 处错误；逐处查看：jxinspect doc template check all")


def _case_file() -> Iterator[Result]:
    from jxinspect.store import keys
    from jxinspect.store.reading import read_rows

    try:
        path = case_path()
        keys.key_of(path, at=clock())
        if is_hired(path):
            yield Result("案卷库", GOOD, "第三方人员不显示案卷库的情况（办法 27 II）")
            return
        last = read_rows(path, "SELECT max(utc) AS utc FROM journal", at=clock())[0]["utc"]
    except JxinspectError as fault:
        yield Result("案卷库", POOR, f"{fault.what}；{fault.todo}")
        return
    yield Result("案卷库", GOOD, f"{path}，已解锁，最后一条日志 {last or '无'}")


CHECKS: tuple[Callable[[], Iterator[Result]], ...] = (
    _python, _console, _encryption, _folder, _calendar, _fonts, _templates, _own_templates, _case_file,
)  # fmt: skip


@app.command(example="jxinspect doctor")
def doctor() -> None:
    """检查本机环境：编码、加密、磁盘、工作日表、字体、模板、案卷库。"""
    found = [result for look in CHECKS for result in _tried(look)]
    show_rows([vars(result) for result in found], REPORT)


def _tried(look: Callable[[], Iterator[Result]]) -> Iterator[Result]:
    try:
        yield from look()
    except JxinspectError as fault:
        yield Result(look.__name__.strip("_"), BAD, f"{fault.what}：{fault.why}；{fault.todo}")
