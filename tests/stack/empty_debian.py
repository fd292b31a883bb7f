"""An empty Debian below a folder, and commands run in it; what the tests of the installation guide share."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/panduan-pasang.md").read_text("utf-8")
REPOSITORY = "https://github.com/opd-exporter/opd-exporter.git"
HOSTS_OWN = (
    "/etc/resolv.conf",
    "/etc/pip.conf",
    "/etc/apt/apt.conf.d",
    "/etc/ssl/certs",
    "/usr/local/share/ca-certificates",
    "/root/.config/pip",
)
"""How this machine reaches package indexes: the clean root does so too."""


def blocks(part: str) -> list[str]:
    """The commands of a part of the guide ("A", "B"), a text for each block; a ``text`` block is for eyes and hands."""
    section = re.search(rf"^## {part}\. .*?(?=^## |\Z)", GUIDE, re.MULTILINE | re.DOTALL)
    assert section
    return re.findall(r"^```sh\n(.*?)^```", section[0], re.MULTILINE | re.DOTALL)


def in_root(root: Path, commands: str, *, network: bool) -> str:
    """What the commands print, run below the root as one shell; daemons that they start end with it."""
    outside = f"""set -eu
mount -t proc proc {root}/proc
mount --rbind /dev {root}/dev
[ {int(network)} = 1 ] || ip link set lo up
exec chroot {root} /bin/bash -c "$COMMANDS"
"""
    spaces = ["--mount", "--pid", "--fork", *([] if network else ["--net"])]
    told = subprocess.run(
        ["unshare", *spaces, "/bin/sh", "-c", outside],
        env={**os.environ, "COMMANDS": f'set -e; cd /root; sudo() {{ "$@"; }}\n{commands}', "HOME": "/root"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=900,
        check=False,
    )
    assert told.returncode == 0, told.stdout[-3000:]
    return told.stdout


def mirror() -> tuple[str, str]:
    """The address and the release that this machine's own packages come from."""
    told = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(SITE) $(RELEASE)", "Created-By: Packages"],
        capture_output=True,
        text=True,
        check=True,
    )
    return next((site, name) for site, name in map(str.split, told.stdout.splitlines()) if "-" not in name)


def repository(folder: Path) -> None:
    """This tree as a repository that can be cloned."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, names.decode().split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    git = ["git", "-C", str(folder), "-c", "user.name=uji", "-c", "user.email=uji@example.go.id"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "salinan"]):
        subprocess.run([*git, *words], check=True, capture_output=True)


def empty_debian(folder: Path, packages: str) -> None:
    """A Debian as its installer leaves it, with these packages, below the folder."""
    address, release = mirror()
    subprocess.run(
        ["debootstrap", "--variant=minbase", f"--include={packages}", release, str(folder), address],
        capture_output=True,
        check=True,
    )
    for name in HOSTS_OWN:
        copy = folder / name.lstrip("/")
        if Path(name).is_dir():
            copy.mkdir(parents=True, exist_ok=True)
            # Links there lead, followed from outside, to files of this machine.
            subprocess.run(["cp", "-rL", "--remove-destination", f"{name}/.", str(copy)], check=True)
        elif Path(name).exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(name, copy)


def cloned_from(folder: str) -> str:
    """Settings of git by which the address in the guide is that folder."""
    return f'[url "{folder}"]\n\tinsteadOf = {REPOSITORY}\n[safe]\n\tdirectory = *\n'
