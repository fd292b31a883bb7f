"""``scripts/prepare-stack`` makes what compose needs, and never touches what is there."""

from __future__ import annotations

import shutil
import stat
import subprocess
from pathlib import Path

from deployed import COMPOSE, EXAMPLE, ROOT, compose, settings


def prepare(folder: Path) -> str:
    (folder / "scripts").mkdir(exist_ok=True)
    shutil.copy(ROOT / "scripts/prepare-stack", folder / "scripts")
    shutil.copy(EXAMPLE, folder)
    told = subprocess.run(
        [str(folder / "scripts/prepare-stack")], capture_output=True, text=True, timeout=30, check=True
    )
    return told.stdout


def test_it_makes_the_settings_and_every_secret(tmp_path: Path) -> None:
    told = prepare(tmp_path)
    assert (tmp_path / ".env").read_text("utf-8") == EXAMPLE.read_text("utf-8")
    for secret in compose(settings())["secrets"].values():
        path = tmp_path / secret["file"]
        assert path.is_file()
        assert f"secrets/{path.name}" in told
        assert stat.S_IMODE(path.stat().st_mode) == 0o644, "a container's user reads it"
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700, "nobody else here does"
    assert len((tmp_path / "secrets/grafana_admin_password").read_text("utf-8")) == 24


def test_what_exists_stays(tmp_path: Path) -> None:
    prepare(tmp_path)
    (tmp_path / ".env").write_text("OPD_CONFIG=lain.yml\n", "utf-8")
    (tmp_path / "secrets/smtp_password").write_text("rahasia", "utf-8")
    before = (tmp_path / "secrets/grafana_admin_password").read_text("utf-8")
    told = prepare(tmp_path)
    assert "Dibuat" not in told
    assert (tmp_path / ".env").read_text("utf-8") == "OPD_CONFIG=lain.yml\n"
    assert (tmp_path / "secrets/smtp_password").read_text("utf-8") == "rahasia"
    assert (tmp_path / "secrets/grafana_admin_password").read_text("utf-8") == before


def test_git_never_sees_them() -> None:
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert {".env", "secrets/"} <= set(ignored)
    assert COMPOSE.is_file()
