"""The command line: commands, options and their help, in Indonesian down to argparse's own messages."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, NoReturn

from opd_exporter import __version__
from opd_exporter.commands.logs import FORMATS, LEVELS

LISTEN = "127.0.0.1:9877"

_MESSAGES = (
    (r"the following arguments are required: (.*)", r"belum disebutkan: \1"),
    (r"unrecognized arguments: (.*)", r"tidak dikenal: \1"),
    (r"argument ([^:]*): invalid choice: (.*) \(choose from (.*)\)", r"\1: \2 tidak dikenal; pilih dari \3"),
    (r"argument ([^:]*): expected one argument", r"\1: nilainya belum disebutkan"),
    (r"argument ([^:]*): ignored explicit argument (.*)", r"\1: tidak memakai nilai (\2)"),
    (r"argument ([^:]*): (.*)", r"\1: \2"),
)
"""What argparse says, and how it is said here."""


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "pemakaian: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, add_help=False, allow_abbrev=False, formatter_class=_Formatter)
        self._positionals.title, self._optionals.title = "argumen", "pilihan"
        self.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def error(self, message: str) -> NoReturn:
        for pattern, ours in _MESSAGES:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                message = found.expand(ours)
                break
        self.exit(2, f"{self.prog}: {message}\nbantuan: {self.prog} --help\n")


def _network(text: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» bukan jaringan; tulis misalnya 127.0.0.0/8") from None


def _config(parser: argparse.ArgumentParser, **settings: Any) -> None:
    parser.add_argument("--config", type=Path, metavar="BERKAS", **settings)


def _listen(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--listen", default=LISTEN, metavar="ALAMAT", help="alamat dan port (bawaan: %(default)s)"
    )


def _allow_network(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--allow-network",
        action="append",
        type=_network,
        default=[],
        metavar="JARINGAN",
        help="jaringan privat yang boleh diakses, misalnya 127.0.0.0/8; boleh diulang",
    )


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="keluaran JSON untuk program")


def _data_dir(parser: argparse.ArgumentParser, help: str) -> None:
    parser.add_argument("--data-dir", type=Path, metavar="FOLDER", help=help)


def _serve(serve: argparse.ArgumentParser) -> None:
    _config(
        serve, required=True, help="berkas konfigurasi (YAML): daftar situs, misalnya config/kota-serang.yml"
    )
    _listen(serve)
    _data_dir(serve, "tempat ingatan disimpan (bawaan: $STATE_DIRECTORY, atau ./data)")
    serve.add_argument(
        "--web-config", type=Path, metavar="BERKAS", help="TLS dan kata sandi untuk server ini"
    )
    serve.add_argument(
        "--letters-token-file",
        type=Path,
        metavar="BERKAS",
        help="berkas berisi token: Alertmanager yang mengetahuinya boleh memberi tahu surat apa yang dikirim ke admin OPD"
        " (bawaan: surat tidak dicatat)",
    )
    serve.add_argument(
        "--log.level",
        dest="log_level",
        choices=LEVELS,
        default="info",
        help="yang dicatat: debug, info, warn, atau error saja (bawaan: %(default)s)",
    )
    serve.add_argument(
        "--log.format",
        dest="log_format",
        choices=FORMATS,
        default="logfmt",
        help="bentuk catatan: logfmt untuk orang, json untuk program (bawaan: %(default)s)",
    )


def _probe(probe: argparse.ArgumentParser) -> None:
    probe.add_argument(
        "key", nargs="?", metavar="KUNCI", help="kunci situs di berkas konfigurasi, misalnya dinkes"
    )
    probe.add_argument("--url", metavar="ALAMAT", help="atau alamat situsnya langsung")
    _config(
        probe,
        help="berkas konfigurasi (bawaan untuk KUNCI: kota-serang.yml di config/, atau di /etc/opd-exporter/)",
    )
    _allow_network(probe)
    _json(probe)


def _check_config(check: argparse.ArgumentParser) -> None:
    check.add_argument(
        "file",
        type=Path,
        metavar="BERKAS",
        help="berkas konfigurasi (YAML): daftar situs, misalnya config/kota-serang.yml",
    )


def _evaluate(evaluate: argparse.ArgumentParser) -> None:
    _config(
        evaluate,
        required=True,
        help="berkas konfigurasi (YAML): daftar situs, misalnya config/kota-serang.yml",
    )
    _data_dir(
        evaluate,
        "pakai ingatan exporter yang berjalan (hanya dibaca), sama dengan halamannya; tanpa ini setiap situs"
        " diperiksa satu kali sekarang",
    )
    evaluate.add_argument(
        "--compare",
        type=Path,
        metavar="BERKAS.json",
        help="evaluasi sebelumnya (--format json): siapa naik, siapa turun",
    )
    evaluate.add_argument(
        "--format",
        choices=("table", "csv", "json", "html", "xlsx", "pdf"),
        default="table",
        help="bentuk keluaran: table, csv, json, html (untuk dicetak), xlsx (Excel), atau pdf; bawaan: %(default)s",
    )
    evaluate.add_argument("--output", type=Path, metavar="BERKAS", help="tulis ke berkas, bukan ke layar")


def _explain(explain: argparse.ArgumentParser) -> None:
    explain.add_argument("file", type=Path, metavar="BERKAS", help="halaman HTML yang disimpan")
    explain.add_argument("--url", required=True, metavar="ALAMAT", help="alamat tempat halaman itu diambil")
    _config(explain, help="berkas konfigurasi (bawaan: hanya situs di ALAMAT itu)")
    _json(explain)


def _discover(discover: argparse.ArgumentParser) -> None:
    discover.add_argument("url", metavar="ALAMAT", help="alamat portal kota, atau halaman daftar OPD-nya")
    _allow_network(discover)


def _demo(demo: argparse.ArgumentParser) -> None:
    _listen(demo)
    demo.add_argument("--once", action="store_true", help="cetak evaluasinya satu kali lalu selesai")


_COMMANDS: tuple[tuple[str, str, str, Callable[[argparse.ArgumentParser], None]], ...] = (
    (
        "serve",
        "menjalankan exporter untuk Prometheus",
        "opd-exporter serve --config kota.yml, lalu buka http://127.0.0.1:9877/",
        _serve,
    ),
    (
        "probe",
        "memeriksa satu situs sekarang, lengkap dengan buktinya",
        "opd-exporter probe dinkes --config kota.yml, atau opd-exporter probe --url https://dinkes.example.go.id/",
        _probe,
    ),
    (
        "check-config",
        "memeriksa berkas konfigurasi; yang salah disebut dengan nomor barisnya",
        "opd-exporter check-config kota.yml",
        _check_config,
    ),
    (
        "evaluate",
        "evaluasi triwulan: status semua situs, untuk dibaca, dicetak, atau dibuka di Excel",
        "opd-exporter evaluate --config kota.yml --data-dir data --format html --output evaluasi.html",
        _evaluate,
    ),
    (
        "explain",
        "menjelaskan satu halaman yang disimpan, tanpa jaringan: entri, tanggal, dan alasannya",
        "opd-exporter explain rapat.html --url https://dinkes.example.go.id/berita/rapat",
        _explain,
    ),
    (
        "discover",
        "membuat konsep konfigurasi dari portal kota: situs OPD mana saja yang disebutnya",
        "opd-exporter discover https://example.go.id/ > kota.yml, lalu periksa dan lengkapi kota.yml",
        _discover,
    ),
    (
        "demo",
        "mencoba semuanya tanpa internet: 32 situs tiruan, exporter, Prometheus, Alertmanager",
        "opd-exporter demo, lalu buka alamat yang disebutnya di peramban",
        _demo,
    ),
)
"""Each command with what it does, an example, and what gives it its options, as the help lists them."""


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; ``command`` names the one chosen."""
    whole = _Parser(
        prog="opd-exporter",
        description="Memeriksa situs OPD mana yang aktif, kurang aktif, atau tidak aktif.",
        epilog="Mulai dari sini: demo untuk melihat-lihat; untuk kota sendiri discover, check-config, lalu serve."
        " Bantuan sebuah perintah: opd-exporter PERINTAH --help. Kode keluar: 0 baik, 1 yang diperiksa tidak baik,"
        " 2 salah pakai atau konfigurasi salah.",
    )
    whole.add_argument(
        "--version", action="version", version=f"%(prog)s {__version__}", help="tampilkan versi program"
    )
    commands = whole.add_subparsers(dest="command", required=True, metavar="PERINTAH", title="perintah")
    for name, help, example, options in _COMMANDS:
        told = f"{help[0].upper()}{help[1:]}."
        options(commands.add_parser(name, help=help, description=told, epilog=f"Contoh: {example}"))
    return whole
