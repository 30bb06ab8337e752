"""The folder that installs without network: built, then installed with networking cut off."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _cut_off() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(platform.system() != "Linux" or platform.machine() != "x86_64", reason="builds for Linux x86-64")
@pytest.mark.skipif(not _cut_off(), reason="needs the right to make a network namespace (unshare -n)")
def test_the_linux_folder_installs_for_one_user_with_networking_cut_off(tmp_path: Path) -> None:
    out = tmp_path / "wheelhouse"
    subprocess.run([sys.executable, ROOT / "scripts/wheelhouse", "linux-x86_64", "--out", out], check=True)
    folder = next(out.iterdir())
    home = tmp_path / "home"
    home.mkdir()
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "PYTHON": sys.executable, "LANG": "C.UTF-8"}
    environment |= {"PIP_NO_COMPILE": "1"}  # only saves time here

    installed = subprocess.run(
        ["unshare", "-n", "sh", folder / "install.sh"], env=environment, capture_output=True, text=True, check=False
    )
    assert installed.returncode == 0, installed.stderr
    command = home / ".local/bin/jxinspect"
    cited = subprocess.run(
        ["unshare", "-n", command, "law", "cite", "办法 26 I"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert cited.stdout.strip() == "《江西省社会保险基金行政监督实施办法》（赣人社规〔2023〕1号）第二十六条第一款"

    wheel = next((folder / "wheels").glob("sqlcipher3-*.whl"))
    wheel.write_bytes(wheel.read_bytes()[:-1] + b"x")
    refused = subprocess.run(
        ["sh", folder / "install.sh"], env=environment, capture_output=True, text=True, check=False
    )
    assert refused.returncode != 0
    assert wheel.name in refused.stdout + refused.stderr
