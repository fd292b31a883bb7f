"""Whatever stands in a file: a configuration that holds what is written, or mistakes that name their place."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path

import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from opd_exporter.config.file import ConfigError, load, parse
from opd_exporter.domain.config import Config, ProbeSettings, Site, Thresholds
from opd_exporter.text.sanitise import OBEYED

EXAMPLE = (Path(__file__).parents[2] / "config/kota-serang.yml").read_text("utf-8")
WORDS = [
    "city",
    "probe",
    "timeout",
    "sites",
    "key",
    "nama",
    "url",
    "thresholds",
    "aktif_days",
    "allow_networks",
]
VALUES = st.one_of(
    st.text(max_size=20), st.integers(), st.floats(), st.booleans(), st.none(), st.dates(), st.binary(max_size=8)
)  # fmt: skip
TREES = st.recursive(
    VALUES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(WORDS), st.text(max_size=5)), inner, max_size=4),
    ),
    max_leaves=12,
)


def outcome(text: str) -> Config | ConfigError:
    try:
        return parse(text, "kota.yml")
    except ConfigError as error:
        return error


def checked(text: str) -> None:
    """The text is refused with places and reasons, or is a configuration that can be used."""
    found = outcome(text)
    if isinstance(found, Config):
        usable(found)
        return
    lines = 2 + sum(text.count(end) for end in "\n\r\x85\u2028\u2029")
    assert found.problems
    assert all(0 <= one.line <= lines and one.message for one in found.problems)


def usable(config: Config) -> None:
    assert config.sites
    assert len({site.key for site in config.sites}) == len(config.sites)
    assert 0 < config.thresholds.aktif_days < config.thresholds.kurang_aktif_days <= 36500
    assert 0.1 <= config.probe.timeout <= 300
    assert 1 <= config.probe.concurrency <= 1000
    assert 1 << 10 <= config.probe.max_body <= 64 << 20
    for site in config.sites:
        assert site.url.startswith(("http://", "https://"))
        assert all((site.key, site.nama, site.singkatan, site.kelompok))
        assert not OBEYED.search(site.key + site.nama + site.singkatan + site.kelompok)


@given(st.text(max_size=200))
@example("a: !<!> b")
@example("? \n? \n")
@example("!!int '9': a")
@example('"\\Uffffffff"')
@example("%YAML 1." + "9" * 5000 + "\n--- a")
@example("- &a *a")
@example("a: 0b1_0\n")
def test_any_text(text: str) -> None:
    checked(text)


@given(st.binary(max_size=200))
def test_any_bytes(body: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "kota.yml"
        file.write_bytes(body)
        try:
            found: Config | str = load(file)
        except ConfigError as error:
            found = str(error)
    if isinstance(found, Config):
        usable(found)
    else:
        assert found.startswith(str(file))


@given(TREES)
def test_any_tree_that_yaml_can_hold(tree: object) -> None:
    checked(yaml.safe_dump(tree, allow_unicode=True))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_the_example_with_something_changed_in_it(data: st.DataObject) -> None:
    text = EXAMPLE[:3000].rpartition("\n  - ")[0] + "\n"
    at = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 12))
    put = data.draw(
        st.one_of(
            st.text(max_size=6),
            st.sampled_from([": ", "\n", "\t", "- ", "{", "'", "*a", "&a ", "!", "no", "0x1"]),
        )
    )
    checked(text[:at] + put + text[at + cut :])


_LABEL = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters='"“”„‘’«»'),
    min_size=1,
    max_size=20,
).filter(lambda text: not text.endswith((",", ";")))
"""What a site is called; a mark at its end is a slip, and refused."""
_SITES = st.lists(
    st.builds(
        Site,
        key=st.from_regex(r"[a-z][a-z0-9-]{0,10}", fullmatch=True),
        nama=_LABEL,
        singkatan=_LABEL,
        kelompok=_LABEL,
        url=st.from_regex(r"https://[a-z]{3,9}\.example\.go\.id/([a-z]{1,5}/)?", fullmatch=True),
        email=st.sampled_from([(), ("admin@example.go.id",), ("a@example.go.id", "b@example.go.id")]),
        kontak=st.sampled_from(["", "Sekretariat, 0254-200123"]),
        kontak_hosting=st.sampled_from(["", "0254200123"]),
    ),
    min_size=1,
    max_size=4,
    unique_by=(lambda one: one.key, lambda one: one.url.split("/")[2]),
)


@settings(max_examples=40)
@given(_SITES, st.integers(1, 80), st.integers(81, 300), st.integers(1, 300))
def test_what_is_written_is_what_holds(sites: list[Site], aktif: int, kurang: int, seconds: int) -> None:
    written = {
        "thresholds": {"aktif_days": aktif, "kurang_aktif_days": kurang},
        "probe": {"timeout": f"{seconds}s", "allow_networks": ["127.0.0.0/8"]},
        "sites": [
            {
                name: list(value) if isinstance(value, tuple) else value
                for name, value in vars(site).items()
                if value and name != "nama_layar"
            }
            for site in sites
        ],
    }
    config = parse(yaml.safe_dump(written, allow_unicode=True), "kota.yml")
    assert config.thresholds == Thresholds(aktif, kurang)
    assert config.probe == ProbeSettings(timeout=seconds, allow_networks=(ip_network("127.0.0.0/8"),))
    found = [replace(site, nama_layar=one.nama_layar) for site, one in zip(sites, config.sites, strict=True)]
    assert list(config.sites) == found


def test_the_example_of_the_repository_is_well() -> None:
    assert len(parse(EXAMPLE, "kota-serang.yml").sites) == 32
