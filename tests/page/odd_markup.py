"""Markup that browsers and older parsers read differently, put together from kinds of oddities."""

from __future__ import annotations

import random

from opd_exporter.page.tokens import names

VOID = names(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"
)
CONTAINERS = names(
    "title textarea script style noscript template xmp iframe noembed noframes select option button object video canvas"
    " svg math a p li td dd div span b font h2 form section main nav article custom-tag"
)
ODDITIES = (
    "<!-->isi", "<!--->isi", "<!--a--!>isi", "<!-- <!-- x --> isi -->", "<!--a", "<!>isi", "<?php echo 1 > 0 ?>isi",
    "</ a>isi", "<![CDATA[x<b>y</b>]]>isi", "<!-- x -- > isi --> y", "<![if !IE]>isi<![endif]>", "a < b > c",
    "<script><!-- </script> x --></script>isi", "<script><!-- <script> x </script> y --></script>isi",
    "<textarea><p>x</p></textarea>isi", "<plaintext><p>x</p></plaintext>", "<svg><p>isi</svg>luar", "<svg/>isi",
    "<svg><style><a href=/x>y</a></style></svg>z", "<svg><path><div>isi</div>", "<svg><g></br>isi", "x</p>isi", "a</br>b",
    "<form action=/1>a<form action=/2>b</form>c</form>d", "<a href=/1>a<a href=/2>b</a>c</a>d",
    "<a href=/1>a<div><a href=/2>b</a>c</div></a>d", "<table><tr><td>a<table><tr><td>b</table>c</table>d",
    "<tr><td>a<td>b</tr>", "<td hidden>a<p>isi", "<body class=x>a</body>", "<html lang=id>a</html>b",
    "<head><title>U</title></head>b", "<select><option>b<input>c", "<select>a<select>b</select>c</select>d",
    '<a href="/x"class="y">t</a>', "<a href = /x >t</a>", "<a href=/x/>t</a>", "<a/href=/x>t</a>",
    "<a href=/1 href=/2>t</a>", "<A HREF=/X>t</A>", '<a href="/x?a=1&copy=2&amp;b">t</a>', "<a\nhref\n=\n'/x'\n>t</a>",
    "<p hidden><b>x<p>isi", "<li hidden><i>x<li>isi", "kata <span hidden>x</span> lagi", "<font>" * 300 + "isi",
    "<div>" * 300 + "isi" + "</div>" * 300, "<title>U</title>isi", "<template><tr><td>x</template>isi",
    "<noscript><p>x <a href=/n>n</a></p></noscript>isi", "<video><b>a</b><p>x</video>isi", "x<a href=/q", "kata kata\0kata kata kata",
)  # fmt: skip


def page(body: str) -> str:
    return (
        "<!doctype html><html><head><title>T</title></head><body><p>awal <a href=/a>satu</a></p>"
        f"{body}<p>akhir <a href=/z>dua</a></p></body></html>"
    )


def generated() -> list[str]:
    """Each oddity by itself, in a cell and without a page around it."""
    found: list[str] = []
    for name in VOID:
        for tag in (f"<{name}>", f"<{name.upper()} SRC=/x>", f"<{name}/>", f'<{name} x="a>b">'):
            found.append(page(f"{tag}isi <a href=/i>tiga</a>"))
        found.append(page(f"<table><tr><td>a<{name}>b</td><{name}><td><a href=/q>c</a></td></tr></table>"))
        found.append(page(f"<a href=/k>kata<{name}>lagi</a> luar</{name}>"))
        found.append(f"<html><head><{name}><title>T</title></head><body>isi<a href=/q>c</a></body></html>")
    for name in CONTAINERS:
        found.append(page(f"<{name}>isi <a href=/i>tiga</a>"))
        found.append(page(f"<{name.upper()}>isi</{name.upper()} x='y>z'>luar"))
        found.append(page(f"<{name}/>isi"))
        found.append(page(f"x</{name}>isi"))
        found.append(page(f"<table><tr><td><{name}>isi</td><td>b</td></tr></table>"))
        found.append(page(f"<p>a<{name}>b</p>c</{name}>d"))
        found.append(f"<head><title>T</title><{name}>isi</{name}>x<a href=/q>c</a>")
    for oddity in ODDITIES:
        found += [page(oddity), oddity, page(f"<table><tr><td>{oddity}</td><td>u</td></tr></table>")]
    return found


_TAGS = names(
    "div p a b i font table tr td th ul li span h2 section article nav form select option button svg math g path"
    " foreignObject title style script noscript template textarea iframe video embed source wbr br img center dl dd dt"
    " object label xmp EMBED Track"
)
_BITS = (
    "<!-->",
    "<!--->",
    "<!--x-->",
    "<![CDATA[q]]>",
    "<?php a > b ?>",
    "</p>",
    "</br>",
    "</ x>",
    "&amp",
    "</body>",
)


def heaped(count: int, seed: int) -> list[str]:
    """Tags in any order, a word after each."""
    chance = random.Random(seed)  # noqa: S311 - markup, not secrets
    found = []
    for _ in range(count):
        parts = []
        for number in range(chance.randint(2, 14)):
            tag, kind = chance.choice(_TAGS), chance.random()
            if kind < 0.45:
                extra = ("", "", ' x="a>b"', " hidden" if tag in ("p", "div", "li", "td", "span") else "")
                more = f" href=/l{number}" if tag == "a" else chance.choice(extra)
                parts.append(f"<{tag}{more}{chance.choice(('', '', ' /'))}>")
            elif kind < 0.7:
                parts.append(f"</{tag}>")
            elif kind < 0.75:
                parts.append(chance.choice(_BITS))
            parts.append(f" k{number} ")
        found.append("<!doctype html><html><head><title>T</title></head><body>" + "".join(parts))
    return found
