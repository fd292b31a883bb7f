"""The sites of a configuration: what may stand of each, and what must hold between them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

import yaml

from opd_exporter.config.plans import notes, windows
from opd_exporter.config.reader import ValueReader
from opd_exporter.config.screen_name import LONGEST, named
from opd_exporter.config.strict_yaml import Value, shown
from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.fetch.urls import Malformed, canonical

MAX_LABEL = 100
"""Characters of what becomes a label (contract, Transport)."""
MAX_ADDRESS = 1000
"""Characters of an address."""
MAX_EMAILS = 5
"""E-mail addresses of a site: as many as the rules make letters of (``opd:admin`` in prometheus/rules/sites.yml)."""

_SITE = tuple(one.name for one in fields(Site))
_REQUIRED = ("key", "nama", "url")
# A key is a label, a part of an address and a file's name: nothing in it needs quoting anywhere.
_KEY = re.compile(r"[a-z0-9-]+")
# Narrower than RFC 5322: what mail servers here deliver to, and nothing that could begin another header or recipient.
_EMAIL = re.compile(r"[^@\s,;<>\"]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,9}")
_ADDRESS = re.compile(
    r"^[<(\"']?(?:([a-z]{4,6})[:;]?/{1,3})?([a-z0-9-]+(?:[.,][a-z0-9-]+)+)(/[^\s<>,;@#]*)?[>),;.\"']*$",
    re.IGNORECASE,
)
"""An address as people mistype it: without a scheme, with one slash, a comma in it, a sign of the sentence behind it."""
_TAIL = ",;>)"
_ALIAS = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s/:@?#\[\]]+)(:[0-9]{1,5})?")


@dataclass(frozen=True)
class CityDefaults:
    """What holds for every site that says nothing else."""

    zone: ZoneInfo
    kontak_hosting: str
    kontak_domain: str


def _meant(found: re.Match[str]) -> str:
    scheme = "http" if found[1] and found[1].lower() == "http" else "https"
    return f"{scheme}://{found[2].lower().replace(',', '.')}{found[3] or '/'}"


def _address(reader: ValueReader, value: Value, base: str | None = None) -> str | None:
    """An address as written that can be asked for; relative to ``base`` if that is given."""
    text = reader.string(value, MAX_ADDRESS)
    if text is None:
        return None
    try:
        canonical(text, base)
        netloc = urlsplit(urljoin(base or "", text)).netloc
        fine = not re.search(r"\s", text)
    except Malformed:
        fine, netloc = False, ""
    # A comma or a bracket behind an address is the sentence's it was copied from.
    if not fine or text[-1] in _TAIL:
        meant = _ADDRESS.search(text) if base is None else None
        hint = f"maksud Anda «{_meant(meant)}»?" if meant else "tulis misalnya https://dinkes.example.go.id/"
        reader.wrong(value, f"bukan alamat situs; {hint} (ini: {shown(text)})")
    elif "@" in netloc:
        reader.wrong(value, "tidak boleh memuat nama pengguna atau kata sandi; hapus bagian sebelum «@»")
    elif "#" in text:
        reader.wrong(value, "tidak boleh memuat «#»; hapus bagian itu")
    else:
        return text
    return None


def _own(reader: ValueReader, value: Value, site: Site) -> str | None:
    text = _address(reader, value, site.url)
    if text is None or Scope.of(site).owns(urljoin(site.url, text)):
        return text
    reader.wrong(value, f"harus berada di situs ini sendiri ({site.url}); ini: {shown(text)}")
    return None


def _emails(reader: ValueReader, value: Value) -> tuple[str, ...]:
    """One address, or a list of them."""
    several = isinstance(value.node, yaml.SequenceNode)
    found = []
    for item in reader.items(value) if several else [value]:
        text = reader.string(item, MAX_LABEL)
        if text is None:
            continue
        if text[0] == "-":
            reader.wrong(item, f"kurang spasi setelah «-»; tulis «- {shown(text[1:])}»")
        elif _EMAIL.fullmatch(text):
            found.append(text)
        else:
            many = "; beberapa alamat ditulis [satu@example.go.id, dua@example.go.id]"
            hint = many if text.count("@") > 1 else "; tulis misalnya admin@example.go.id"
            reader.wrong(item, f"bukan alamat surel{hint} (ini: {shown(text)})")
    if len(found) > MAX_EMAILS:
        reader.wrong(value, f"terlalu banyak alamat ({len(found)}); paling banyak {MAX_EMAILS}")
    return tuple(dict.fromkeys(found))


def contact(reader: ValueReader, given: Mapping[str, Value], name: str) -> str:
    """Whom to call, as written; a telephone number need not stand in quotation marks."""
    return (reader.string(given[name], MAX_LABEL, number=True) if name in given else None) or ""


def _aliases(reader: ValueReader, value: Value) -> tuple[str, ...]:
    found = []
    for item in reader.items(value):
        text = reader.string(item, 260)
        if text is None:
            continue
        try:
            fine = _ALIAS.fullmatch(text) and canonical(f"http://{text}/")
        except Malformed:
            fine = None
        if fine:
            found.append(text.lower())
        else:
            reader.wrong(item, f"harus nama host saja, misalnya www2.example.go.id (ini: {shown(text)})")
    return tuple(found)


def _site(reader: ValueReader, value: Value, city: CityDefaults) -> tuple[Site, dict[str, Value]]:
    """A site and its values; what was refused is empty in it."""
    found = reader.mapping(value, _SITE, _REQUIRED)
    given = {name: one for name, one in found.items() if name in _REQUIRED or not one.empty}

    def text(name: str, most: int = MAX_LABEL) -> str | None:
        """A text; None where it is not given."""
        if name not in given:
            return None
        found = reader.string(given[name], most) or ""
        if found.endswith((",", ";")):
            reader.wrong(given[name], f"hapus «{found[-1]}» di akhir nilainya (ini: {shown(found)})")
        return found

    nama, singkatan, kelompok = text("nama") or "", text("singkatan"), text("kelompok")
    site = Site(
        key=reader.read(given, "key", _key, ""),
        nama=nama,
        singkatan=nama if singkatan is None else singkatan,
        kelompok="lainnya" if kelompok is None else kelompok,
        url=reader.read(given, "url", _url, ""),
        email=reader.read(given, "email", _emails, ()),
        aliases=reader.read(given, "aliases", _aliases, ()),
        nama_layar=text("nama_layar", LONGEST) or "",
        kontak=contact(reader, given, "kontak"),
        kontak_hosting=contact(reader, given, "kontak_hosting") or city.kontak_hosting,
        kontak_domain=contact(reader, given, "kontak_domain") or city.kontak_domain,
        pemeliharaan=reader.read(given, "pemeliharaan", partial(windows, zone=city.zone), ()),
        catatan=reader.read(given, "catatan", partial(notes, zone=city.zone), ()),
    )
    return _with_places(reader, given, site), given


def _key(reader: ValueReader, value: Value) -> str:
    key = reader.string(value, MAX_LABEL) or ""
    if key and not _KEY.fullmatch(key):
        reader.wrong(
            value,
            f"hanya boleh huruf kecil a-z, angka, dan tanda hubung, misalnya kec-kasemen (ini: {shown(key)})",
        )
    return key


def _url(reader: ValueReader, value: Value) -> str:
    """The site's address, with the folder that it lives in: ``/`` where none is written."""
    url = _address(reader, value) or ""
    return urlsplit(url)._replace(path="/").geturl() if url and not urlsplit(url).path else url


def _with_places(reader: ValueReader, given: Mapping[str, Value], site: Site) -> Site:
    """The site with the addresses of its feed and its list, which must be its own; not without its own address."""
    if not site.url:
        return site
    # Relative addresses are the site's own, so they need its address first.
    feed, listing = (
        _own(reader, given[name], site) if name in given else None for name in ("feed", "listing")
    )
    return replace(site, feed=feed, listing=listing)


def _called(item: Value, number: int) -> Value:
    """A site as messages name it: by its key as written, by its number where it has none."""
    pairs = item.node.value if isinstance(item.node, yaml.MappingNode) else []
    key = next((Value(node, "").text.strip() for name, node in pairs if Value(name, "").text == "key"), "")
    return replace(item, field=f"situs {shown(key)}" if key else f"situs ke-{number}")


def _torn(items: list[Value]) -> list[Value]:
    """Items that are the rest of the site before them: neither is a site, and together they are one."""
    found, before = [], set[str]()
    for item in items:
        pairs = item.node.value if isinstance(item.node, yaml.MappingNode) else []
        names = {Value(name, "").text for name, _ in pairs}
        # A dash too many cuts a site in two: the second half has no key and repeats nothing.
        rest = bool(names and before) and "key" not in names and not names & before
        if rest and not before.issuperset(_REQUIRED):
            found.append(item)
            names |= before
        before = names
    return found


def sites(reader: ValueReader, value: Value, city: CityDefaults) -> tuple[Site, ...]:
    """All sites, and what must hold between them."""
    items = [_called(item, number) for number, item in enumerate(reader.items(value), 1)]
    torn = _torn(items)
    for one in torn:
        reader.wrong(
            one, "tanda «-» di baris ini kelebihan: ganti dengan spasi, supaya isiannya ikut situs di atasnya"
        )
    read = [] if torn else [_site(reader, item, city) for item in items]
    _keys_differ(reader, read)
    _screen_names_differ(reader, read)
    _addresses_differ(reader, read)
    if not items and (value.empty or isinstance(value.node, yaml.SequenceNode)):
        reader.wrong(value, "belum ada situs; isi paling sedikit satu")
    return named([site for site, _ in read])


_Read = Sequence[tuple[Site, Mapping[str, Value]]]
"""Sites as they were read, each with its values."""


def _keys_differ(reader: ValueReader, read: _Read) -> None:
    lines: dict[str, int] = {}
    for site, given in read:
        if site.key in lines:
            reader.wrong(
                given["key"], f"«{site.key}» sudah dipakai di baris {lines[site.key]}; pilih nama lain"
            )
        elif site.key:
            lines[site.key] = given["key"].line


def _screen_names_differ(reader: ValueReader, read: _Read) -> None:
    lines: dict[str, int] = {}
    for site, given in read:
        if site.nama_layar:
            line = given["nama_layar"].line
            first = lines.setdefault(site.nama_layar.casefold(), line)
            if first != line:
                reader.wrong(
                    given["nama_layar"],
                    f"nama di layar «{site.nama_layar}» sudah dipakai di baris {first}; pilih nama lain",
                )


def _addresses_differ(reader: ValueReader, read: _Read) -> None:
    """No two sites at one place: the same host and port, aliases among them, and the same folder there."""
    taken: dict[tuple[tuple[str, int], str], tuple[str, int]] = {}
    for site, given in read:
        if not site.url:
            continue
        scope, this = Scope.of(site), (site.key, given["url"].line)
        others = {taken.setdefault((place, scope.folder), this) for place in scope.places} - {this}
        for key, line in sorted(others):
            reader.wrong(
                given["url"],
                f"alamat ini sudah dipakai situs «{key}» di baris {line}; tulis alamat situs ini sendiri",
            )
