"""docs/panduan-pasang.md, followed command by command in a Debian that holds nothing yet."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from empty_debian import blocks, cloned_from, empty_debian, in_root, repository

SYSTEMCTL = Path(__file__).with_name("as_systemd_does.py")
pytestmark = pytest.mark.skipif(
    shutil.which("debootstrap") is None or os.getuid() != 0, reason="no debootstrap, or not root"
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Debian as its installer leaves it, with this project's repository within reach."""
    folder = tmp_path_factory.mktemp("debian") / "root"
    empty_debian(folder, "procps")
    (folder / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n")  # a package starts nothing here
    shutil.copy(SYSTEMCTL, folder / "usr/local/bin/systemctl.py")
    (folder / "usr/local/bin/systemctl").write_text(
        '#!/bin/sh\nexec python3 /usr/local/bin/systemctl.py "$@"\n'
    )
    for script in ("usr/sbin/policy-rc.d", "usr/local/bin/systemctl"):
        (folder / script).chmod(0o755)
    repository(folder / "srv/opd-exporter")
    (folder / "root/.gitconfig").write_text(cloned_from("/srv/opd-exporter"))
    return folder


@pytest.mark.timeout(1200)
def test_whoever_follows_the_guide_has_a_running_monitor(root: Path) -> None:
    install, *others = blocks("A")
    assert "Terpasang. Langkah berikutnya" in in_root(root, install, network=True)
    said = in_root(root, "\n".join(others), network=False)
    assert "kota-serang.yml: baik, 32 situs" in said
    assert len(re.findall(r"^OK|^Prometheus Server is Ready\.", said, re.MULTILINE)) == 3
