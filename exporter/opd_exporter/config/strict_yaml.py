"""YAML read strictly: values keep the line they stand on, and everything wrong with them is gathered.

Works on the tree of nodes that libyaml makes and never constructs: no tag is obeyed, and nothing is silently a
number, a date or a "no". Aliases and deep nesting are refused, so that a tree is never larger than its text.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from opd_exporter.config.mistyped import mistyped
from opd_exporter.config.written import place
from opd_exporter.text.sanitise import escaped

MAX_DEPTH = 8
MAX_SHOWN = 100
"""Problems told in one message; all are in ``ConfigError.problems``."""

_SYNTAX = (
    ("cannot start any token", "tanda di awal nilai ini tidak boleh; apit nilainya dengan tanda kutip"),
    ("mapping values", "titik dua di tempat yang salah; luruskan spasi di depan, atau apit teksnya dengan tanda kutip"),
    ("sequence entries", "tanda «-» di tempat yang salah; luruskan spasi di depannya"),
    ("could not find expected ':'", "titik dua setelah nama isian tidak ada; tulis «nama: nilai»"),
    ("nesting depth", "susunannya terlalu dalam"),
    ("'-' indicator", "tanda «-» di tempat yang salah; luruskan spasi di depannya"),
    ("expected key", "spasi di depan baris ini tidak lurus dengan baris di atasnya"),
    ("expected <block end>", "spasi di depan baris ini tidak lurus dengan baris di atasnya"),
    ("end of stream", "tanda kutip atau kurung tidak ditutup"),
    ("expected ',' or", "kurung atau koma kurang; tutup dengan ] atau }"),
    ("node content", "nilainya tidak terbaca; apit dengan tanda kutip"),
    ("escape", "garis miring terbalik di dalam tanda kutip ganda; pakai tanda kutip tunggal"),
    ("incompatible YAML", "baris «%YAML» tidak didukung; hapus"),
    ("another document", "hanya boleh satu dokumen; hapus baris «---» yang kedua"),
)  # fmt: skip
"""What libyaml or PyYAML says -> what to do about it, the first that fits."""


@dataclass(frozen=True)
class Problem:
    """One mistake in a configuration file."""

    file: str
    line: int
    """From 1; 0 when no line can be named."""
    field: str
    """Where in the file, such as ``probe.timeout`` or ``situs dinkes: url``, or empty."""
    message: str
    """What is wrong and what to do, in Indonesian."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.field}: {self.message}" if self.field else f"{place}: {self.message}"


class ConfigError(Exception):
    """A configuration that cannot be used; ``problems`` holds every mistake found, in the order of lines."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = tuple(sorted(problems, key=lambda one: one.line))
        lines = [str(one) for one in self.problems[:MAX_SHOWN]]
        if more := len(problems) - len(lines):
            lines.append(f"{problems[0].file}: ... dan {more} kesalahan lagi")
        super().__init__("\n".join(lines))


_LIBYAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml, ten times as fast; PyYAML's own, where it was built without."""


class _Refused(Exception):
    """Well-formed, and not wanted here; the message is for the person."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line + 1


def _no_sign(sign: str) -> str:
    return (
        f"nilai yang diawali «{sign}» harus diapit tanda kutip ganda; rujukan dan jenis YAML (&nama, *nama, !jenis)"
        " tidak didukung"
    )


def _refuse(text: str) -> None:
    """Reads the events of a document, and stops at the first that is not wanted. Raises _Refused."""
    depth = 0
    for event in yaml.parse(text, Loader=_LIBYAML):
        problem = ""
        # PyYAML drops what stands behind the sign: «nama: &Dinas Kesehatan» would be «Kesehatan».
        if isinstance(event, yaml.AliasEvent):
            problem = _no_sign("*")
        elif getattr(event, "anchor", None):
            problem = _no_sign("&")
        elif getattr(event, "tag", None):
            problem = _no_sign("!")
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            problem = "susunannya terlalu dalam" if depth > MAX_DEPTH else ""
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if problem:
            raise _Refused(problem, event.start_mark.line if event.start_mark else -1)


def shown(text: str) -> str:
    """A value as messages quote it: short, and harmless to a terminal."""
    return escaped(text[:80]) + ("..." if len(text) > 80 else "")


@dataclass(frozen=True)
class Value:
    """A value with the place it stands at."""

    node: yaml.Node
    field: str
    """What people call it: ``probe.timeout``, ``situs dinkes: email``, ``situs dinkes: email ke-2``."""
    item: bool = False
    """Whether it is one of a list."""

    @property
    def line(self) -> int:
        """From 1."""
        return int(self.node.start_mark.line) + 1

    @property
    def text(self) -> str:
        """A scalar as written; empty for lists and mappings."""
        return str(self.node.value) if isinstance(self.node, yaml.ScalarNode) else ""

    @property
    def kind(self) -> str:
        """What YAML takes it for: ``str``, ``int``, ``null`` ...; quoted text is ``str``."""
        return str(self.node.tag).rpartition(":")[2]

    @property
    def empty(self) -> bool:
        """Whether nothing is written there, or ``null``."""
        return isinstance(self.node, yaml.ScalarNode) and self.kind == "null"


def tree(text: str, file: str) -> Value:
    """The root of a document. Raises :class:`ConfigError` for what is no YAML, or more than one wants to read."""
    try:
        _refuse(text)
        node = yaml.compose(text, Loader=_LIBYAML)
    except yaml.reader.ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1
        code = ord(error.character) if isinstance(error.character, str) else error.character
        why = f"karakter U+{code:04X} tidak boleh ada; hapus"
        raise ConfigError(Problem(file, line, place(text, line), why)) from None
    except _Refused as error:
        raise ConfigError(Problem(file, error.line, place(text, error.line), str(error))) from None
    except yaml.MarkedYAMLError as error:
        raise ConfigError(Problem(file, *_explained(error, text))) from None
    except (ValueError, OverflowError):  # a version of 5000 digits
        raise ConfigError(Problem(file, 0, "", "angka atau kode karakter terlalu besar")) from None
    if node is None:
        raise ConfigError(Problem(file, 1, "", "berkas ini kosong; contoh: config/kota-serang.yml"))
    return Value(node, "")


def _explained(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str, str]:
    """Line, field and message for what no parser could read: what the person mistyped where that can be told, else what
    the parser says, at the place where it gave up."""
    gave_up = error.problem_mark or error.context_mark
    if gave_up and (guess := mistyped(text, gave_up.line + 1)):
        return guess[0], place(text, guess[0]), guess[1]
    said = str(error.problem or error.context)
    opened = "end of stream" in said and error.context_mark  # where the quotation begins
    mark = opened or gave_up
    line = mark.line + 1 if mark else 0
    return line, place(text, line), _in_our_words(said, error, text)


def _in_our_words(said: str, error: yaml.MarkedYAMLError, text: str) -> str:
    tab = error.problem_mark and text[error.problem_mark.index :].startswith("\t")
    if tab and "start any token" in said:
        return "baris ini memakai tab; ganti dengan spasi"
    foreign = f"baris ini tidak terbaca; bandingkan dengan situs lain (kata pembaca YAML: {shown(said)})"
    return next((ours for theirs, ours in _SYNTAX if theirs in said), foreign)
