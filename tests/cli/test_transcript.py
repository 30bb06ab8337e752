"""The runner of documentation pages."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PAGE = """# 配置

```console
$ jxinspect config set actor 张三
设置已保存
  名称  actor
  ...
$ jxinspect config set \\
    nix 1  # exit 3
错误：没有这个设置：...
...
```

```python
$ jxinspect never
```
"""


def test_a_page_is_run_and_compared(run_transcript: Callable[[Path], int], tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE, encoding="utf-8")
    assert run_transcript(page) == 2


@pytest.mark.parametrize(
    ("old", "new"), [("设置已保存", "设置保存了"), ("exit 3", "exit 4"), ("设置：...", "设置：别的")]
)
def test_a_page_that_lies_is_found_with_its_line(
    run_transcript: Callable[[Path], int], tmp_path: Path, old: str, new: str
) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE.replace(old, new), encoding="utf-8")
    with pytest.raises(AssertionError, match=r"page\.md:\d+: \$ jxinspect config"):
        run_transcript(page)


@pytest.mark.parametrize(
    ("wanted", "printed", "same"),
    [
        ("a\n...\nc", "a\nb\nb\nc", True),
        ("a\n...\nc", "a\nc", True),
        ("a\n…\nc", "a\nb", False),
        ("编号  ...  张三", "编号 2026-001   张三", True),
        ("a", "a\nb", False),
        ("", "anything", True),
        ("a.c", "abc", False),
    ],
)
def test_dots_stand_for_anything_and_nothing_else_does(transcript: Any, wanted: str, printed: str, same: bool) -> None:
    assert transcript.matches(wanted.splitlines(), printed) is same


@pytest.mark.skipif(os.name == "nt", reason="needs sh")
def test_a_command_with_a_pipe_or_a_loop_is_run_by_the_shell_at_the_clock_of_the_page(
    run_transcript: Callable[[Path], int],
    clock_at: Callable[[str], object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock_at("2026-03-02 09:00")
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "page.md"
    page.write_text(
        """```console
$ for name in a b; do
>     printf '%s|' $name
> done
a|b|
$ jxinspect calendar show 2026-03 | grep -c 工作日 > 数.txt; test -s 数.txt && exit 3  # exit 3
$ jxinspect law cite 99 2>&1 | head -1
错误：...
```
""",
        encoding="utf-8",
    )
    assert run_transcript(page) == 3


def test_the_clock_goes_on_to_the_moment_of_a_command_and_never_back(
    run_transcript: Callable[[Path], int], clock_at: Callable[[str], object], tmp_path: Path
) -> None:
    from jxinspect.commands import clock

    clock_at("2026-03-02 09:00")
    page = tmp_path / "page.md"
    for command, stands in (
        ("calendar show 2026   # 2026-03-04 08:30", "2026-03-04 08:30"),
        ("calendar show 2026 --at '2026-03-03 09:00'", "2026-03-04 08:30"),
        ('calendar show 2026 --at "2026-03-05 10:00"   # 2026-03-05 10:40', "2026-03-05 10:40"),
    ):
        page.write_text(f"```console\n$ jxinspect {command}\n```\n", encoding="utf-8")
        assert run_transcript(page) == 1
        assert f"{clock.clock():%Y-%m-%d %H:%M}" == stands


TWO_MACHINES = """
```console
甲$ jxinspect config set actor 张三
设置已保存
  名称  actor
  值    张三
  记在  .../甲/.jxinspect/config.toml
乙$ jxinspect config set actor 李四
...
甲$ jxinspect config get actor
名称  actor
值    张三
...
乙$ pwd
.../乙
```
"""


def test_a_name_before_the_prompt_is_a_machine_with_a_folder_and_a_home_of_its_own(
    run_transcript: Callable[[Path], int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_text(TWO_MACHINES, encoding="utf-8")
    home = os.environ["JXINSPECT_HOME"]

    assert run_transcript(tmp_path / "page.md") == 4
    assert (Path.cwd(), os.environ["JXINSPECT_HOME"]) == (tmp_path, home)
