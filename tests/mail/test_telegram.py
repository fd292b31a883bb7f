"""Telegram beside mail: nothing of it without a token, whom it tells of what with one, and a message that it takes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from filled import SETTINGS, Renderer, alert, amtool, fill, needs_amtool, start
from lxml import html

TOKEN = "123456789:AAexample_token-only"  # noqa: S105 # nobody's
DINKES = ("dinkes", "Dinas Kesehatan", "Dinkes")
KOTA = "Kota Serang"


@pytest.fixture
def telegram(tmp_path: Path) -> dict[str, str]:
    """What has to be set."""
    file = tmp_path / "token"
    file.write_text(TOKEN + "\n", "utf-8")
    return {"OPD_TELEGRAM_TOKEN_FILE": str(file), "OPD_TELEGRAM_CHAT_ID": "-1001234567890"}


def told_by_telegram(path: Path) -> dict[str, dict[str, Any]]:
    """Receivers with Telegram in a filled configuration, and its settings."""
    receivers = yaml.safe_load(path.read_text("utf-8"))["receivers"]
    return {
        one["name"]: settings
        for one in receivers
        if "telegram_configs" in one
        for settings in one["telegram_configs"]
    }


@needs_amtool
def test_what_is_told_at_once_goes_to_telegram_too_and_no_letter(
    telegram: dict[str, str], tmp_path: Path
) -> None:
    path = fill(tmp_path / "filled", **telegram)
    checked = amtool("check-config", str(path))
    assert checked.returncode == 0, checked.stderr
    found = told_by_telegram(path)
    assert {name: one["send_resolved"] for name, one in found.items()} == {
        "operators": True,
        "operators-mail-lost": False,
    }
    for one in found.values():
        assert (one["bot_token"], one["chat_id"]) == (TOKEN, -1001234567890)
        assert one["api_url"] == "https://api.telegram.org"


@needs_amtool
@pytest.mark.parametrize("token", ["", None])
def test_without_a_token_there_is_no_telegram(
    token: str | None, telegram: dict[str, str], tmp_path: Path
) -> None:
    """The file is empty, or there is none; the number of the chat may stand."""
    file = Path(telegram["OPD_TELEGRAM_TOKEN_FILE"])
    file.unlink() if token is None else file.write_text(token, "utf-8")
    path = fill(tmp_path / "filled", **telegram)
    assert told_by_telegram(path) == {}
    assert amtool("check-config", str(path)).returncode == 0
    assert path.read_text("utf-8") == fill(tmp_path / "plain").read_text("utf-8")


@pytest.mark.parametrize("token", [" ", "12345", "bot12:AA", "12:A'A", f"{TOKEN}\n{TOKEN}", f"{TOKEN} "])
def test_an_odd_token_is_named_and_not_shown(token: str, telegram: dict[str, str], tmp_path: Path) -> None:
    Path(telegram["OPD_TELEGRAM_TOKEN_FILE"]).write_text(token, "utf-8")
    done = start([str(tmp_path / "filled"), "echo", "started"], {**SETTINGS, **telegram})
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("start.sh: OPD_TELEGRAM_TOKEN_FILE ")
    assert TOKEN not in line


@pytest.mark.parametrize("chat", ["", "@kanal", "-", "0", "-100 1", "1.5", "9" * 19, "1\n2", TOKEN])
def test_an_odd_chat_is_named(chat: str, telegram: dict[str, str], tmp_path: Path) -> None:
    settings = {**SETTINGS, **telegram, "OPD_TELEGRAM_CHAT_ID": chat}
    done = start([str(tmp_path / "filled"), "echo", "started"], settings)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("start.sh: OPD_TELEGRAM_CHAT_ID ")
    assert TOKEN not in line


def test_an_odd_address_of_the_api_is_named(telegram: dict[str, str], tmp_path: Path) -> None:
    done = start([str(tmp_path / "filled")], {**SETTINGS, **telegram, "OPD_TELEGRAM_API_URL": "api.example"})
    assert done.returncode == 2
    assert done.stderr.startswith("start.sh: OPD_TELEGRAM_API_URL ")


@pytest.mark.parametrize("shell", [("sh",), ("busybox", "sh")])
def test_the_token_is_neither_in_the_log_nor_in_the_environment(
    shell: tuple[str, ...], telegram: dict[str, str], tmp_path: Path
) -> None:
    says = f'env; echo "level=warn Post /bot{TOKEN}/sendMessage {TOKEN} refused" >&2; echo last >&2'
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\n{says}\n", "utf-8")
    program.chmod(0o755)
    try:
        done = start([str(tmp_path / "filled"), str(program)], {**SETTINGS, **telegram}, shell=shell)
    except FileNotFoundError:
        pytest.skip("busybox is not installed")
    assert done.stderr == "level=warn Post /botTOKEN/sendMessage TOKEN refused\nlast\n"
    assert "OPD_TELEGRAM_CHAT_ID=" in done.stdout
    assert TOKEN not in done.stdout


def down(
    site: tuple[str, str, str] = DINKES, summary: str = "Situs Dinkes mati", **more: Any
) -> dict[str, Any]:
    made = alert("OpdSiteDown", "warning", site, summary=summary, kota=KOTA, **more)
    made["annotations"]["alamat"] = "https://dinkes.example.go.id"
    made["annotations"]["kontak"] = "Budi, 0800-000-000"
    return made  # fmt: skip


@needs_amtool
def test_the_message_says_which_city_what_since_when_where_and_where_to_look(render: Renderer) -> None:
    assert render("opd.telegram.html", [down(), down(("dlh", "DLH", "DLH"), ago=90)]) == (
        "▲ PERLU TINDAKAN · Kota Serang\n"
        "<b>Situs Dinkes mati</b>\n"
        "Dinas Kesehatan\n"
        "Alamat situs: https://dinkes.example.go.id\n"
        "Peringatan sejak 25-11-2026 14.15 WIB\n"
        "Bukti pemeriksaan: http://192.0.2.10:9877/situs/dinkes\n"
        "\n"
        "1 lainnya belum pulih sejak sebelumnya."
    )


@needs_amtool
def test_the_end_is_told_once_with_both_times(render: Renderer) -> None:
    long = alert("OpdSiteDownLong", "critical", DINKES, kota=KOTA, ago=60, over=3)
    assert render("opd.telegram.html", [down(ago=90, over=3), long]) == (
        "● PULIH · Kota Serang\n"
        "<b>Situs Dinkes hidup kembali</b>\n"
        "Dinas Kesehatan\n"
        "Peringatan sejak 25-11-2026 12.45 WIB, selesai 25-11-2026 14.12 WIB\n"
        "Bukti pemeriksaan: http://192.0.2.10:9877/situs/dinkes\n"
    )


@needs_amtool
def test_however_many_and_long_they_are_telegram_takes_the_message(render: Renderer) -> None:
    """At most 4096 characters, else Alertmanager cuts within a mark; and no marks but ours."""
    hostile = "<script>&</script>\u202e\r\n" * 40
    sites = [(f"opd-{n}", hostile, hostile) for n in range(32)]
    message = render("opd.telegram.html", [down(site, summary=hostile) for site in sites])
    assert len(message) <= 4096
    assert {one.tag for one in html.fragment_fromstring(message, create_parent="div").iter()} == {"div", "b"}
    assert "\u202e" not in message
    assert message.endswith("Dan 28 lainnya: lihat surel.")
