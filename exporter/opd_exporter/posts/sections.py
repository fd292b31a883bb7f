"""What addresses and categories say of their kind: news, or never posts (agenda, gallery, documents, pages)."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from opd_exporter.domain.scope import Scope

# fmt: off
_NEVER = frozenset(
    {
        "agenda", "agendas", "event", "events", "acara", "kalender", "calendar", "jadwal", "schedule",
        "galeri", "galery", "gallery", "galleries", "album", "albums", "foto", "photo", "photos", "video", "videos",
        "galeri-foto", "galeri-video", "gallery-foto", "gallery-video", "galeri-kegiatan", "infografis", "banner",
        "unduh", "unduhan", "download", "downloads", "dokumen", "document", "documents", "berkas", "file", "files",
        "regulasi", "produk-hukum", "peraturan", "jdih", "arsip-dokumen", "lampiran", "attachment", "uploads",
        "halaman", "page", "pages", "statis", "static", "hal", "laman", "profil", "profile", "profil-dinas",
        "pegawai", "pejabat", "kontak", "contact", "polling", "poling", "faq", "buku-tamu", "bukutamu", "testimoni",
        "statistik", "dataset", "datasets", "sop", "lakip", "renstra", "renja", "lhkpn", "dip", "standar-pelayanan",
        "informasi-berkala", "informasi-serta-merta", "informasi-setiap-saat", "maklumat-pelayanan",
        "wiki", "docs", "help", "show_detail", "librarian",
        "libinfo", "produk", "product", "layanan", "pelayanan", "service", "services",
    }
)
"""Sections whose entries are never posts, also with an archive (contract, settled cases)."""

_LISTS = frozenset(
    {
        "tag", "tags", "kategori", "category", "categories", "label", "labels", "topik", "topic", "author", "penulis",
        "user", "users", "search", "cari", "pencarian", "login", "masuk", "daftar", "register", "admin",
        "administrator", "wp-admin", "wp-json", "wp-content", "wp-includes", "feed", "rss", "comment", "comments",
        "cart", "checkout", "account", "sitemap", "xmlrpc.php", "wp-login.php", "assets", "asset", "storage", "cdn-cgi",
        "arsip", "archive",
    }
)
"""Sections that hold lists or machinery, never single articles."""

_NEWS: dict[str, int] = {
    "berita": 10, "news": 9, "kabar": 8, "warta": 8, "artikel": 7, "blog": 7, "posts": 7, "post": 6, "liputan": 7,
    "informasi terkini": 8, "informasi terbaru": 8, "berita terkini": 10, "siaran pers": 7, "press release": 7,
    "kegiatan": 5, "aktivitas": 5, "aktifitas": 5, "pengumuman": 4, "info": 2, "publikasi": 3, "informasi": 2,
    "articles": 7, "article": 7, "category all": 9, "detailpost": 6, "siaran": 4, "terkini": 5, "terbaru": 5,
    "seputar": 4, "opini": 3, "rilis": 5, "buletin": 4, "headline": 4, "announcement": 4, "announcements": 4,
    "postingan": 6, "posting": 5, "reportase": 6, "kilas": 5, "ragam": 4, "sorotan": 4, "cerita": 3,
}
"""How much a word of a menu's entry promises news."""

_NOT_POSTS = frozenset(
    {
        "agenda", "event", "acara", "galeri", "gallery", "foto", "video", "album", "unduhan", "download", "dokumen",
        "regulasi", "peraturan", "infografis", "jadwal", "kalender", "tautan", "link", "banner", "pejabat", "pegawai",
        "layanan", "pelayanan", "statistik", "polling", "testimoni", "faq", "halaman", "profil", "aplikasi", "podcast",
    }
)
"""Words that make a category or a heading one of things which are no posts, unless a news word stands beside it."""
PAGE_TITLES = frozenset(
    {
        "visi misi", "visi dan misi", "visi misi dan motto", "struktur organisasi",
        "tugas pokok dan fungsi", "tupoksi", "tugas dan fungsi", "sejarah", "profil",
        "profil dinas", "profil pejabat", "profil badan", "profil kecamatan", "kontak",
        "kontak kami", "hubungi kami", "tentang kami", "tentang", "selamat datang",
        "maklumat pelayanan", "sambutan kepala dinas", "sambutan", "motto", "beranda", "home",
        "sample page", "contoh laman", "laman contoh", "privacy policy", "kebijakan privasi",
        "about", "about us", "contact", "contact us", "standar pelayanan", "peta situs", "sitemap",
        "dasar hukum", "galeri", "agenda", "unduhan", "faq",
    }
)
"""Titles of pages that a site has once; folded."""
# fmt: on

NEWS_NOUN = 7
"""What :func:`newslike` says at least of a heading that names news itself; "terbaru" or "kegiatan" may stand over
anything."""
# fmt: off
_REGISTERS = frozenset(
    {
        "pengaduan", "aduan", "lapor", "laporan", "lelang", "tender", "pengadaan", "paket", "data", "statistik",
        "survei", "survey", "skm", "ikm", "antrian", "antrean", "podcast", "testimoni", "testi", "koleksi", "buku",
        "katalog", "opac", "permintaan",
        "pustaka", "ebook", "harga", "komoditas", "aplikasi", "apps", "penduduk", "perangkat", "permohonan", "perizinan",
        "izin", "surat", "tamu", "reservasi", "booking", "siswa", "guru", "alumni", "cctv", "cuaca", "iklan", "lowongan",
        "loker", "lokasi", "peta", "umkm", "produk", "sertifikat", "aset", "inventaris", "tiket", "jurnal", "skripsi",
    }
)
"""Words of registers whose entries are dated and are no posts, unless something calls them news: a feed, a heading."""
# fmt: on
NEWS_SECTION = 3
"""What :func:`newslike` says at least of an address in a section named for news: ``/berita/...``."""
_FILE = re.compile(
    r"\.(?:pdf|jpe?g|png|gif|webp|svg|bmp|docx?|xlsx?|pptx?|zip|rar|7z|mp[34]|avi|mov|css|js|json|xml|txt|ico|apk|exe)$",
    re.I,
)
_WORD = re.compile(r"[a-z]+")
_AND = re.compile(r"\b(?:dan|and)\b|[&,/+]")
_ARTICLE_KEYS = frozenset(
    {
        "p",
        "id",
        "berita",
        "artikel",
        "news",
        "post",
        "judul",
        "slug",
        "read",
        "baca",
        "detail",
        "idberita",
        "id_berita",
        "newsid",
        "nid",
    }
)
_PAGE_KEYS = ("page", "halaman", "module", "mod", "content", "hal", "menu")
"""Keys of a query that pick the kind of page."""
_MACHINERY = frozenset(
    {
        "index.php", "web", "home", "public", "site", "id", "en", "detail", "details", "read", "baca", "view", "show",
        "lihat", "isi", "single", "artikel", "konten", "content", "main", "p", "s", "d", "archives",
    }
)  # fmt: skip
"""Parts of an address that say nothing of its kind."""
_ID = re.compile(r"\d{1,10}(?:[-_.].{0,200})?|[0-9a-f]{8,40}")
_TAIL = re.compile(r"\.(?:html?|php|aspx?|shtml)$", re.I)


def _segments(url: str) -> list[str]:
    return [unquote(part).lower() for part in urlsplit(url).path.split("/") if part][:12]


def section_refusal(url: str) -> str:
    """The section that makes an address no post's ("agenda", "galeri" ...), or an empty string. The last part,
    the article's own name, is not asked, unless it is the section itself."""
    segments = [
        part
        for part in _segments(url)
        if part not in ("index.php", "web", "home", "public", "site", "id", "en")
    ]
    for part in segments[:-1]:
        if part in _NEVER or part in _LISTS:
            return part
    if segments and (segments[-1] in _NEVER or segments[-1] in _LISTS):
        return segments[-1]
    query = dict(parse_qsl(urlsplit(url).query)[:20])
    for key in ("p", *_PAGE_KEYS, "option", "view", "post_type"):
        value = query.get(key, "").lower().removeprefix("com_")
        if value in _NEVER or value in _LISTS:
            return value
    return ""


def section_of(url: str) -> str:
    """The section that an article's address names ("berita", "pengaduan"), or an empty string when it names none: a
    bare title, dates, numbers and words of machinery name none."""
    named = [part for part in _segments(url)[:-1] if part not in _MACHINERY and not part.isdecimal()]
    if not named:
        query = dict(parse_qsl(urlsplit(url).query)[:20])
        values = (query.get(key, "").lower() for key in _PAGE_KEYS)
        named = [value for value in values if value.isalpha() and value not in _MACHINERY]
    return _TAIL.sub("", named[0]) if named else ""


def register_of(url: str, heading: str) -> str:
    """The register that a list's entry belongs to ("pengaduan", "lelang"), by its section or by the heading over it; an
    empty string when a section calls it news."""
    if newslike("", url.rpartition("/")[0]) >= NEWS_SECTION:
        return ""
    spoken = [word for part in (section_of(url), heading.lower()[:60]) for word in _WORD.findall(part)[:3]]
    return next((word for word in spoken if word in _REGISTERS), "")


def called_news(url: str) -> bool:
    """Whether an article's address leaves it news: its section is named for news, or it names none."""
    section = section_of(url)
    return not section or section in _NEWS or newslike("", f"/{section}/") >= NEWS_SECTION - 1


def is_post_category(name: str) -> bool:
    """Whether a category's name (or a heading over a list) may stand over posts. The first word that says anything
    is the noun that the others describe ("Agenda Kegiatan", "Berita Foto"); joined by "dan" each counts."""
    for part in _AND.split(name.lower()[:200]):
        told = next(
            (word for word in _WORD.findall(part) if word in _NOT_POSTS or _NEWS.get(word, 0) >= 4), ""
        )
        if told not in _NOT_POSTS:
            return True
    return False


def article_shape(url: str, scope: Scope) -> bool:
    """Whether an own address could be that of one article: a name of several words, a number, a date, or a query
    that picks one."""
    if not scope.owns(url):
        return False
    parts = urlsplit(url)
    path = unquote(parts.path)
    if _FILE.search(path):
        return False
    below = path[len(scope.folder) :] if path.startswith(scope.folder) else ""
    segments = [part for part in below.split("/") if part and part != "index.php"][:12]
    query = dict(parse_qsl(parts.query)[:20])
    if query and any(query.get(key) for key in _ARTICLE_KEYS):
        return True
    if not segments or section_refusal(url) in _LISTS:
        return False
    if re.fullmatch(r"(?:19|20)\d\d", segments[0]) and all(
        part.isdigit() and len(part) <= 4 for part in segments
    ):
        return False  # an archive of a year, a month, a day
    last = _TAIL.sub("", segments[-1])
    if len(re.findall(r"[-_ +]", last)) >= 2 or len(last) >= 20:
        return True
    if len(segments) >= 2:
        return (
            bool(_ID.fullmatch(last))
            or bool(re.search(r"[-_]", last))
            or newslike("", "/" + "/".join(segments[:-1])) > 0
        )
    return bool(re.fullmatch(r"\d{2,10}(?:-.+)?|[^\W\d]+(?:[-_][^\W_]+)+", last))


def may_be_article(url: str, scope: Scope) -> bool:
    """Whether an own address of any shape could be an article's, when a title leads to it: no file, no machinery, not
    the front page."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    below = path[len(scope.folder) :] if path.startswith(scope.folder) else ""
    return (
        scope.owns(url) and bool(below or parts.query) and not _FILE.search(path) and not section_refusal(url)
    )


def newslike(text: str, url: str) -> int:
    """How much a link's words and path promise news; 0: not at all."""
    spoken = " ".join(_WORD.findall(text.lower()[:100]))
    if len(spoken) <= 45:
        best = max((score for word, score in _NEWS.items() if f" {word} " in f" {spoken} "), default=0)
    else:
        best = 0
    words = " ".join(" ".join(_WORD.findall(part)) for part in _segments(url)[:4])
    path = max((score for word, score in _NEWS.items() if f" {word} " in f" {words} "), default=0)
    if spoken and set(spoken.split()) & _NOT_POSTS and best < 9:
        return 0
    return best + path // 2 if best else path // 2
