"""The sites of a configuration: what may stand of each, and what must hold between them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

import yaml

from opd_exporter.config.plans import notes, windows
from opd_exporter.config.reader import Reader
from opd_exporter.config.screen_name import LONGEST, named
from opd_exporter.config.strict_yaml import Value, shown
from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.fetch.urls import Malformed, canonical

MAX_LABEL = 100
"""Characters of what becomes a label (contract)."""
MAX_ADDRESS = 1000
MAX_EMAILS = 5
"""E-mail addresses of a site: as many as the rules make letters of (``opd:admin`` in prometheus/rules/sites.yml)."""

_SITE = tuple(one.name for one in fields(Site))
_REQUIRED = ("key", "nama", "url")
_KEY = re.compile(r"[a-z0-9-]+")
_EMAIL = re.compile(r"[^@\s,;<>\"]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,9}")
_ADDRESS = re.compile(
    r"^[<(\"']?(?:([a-z]{4,6})[:;]?/{1,3})?([a-z0-9-]+(?:[.,][a-z0-9-]+)+)(/[^\s<>,;@#]*)?[>),;.\"']*$",
    re.IGNORECASE,
)
"""An address as people mistype it: without a scheme, with one slash, a comma in it, a sign of the sentence behind it."""
_TAIL = ",;>)"
_ALIAS = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s/:@?#\[\]]+)(:[0-9]{1,5})?")


@dataclass(frozen=True)
class City:
    """What holds for every site that says nothing else."""

    zone: ZoneInfo
    kontak_hosting: str
    kontak_domain: str


def _meant(found: re.Match[str]) -> str:
    scheme = "http" if found[1] and found[1].lower() == "http" else "https"
    return f"{scheme}://{found[2].lower().replace(',', '.')}{found[3] or '/'}"


def _address(reader: Reader, value: Value, base: str | None = None) -> str | None:
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


def _own(reader: Reader, value: Value, site: Site) -> str | None:
    text = _address(reader, value, site.url)
    if text is None or Scope.of(site).owns(urljoin(site.url, text)):
        return text
    reader.wrong(value, f"harus berada di situs ini sendiri ({site.url}); ini: {shown(text)}")
    return None


def _emails(reader: Reader, value: Value) -> tuple[str, ...]:
    """One address, or a list of them."""
    several = isinstance(value.node, yaml.SequenceNode)
    found = []
    for item in reader.items(value) if several else [value]:
        text = reader.string(item, MAX_LABEL)
        if text is None:
            continue
        if _EMAIL.fullmatch(text):
            found.append(text)
        else:
            many = "; beberapa alamat ditulis [satu@example.go.id, dua@example.go.id]"
            hint = many if text.count("@") > 1 else "; tulis misalnya admin@example.go.id"
            reader.wrong(item, f"bukan alamat surel{hint} (ini: {shown(text)})")
    if len(found) > MAX_EMAILS:
        reader.wrong(value, f"terlalu banyak alamat ({len(found)}); paling banyak {MAX_EMAILS}")
    return tuple(dict.fromkeys(found))


def contact(reader: Reader, given: Mapping[str, Value], name: str) -> str:
    """Whom to call, as written; a telephone number need not stand in quotation marks."""
    return (reader.string(given[name], MAX_LABEL, number=True) if name in given else None) or ""


def _aliases(reader: Reader, value: Value) -> tuple[str, ...]:
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


def _site(reader: Reader, value: Value, city: City) -> tuple[Site, dict[str, Value]]:
    """A site and its values; what was refused is empty in it."""
    found = reader.mapping(value, _SITE, _REQUIRED)
    given = {name: one for name, one in found.items() if name in _REQUIRED or not one.empty}
    texts = {
        name: reader.string(given[name], MAX_LABEL) or ""
        for name in ("key", "nama", "singkatan", "kelompok")
        if name in given
    }
    key, nama = texts.get("key", ""), texts.get("nama", "")
    if key and not _KEY.fullmatch(key):
        reader.wrong(
            given["key"],
            f"hanya boleh huruf kecil a-z, angka, dan tanda hubung, misalnya kec-kasemen (ini: {shown(key)})",
        )
    url = (_address(reader, given["url"]) if "url" in given else None) or ""
    if url and not urlsplit(url).path:
        url = urlsplit(url)._replace(path="/").geturl()
    site = Site(
        key=key,
        nama=nama,
        singkatan=texts.get("singkatan", nama),
        kelompok=texts.get("kelompok", "lainnya"),
        url=url,
        email=_emails(reader, given["email"]) if "email" in given else (),
        aliases=_aliases(reader, given["aliases"]) if "aliases" in given else (),
        nama_layar=(reader.string(given["nama_layar"], LONGEST) if "nama_layar" in given else None) or "",
        kontak=contact(reader, given, "kontak"),
        kontak_hosting=contact(reader, given, "kontak_hosting") or city.kontak_hosting,
        kontak_domain=contact(reader, given, "kontak_domain") or city.kontak_domain,
        pemeliharaan=windows(reader, given["pemeliharaan"], city.zone) if "pemeliharaan" in given else (),
        catatan=notes(reader, given["catatan"], city.zone) if "catatan" in given else (),
    )
    if url and ("feed" in given or "listing" in given):
        feed, listing = (
            _own(reader, given[name], site) if name in given else None for name in ("feed", "listing")
        )
        site = replace(site, feed=feed, listing=listing)
    return site, given


def _torn(items: list[Value]) -> list[Value]:
    """Items that are the rest of the site before them: neither is a site, and together they are one."""
    found, before = [], set[str]()
    for item in items:
        pairs = item.node.value if isinstance(item.node, yaml.MappingNode) else []
        names = {Value(name, "").text for name, _ in pairs}
        rest = bool(names and before) and "key" not in names and not names & before
        if rest and not before.issuperset(_REQUIRED):
            found.append(item)
            names |= before
        before = names
    return found


def sites(reader: Reader, value: Value, city: City) -> tuple[Site, ...]:
    """All sites, and what must hold between them."""
    found: list[Site] = []
    keys: dict[str, int] = {}
    screen: dict[str, int] = {}
    taken: dict[tuple[tuple[str, int], str], tuple[str, int]] = {}
    items = reader.items(value)
    torn = _torn(items)
    for one in torn:
        reader.wrong(
            one, "tanda «-» di baris ini kelebihan: ganti dengan spasi, supaya isiannya ikut situs di atasnya"
        )
    for item in items if not torn else []:
        site, given = _site(reader, item, city)
        found.append(site)
        if site.key in keys:
            reader.wrong(
                given["key"], f"«{site.key}» sudah dipakai di baris {keys[site.key]}; pilih nama lain"
            )
        elif site.key:
            keys[site.key] = given["key"].line
        if site.nama_layar:
            line = given["nama_layar"].line
            if (first := screen.setdefault(site.nama_layar.casefold(), line)) != line:
                reader.wrong(
                    given["nama_layar"],
                    f"nama di layar «{site.nama_layar}» sudah dipakai di baris {first}; pilih nama lain",
                )
        if not site.url:
            continue
        scope, this = Scope.of(site), (site.key, given["url"].line)
        others = {taken.setdefault((place, scope.folder), this) for place in scope.places} - {this}
        for key, line in sorted(others):
            reader.wrong(
                given["url"],
                f"alamat ini sudah dipakai situs «{key}» di baris {line}; tulis alamat situs ini sendiri",
            )
    if not items and (value.empty or isinstance(value.node, yaml.SequenceNode)):
        reader.wrong(value, "belum ada situs; isi paling sedikit satu")
    return named(found)
