from __future__ import annotations

from ipaddress import ip_network
from urllib.parse import urlsplit

import pytest
from hypothesis import event, example, given
from hypothesis import strategies as st

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.vocabulary import Reason
from opd_exporter.fetch.addresses import allowed, literal
from opd_exporter.fetch.failure import Failure
from opd_exporter.fetch.redirects import is_block_page, target
from opd_exporter.fetch.urls import Malformed, canonical, place

HERE = "http://dinkes.example.go.id/berita/satu?x=1"
OWN = Scope.of(Site("dinkes", "Dinkes", "Dinkes", "dinas", HERE, aliases=("dinkes-lama.example.go.id",)))
FOLDER = Scope.of(Site("kec", "Kec", "Kec", "kecamatan", "https://portal.example.go.id/kec/"))


@pytest.mark.parametrize(
    ("location", "there"),
    [
        ("/", "http://dinkes.example.go.id/"),
        ("dua", "http://dinkes.example.go.id/berita/dua"),
        ("?x=2", "http://dinkes.example.go.id/berita/satu?x=2"),
        ("//www.dinkes.example.go.id/a", "http://www.dinkes.example.go.id/a"),
        ("https://dinkes.example.go.id", "https://dinkes.example.go.id/"),
        ("HTTPS://WWW.DINKES.example.GO.ID:443/A", "https://www.dinkes.example.go.id/A"),
        ("http://dinkes.example.go.id:80/#isi", "http://dinkes.example.go.id/"),
        ("http://admin:rahasia@dinkes.example.go.id/", "http://dinkes.example.go.id/"),
        ("http://dinkes-lama.example.go.id/x", "http://dinkes-lama.example.go.id/x"),
        ("http://dinkes.example.go.id./x", "http://dinkes.example.go.id/x"),
        ("  /spasi di depan  ", "http://dinkes.example.go.id/spasi%20di%20depan"),
        ("/caf\udce9", "http://dinkes.example.go.id/caf%E9"),
        ("/café?q=é", "http://dinkes.example.go.id/caf%C3%A9?q=%C3%A9"),
        ("http:beranda", "http://dinkes.example.go.id/berita/beranda"),
        ("/a/../../b/./c/%2e%2E/d/..", "http://dinkes.example.go.id/b/"),
    ],
)
def test_followed_within_the_site(location: str, there: str) -> None:
    assert target(302, [location], HERE, OWN) == there


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("https://www.example.go.id/", Reason.OFFSITE),
        ("http://dinkes.example.go.id:8080/", Reason.OFFSITE),
        ("http://dinkes.example.go.id.evil.example/", Reason.OFFSITE),
        ("http://dinkes.example.go.id@evil.example/", Reason.OFFSITE),
        ("http://localhost/", Reason.OFFSITE),
        ("http://8.8.8.8/", Reason.OFFSITE),
        ("http://[2606:4700::1]/", Reason.OFFSITE),
        ("http://127.0.0.1/", Reason.REFUSED_BY_POLICY),
        ("http://127.1/", Reason.REFUSED_BY_POLICY),
        ("http://2130706433/", Reason.REFUSED_BY_POLICY),
        ("http://0x7f.0x0.0x0.0x1/", Reason.REFUSED_BY_POLICY),
        ("http://0177.0.0.1/", Reason.REFUSED_BY_POLICY),
        ("http://１２７.０.０.１/", Reason.REFUSED_BY_POLICY),
        ("http://127。0。0。1/", Reason.REFUSED_BY_POLICY),
        ("http://169.254.169.254/latest/meta-data/", Reason.REFUSED_BY_POLICY),
        ("//10.0.0.1/", Reason.REFUSED_BY_POLICY),
        ("http://[::1]/", Reason.REFUSED_BY_POLICY),
        ("http://[::ffff:127.0.0.1]/", Reason.REFUSED_BY_POLICY),
        ("http://[64:ff9b::7f00:1]/", Reason.REFUSED_BY_POLICY),
        ("http://[2002:7f00:1::]/", Reason.REFUSED_BY_POLICY),
        ("http://[fe80::1%25lo]/", Reason.REFUSED_BY_POLICY),
        ("http://[fe80::1%lo]/", Reason.REFUSED_BY_POLICY),
        ("http://internetpositif.id/", Reason.BLOCKED),
        ("https://lamanlabuh.aduankonten.id/?x", Reason.BLOCKED),
        ("http://36.86.63.185/", Reason.BLOCKED),
        ("http://internetpositif.id.example/", Reason.OFFSITE),
        ("http://bukaninternetpositif.id/", Reason.OFFSITE),
        ("file:///etc/passwd", Reason.REDIRECT),
        ("ftp://dinkes.example.go.id/", Reason.REDIRECT),
        ("javascript:alert(1)", Reason.REDIRECT),
        ("data:text/html,x", Reason.REDIRECT),
        ("mailto:a@example.go.id", Reason.REDIRECT),
        ("http://", Reason.REDIRECT),
        ("http:///x", Reason.REDIRECT),
        ("https:x", Reason.REDIRECT),
        ("//", Reason.REDIRECT),
        ("http://[::1", Reason.REDIRECT),
        ("http://[v1.x]/", Reason.REDIRECT),
        ("http://[127.0.0.1]/", Reason.REDIRECT),
        ("http://[fe80::1%25a%0a]/", Reason.REDIRECT),
        ("http://1.2.3.999/", Reason.REDIRECT),
        ("http://%31%32%37.0.0.1/", Reason.REDIRECT),
        ("http://a b/", Reason.REDIRECT),
        ("http://.example/", Reason.REDIRECT),
        ("http://a..b/", Reason.REDIRECT),
        (f"http://{'a' * 64}.example/", Reason.REDIRECT),
        (f"http://{'a.' * 130}example/", Reason.REDIRECT),
        ("http://dinkes.example.go.id:0/", Reason.REDIRECT),
        ("http://dinkes.example.go.id:99999/", Reason.REDIRECT),
        ("http://dinkes.example.go.id:8o/", Reason.REDIRECT),
        ("http:\\\\dinkes.example.go.id\\", Reason.REDIRECT),
        ("/\\evil.example/", Reason.REDIRECT),
        ("/a\tb", Reason.REDIRECT),
        ("/a\x00b", Reason.REDIRECT),
        ("/a\x85b", Reason.REDIRECT),
        ("/" + "a" * 9000, Reason.REDIRECT),
        ("", Reason.REDIRECT),
        ("   ", Reason.REDIRECT),
    ],
)
def test_not_followed(location: str, reason: Reason) -> None:
    with pytest.raises(Failure) as failed:
        target(301, [location], HERE, OWN)
    assert failed.value.reason is reason


def test_a_literal_address_that_is_allowed_is_merely_another_site() -> None:
    with pytest.raises(Failure) as failed:
        target(301, ["http://127.0.0.1/"], HERE, OWN, (ip_network("127.0.0.0/8"),))
    assert failed.value.reason is Reason.OFFSITE


@pytest.mark.parametrize(
    ("location", "own"),
    [
        ("/kec/berita", True),
        ("/kec", True),
        ("http://www.portal.example.go.id/kec/", True),
        ("/", False),
        ("/kecamatan/", False),
        ("/kec/../lain/", False),
        ("/kec/%2e%2e/lain/", False),
        ("/kec/.%2E/", False),
        ("../", False),
    ],
)
def test_a_site_in_a_folder_ends_at_its_folder(location: str, own: bool) -> None:
    here = "https://portal.example.go.id/kec/"
    if own:
        assert target(302, [location], here, FOLDER)
    else:
        with pytest.raises(Failure) as failed:
            target(302, [location], here, FOLDER)
        assert failed.value.reason is Reason.OFFSITE


@pytest.mark.parametrize("status", [200, 204, 299, 300, 304, 305, 306, 399, 404, 500])
def test_statuses_that_are_no_redirect_although_they_name_a_place(status: int) -> None:
    assert target(status, ["/"], HERE, OWN) is None


@pytest.mark.parametrize("status", [301, 302, 303, 305, 306, 307, 308, 310, 399])
def test_a_redirect_to_nowhere(status: int) -> None:
    with pytest.raises(Failure) as failed:
        target(status, [], HERE, OWN)
    assert failed.value.reason is Reason.REDIRECT


def test_two_places_are_no_place_unless_they_agree() -> None:
    assert target(302, ["/a", "/a"], HERE, OWN) == "http://dinkes.example.go.id/a"
    with pytest.raises(Failure) as failed:
        target(302, ["/a", "/b"], HERE, OWN)
    assert failed.value.reason is Reason.REDIRECT


def test_block_pages_are_known_by_their_host_and_the_names_below() -> None:
    assert is_block_page("aduankonten.id")
    assert is_block_page("a.b.aduankonten.id")
    assert not is_block_page("id")
    assert not is_block_page("xaduankonten.id")


_HOSTS = st.sampled_from(
    [
        "127.0.0.1",
        "0x7f.1",
        "[::1]",
        "[fe80::1%25a]",
        "dinkes.example.go.id",
        "évil.example",
        "1.1.1.1",
        "a_b.example",
    ]
)
_TAILS = st.text(st.sampled_from("/.?#%2eE\\@:[] a\u00e9\udcff\t;&=") | st.characters(), max_size=30)
_LOCATIONS = st.one_of(
    st.text(max_size=60),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["", "//", "http://", "https://", "HTTP:", "http://u:p@"]),
        _HOSTS,
        _TAILS,
    ),
)


@given(_LOCATIONS)
@example("http://dinkes.example.go.id\u2100/")
@example("http://ﬃ.example/")
@example("http://[fe80::1%25\u0661]/")
def test_any_location_is_followed_within_the_site_or_refused(location: str) -> None:
    try:
        there = target(302, [location], HERE, OWN)
    except Failure as failed:
        event(failed.reason)
        return
    assert there is not None
    assert OWN.owns(there)
    assert urlsplit(there).hostname in {
        prefix + host
        for prefix in ("", "www.")
        for host in ("dinkes.example.go.id", "dinkes-lama.example.go.id")
    }


@given(_LOCATIONS)
def test_the_written_form_is_stable_and_plain(location: str) -> None:
    try:
        there = canonical(location, HERE)
    except Malformed:
        return
    assert canonical(there) == there
    assert there.isascii()
    assert there.isprintable()
    assert not set(there) & set(' "<>\\`')
    parts = urlsplit(there)
    assert parts.scheme in ("http", "https")
    assert parts.username is None
    assert parts.fragment == ""
    host, port = place(there)
    assert host == parts.hostname
    assert 0 < port < 65536
    segments = parts.path.lower().replace("%2e", ".").split("/")
    assert "." not in segments
    assert ".." not in segments


@given(st.ip_addresses())
def test_a_literal_address_is_judged_however_it_is_written(address: object) -> None:
    host = f"[{address}]" if ":" in str(address) else str(address)
    there = canonical(f"http://{host}/")
    assert literal(place(there)[0]) == address
    with pytest.raises(Failure) as failed:
        target(302, [there], HERE, OWN)
    if not allowed(address):  # type: ignore[arg-type]
        assert failed.value.reason is Reason.REFUSED_BY_POLICY
