"""docs/panduan-pasang.md, followed command by command in a Debian that holds nothing yet."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/panduan-pasang.md").read_text("utf-8")
SYSTEMCTL = Path(__file__).with_name("as_systemd_does.py")
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

pytestmark = pytest.mark.skipif(
    shutil.which("debootstrap") is None or os.getuid() != 0, reason="no debootstrap, or not root"
)


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


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Debian as its installer leaves it, with this project's repository within reach."""
    folder = tmp_path_factory.mktemp("debian") / "root"
    address, release = mirror()
    subprocess.run(
        ["debootstrap", "--variant=minbase", "--include=procps", release, str(folder), address],
        capture_output=True,
        check=True,
    )
    for name in HOSTS_OWN:
        copy = folder / name.lstrip("/")
        if Path(name).is_dir():
            shutil.copytree(name, copy, dirs_exist_ok=True)
        elif Path(name).exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(name, copy)
    (folder / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n")  # a package starts nothing here
    shutil.copy(SYSTEMCTL, folder / "usr/local/bin/systemctl.py")
    (folder / "usr/local/bin/systemctl").write_text(
        '#!/bin/sh\nexec python3 /usr/local/bin/systemctl.py "$@"\n'
    )
    for script in ("usr/sbin/policy-rc.d", "usr/local/bin/systemctl"):
        (folder / script).chmod(0o755)
    repository(folder / "srv/opd-exporter")
    (folder / "root/.gitconfig").write_text(
        f'[url "/srv/opd-exporter"]\n\tinsteadOf = {REPOSITORY}\n[safe]\n\tdirectory = *\n'
    )
    return folder


@pytest.mark.timeout(1200)
def test_whoever_follows_the_guide_has_a_running_monitor(root: Path) -> None:
    install, *others = blocks("A")
    assert "Terpasang. Langkah berikutnya" in in_root(root, install, network=True)
    said = in_root(root, "\n".join(others), network=False)
    assert "kota-serang.yml: baik, 32 situs" in said
    assert len(re.findall(r"^OK|^Prometheus Server is Ready\.", said, re.MULTILINE)) == 3
    (docker,) = blocks("B")
    assert "Dibuat: .env" in in_root(root, f"mkdir docker; cd docker\n{docker}", network=True)
