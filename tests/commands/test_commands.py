"""The commands as a person types them: what they say, where, and with which exit code."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from aiohttp import web

from opd_exporter.commands import asked, cli
from opd_exporter.commands.arguments import parser
from site_server import Pages, front, serving

MAIN = [sys.executable, "-m", "opd_exporter"]
SITE = "sites:\n- {key: dinkes, nama: Dinas Kesehatan, url: 'https://dinkes.example.go.id/'}\n"


async def typed(*words: str, folder: Path | None = None) -> tuple[int, str, str]:
    """Exit code, output and error output."""
    process = await asyncio.create_subprocess_exec(
        *MAIN, *words, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, cwd=folder
    )
    said, complained = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode is not None
    assert "Traceback" not in complained.decode()
    return process.returncode, said.decode(), complained.decode()


IN_TURN = """
import io, json, sys
from opd_exporter.commands.cli import main
print_to, found = sys.stdout, []
for words in json.loads(sys.argv[1]):
    sys.stdout, sys.stderr = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    try:
        code = main(words)
    except SystemExit as ended:
        code = ended.code
    found.append([code, *(one.buffer.getvalue().decode() for one in (sys.stdout, sys.stderr))])
print(json.dumps(found), file=print_to)
"""


def typed_in_turn(folder: Path, *each: list[str]) -> list[tuple[int, str, str]]:
    """The same of several commands that soon end, in one process: most of what each costs is to begin."""
    ran = subprocess.run(
        [sys.executable, "-c", IN_TURN, json.dumps(each)],
        capture_output=True, text=True, cwd=folder, check=True, timeout=120,
    )  # fmt: skip
    return [(code, said, complained) for code, said, complained in json.loads(ran.stdout)]


def configured(folder: Path, *all_pages: Pages, probe: str = "allow_networks: [127.0.0.0/8]") -> str:
    sites = "".join(
        f"- {{key: opd-{n}, nama: Dinas {n}, url: '{one.url}/'}}\n" for n, one in enumerate(all_pages)
    )
    (folder / "kota.yml").write_text(f"probe: {{{probe}}}\nsites:\n{sites}")
    return str(folder / "kota.yml")


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        (SITE, 0, "kota.yml: baik, 1 situs (lainnya 1)\n"),
        (SITE + "warna: biru\n", 1, "kota.yml:3: warna: nama ini tidak dikenal"),
        ("a: 1\nb: 2\n" + SITE, 1, "kota.yml:2: b: "),
        (None, 1, "kota.yml: berkas ini tidak ada"),
    ],
)
async def test_check_config(tmp_path: Path, text: str | None, code: int, says: str) -> None:
    if text is not None:
        (tmp_path / "kota.yml").write_text(text)
    found = await typed("check-config", "kota.yml", folder=tmp_path)
    assert found[0] == code
    assert says in found[1]
    assert found[2] == ""


WRONG: list[tuple[list[str], str]] = [
    ([], "belum disebutkan: PERINTAH"),
    (["terbang"], "tidak dikenal"),
    (["serve"], "belum disebutkan: --config"),
    (["serve", "--config", "tidak-ada.yml"], "berkas ini tidak ada"),
    (
        ["serve", "--config", "kota.yml", "--data-dir", "kota.yml"],
        "--data-dir kota.yml: kota.yml bukan folder",
    ),
    (
        ["serve", "--config", "kota.yml", "--data-dir", "kota.yml/a/b"],
        "kota.yml bukan folder; sebutkan folder",
    ),
    (["probe"], "sebutkan satu situs"),
    (["probe", "dinkes", "--url", "https://dinkes.example.go.id/"], "sebutkan satu situs"),
    (["probe", "--url", "ftp://dinkes.example.go.id/"], "--url: bukan alamat situs"),
    (["probe", "--url", "http://[::1"], "--url: bukan alamat situs"),
    (["probe", "lain", "--config", "kota.yml"], "«lain» tidak ada di kota.yml"),
    (["probe", "--url", "http://10.0.0.1/", "--allow-network", "rumah"], "bukan jaringan"),
    (["evaluate", "--config", "kota.yml", "--format", "doc"], "tidak dikenal; pilih dari"),
    (["evaluate", "--config", "kota.yml", "--compare", "kota.yml"], "--compare kota.yml: bukan evaluasi"),
    (["evaluate", "--config", "kota.yml", "--data-dir", "."], "--data-dir: tidak ada ingatan pemantau"),
    (["evaluate", "--config", "kota.yml", "--output", "tidak/ada.csv"], "folder"),
    (["evaluate", "--config", "buruk.yml"], "buruk.yml:1: "),
    (["demo", "--listen", "99999"], "--listen: "),
]


@pytest.fixture(scope="module")
def wrongly_typed(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[int, str, str]]:
    """What came of each of them."""
    folder = tmp_path_factory.mktemp("wrong")
    (folder / "kota.yml").write_text(SITE)
    (folder / "buruk.yml").write_text("halo\n")
    return typed_in_turn(folder, *(words for words, _ in WRONG))


@pytest.mark.parametrize("number", range(len(WRONG)), ids=lambda number: " ".join(WRONG[number][0]))
def test_wrong_usage_is_told_in_a_line_or_two(number: int, wrongly_typed: list[tuple[int, str, str]]) -> None:
    code, said, complained = wrongly_typed[number]
    assert (code, said) == (2, "")
    assert WRONG[number][1] in complained
    assert len(complained.splitlines()) <= 2


async def test_a_process_ends_with_the_code_of_wrong_usage() -> None:
    code, said, complained = await typed("serve")
    assert (code, said) == (2, "")
    assert "belum disebutkan: --config" in complained


def test_probe_finds_the_configuration_where_it_was_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = (tmp_path / "here.yml", tmp_path / "installed.yml")
    monkeypatch.setattr(asked, "CONFIGURATIONS", places)
    options = parser().parse_args(["probe", "dinkes"])
    with pytest.raises(asked.Usage, match="sebutkan berkas konfigurasinya: --config BERKAS"):
        asked.asked_for(options)
    places[1].write_text(SITE)
    assert [site.key for site in asked.asked_for(options).sites] == ["dinkes"]
    with pytest.raises(asked.Usage, match=f"«lain» tidak ada di {places[1]}"):
        asked.asked_for(parser().parse_args(["probe", "lain"]))


async def test_probe_of_a_site_that_is_up_and_of_one_that_is_not(tmp_path: Path) -> None:
    well, broken = Pages({"/": front()}), Pages()
    async with serving(well, broken):
        config = configured(tmp_path, well, broken)
        code, said, _ = await typed("probe", "opd-0", "--config", config)
        assert code == 0
        assert "Dinas 0 tidak aktif: situs dapat dibaca, tetapi tidak berisi posting sendiri." in said
        assert f"{well.url}/" in said
        others = await asyncio.to_thread(
            typed_in_turn,
            tmp_path,
            ["probe", "opd-1", "--config", config, "--json"],
            ["probe", "--url", well.url, "--allow-network", "127.0.0.0/8", "--json"],
            ["probe", "--url", well.url, "--json"],
        )
    broken_one, allowed, refused = ((code, json.loads(said)) for code, said, _ in others)
    assert (broken_one[0], broken_one[1]["reason"]) == (1, "http_status")
    assert (allowed[0], allowed[1]["up"]) == (0, True)
    assert (refused[0], refused[1]["reason"]) == (1, "refused_by_policy")
    assert well.asked.count("/") == 2


async def test_evaluate_to_a_pipe_and_to_a_file(tmp_path: Path) -> None:
    all_pages = [Pages({"/": front()}), Pages()]
    async with serving(*all_pages):
        config = configured(tmp_path, *all_pages)
        code, said, progress = await typed("evaluate", "--config", config)
        assert code == 0
        assert "\x1b" not in said + progress
        assert "Memeriksa situs: 2/2" in progress
        code, said, _ = await typed(
            "evaluate", "--config", config, "--format", "json", "--output", str(tmp_path / "e.json")
        )
        assert (code, said) == (0, "")
        assert len(json.loads((tmp_path / "e.json").read_text("utf-8"))["sites"]) == 2


async def test_ctrl_c_tells_how_far_it_came_and_writes_no_half_file(tmp_path: Path) -> None:
    hanging = Pages({"/": lambda _: web.Response(text="x")}, delay=60)
    async with serving(Pages({"/": front()}), hanging):
        config = configured(tmp_path, hanging)
        process = await asyncio.create_subprocess_exec(
            *MAIN, "evaluate", "--config", config, "--format", "csv", "--output", str(tmp_path / "e.csv"),
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        for _ in range(100):
            if hanging.asked:
                break
            await asyncio.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, complained = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 130
    assert "dihentikan: 0 dari 1 situs" in complained.decode()
    assert "Traceback" not in complained.decode()
    assert not (tmp_path / "e.csv").exists()


async def test_a_reader_that_has_seen_enough_is_no_failure() -> None:
    process = await asyncio.create_subprocess_shell(
        f"{' '.join(MAIN)} --help | head -c 1; echo ${{PIPESTATUS[0]}}",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, executable="/bin/bash",
    )  # fmt: skip
    said, complained = await asyncio.wait_for(process.communicate(), 30)
    assert said.decode().strip().endswith("0")
    assert complained == b""


@pytest.mark.parametrize(("output", "code", "says"), [(">/dev/full", 1, "diska penuh"), (">&-", 0, "")])
async def test_an_output_that_takes_nothing_is_told_in_a_word(
    tmp_path: Path, output: str, code: int, says: str
) -> None:
    (tmp_path / "c.yml").write_text("sites: [{key: a, nama: A, url: https://a.example.go.id/}]")
    process = await asyncio.create_subprocess_shell(
        f"{' '.join(MAIN)} check-config {tmp_path}/c.yml {output}",
        stderr=asyncio.subprocess.PIPE, executable="/bin/bash",
    )  # fmt: skip
    _, complained = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == code
    assert says in complained.decode()
    assert "Traceback" not in complained.decode()


async def test_little_memory_is_no_reason_to_fail(tmp_path: Path) -> None:
    """As under systemd's LimitAS or a shell's ulimit, below what readers would else be allowed."""
    well = Pages({"/": front()})
    async with serving(well):
        words = [*MAIN, "probe", "--url", well.url, "--allow-network", "127.0.0.0/8", "--json"]
        process = await asyncio.create_subprocess_exec(
            "bash", "-c", f"ulimit -v 800000; exec {' '.join(words)}",
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        said, complained = await asyncio.wait_for(process.communicate(), 60)
    assert complained == b""
    assert json.loads(said)["up"] is True


@pytest.mark.parametrize("own", [None, "/etc/own.pem"])
def test_whose_certificates_are_trusted_is_as_before_once_all_is_loaded(
    monkeypatch: pytest.MonkeyPatch, own: str | None
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    if own:
        monkeypatch.setenv("SSL_CERT_FILE", own)
    with cli._loading():
        assert os.environ["SSL_CERT_FILE"] == os.devnull
    assert os.environ.get("SSL_CERT_FILE") == own
