"""Text as plain lower-case words: disguises undone, so that rules compare what a person reads.

Intruders and spammers write ``ʜᴀᴄᴋᴇᴅ``, ``ＳＬＯＴ``, ``sl0t`` or ``g a c o r``; rules hold one spelling of each.
"""

from __future__ import annotations

import re
import unicodedata

# Letters of other alphabets and small capitals that look like Latin ones (after the confusables of Unicode TR 39).
_LOOKALIKES = str.maketrans(
    "абвгеёіјкмнопрстухѕԁԛԝүһіɡαβεικνορτυχωᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢıłøđ",
    "abbreeijkmhonpctyxsdqwyhigabeikvoptuxwabcdefghijklmnoprstuvwyzilod",
)
_MARKS = dict.fromkeys((173, *range(8203, 8208), *range(8234, 8239), *range(8288, 8293), 65279))
_BADGES = {
    first + number: chr(ord("a") + number)
    for first in (0x1F130, 0x1F150, 0x1F170, 0x1F1E6)
    for number in range(26)
}
"""Squared, circled and flag letters, which have no compatibility form."""
_INVISIBLE = {**_MARKS, **_BADGES}
# Accents of Latin letters alone: in other scripts a mark makes another letter.
_LATIN_MARK = re.compile("[\u0300-\u036f]+")
_LEET = str.maketrans("0134578$@!", "oieastbsai")
_SIGNED = re.compile(r"(?<!\S)[^\s0134578$@!]*+[0134578$@!]\S*+")
"""A word with one of them."""
_DIGITS = str.maketrans("", "", "$@!")
# Digits at a word's end that stand for no letters: a number ("slot88"), or a lottery's size ("4d"). "3d" is one only
# behind a vowel, as in "toto3d"; "h4ck3d" is a word.
_LAST_DIGITS = re.compile(r"\d{2,}\Z|(?<=\D)[245]d\Z|(?<=[aeiou])3d\Z")
# Single letters set apart, four at least, by up to three blanks or signs: "s l o t", "g.a.c.o.r".
_SPACED = re.compile(r"(?<!\w)[^\W_](?:[ .*_\-|~]{1,3}[^\W_](?![^\W_])){3,40}")
_APART = re.compile(r"[^\w$@!/]+|_+")
_PLAINLY_APART = {code: " " for code in range(128) if _APART.fullmatch(chr(code))}
"""The same for a text of ASCII alone."""
_SIGN = re.compile(r"[$@!]")
# At a word's edge a sign is punctuation; only inside a word it may stand for a letter.
_EDGES = re.compile(r"(?<!\w)[$@!]+(?!\w)|(?<=\w)[$@!]+(?!\w)")


def letters(text: str) -> str:
    """Lower case, with compatibility forms, accents, look-alikes and invisible characters folded away."""
    if text.isascii():
        return text.lower()
    # Badges before NFKC, which knows no form of theirs; accents after it, since it puts some together.
    text = unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).casefold()
    text = _LATIN_MARK.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", text.translate(_LOOKALIKES))


def plain_words(text: str) -> str:
    """The words of a text, one blank apart; a slash is a word of its own, other punctuation is gone.

    Letters set apart one by one (``s l o t``) are joined."""
    # "s l o t", "g.a.c.o.r": four single letters or more; "Hal. a b" has fewer.
    text = _SPACED.sub(lambda found: re.sub(r"[ .*_\-|~]", "", found[0]), letters(text))
    text = text.translate(_PLAINLY_APART) if text.isascii() else _APART.sub(" ", text)
    text = text.replace("/", " / ")
    return " ".join((_EDGES.sub(" ", text) if _SIGN.search(text) else text).split())


def undisguised(plain: str) -> str:
    """The same words with digits and signs that stand for letters written out: ``sl0t`` -> ``slot``.

    Digits that end a word stay when there are two or more of them, or a lottery's: ``slot88``, ``toto4d``; ``h4ck3d`` is
    read."""

    return _SIGNED.sub(_spelled, plain)


def _spelled(found: re.Match[str]) -> str:
    word = found[0]
    # A number is a number, also with a sign before it: "$100".
    if word.translate(_DIGITS).isdecimal():
        return word
    number = _LAST_DIGITS.search(word)
    cut = number.start() if number and number.start() > 1 else len(word)
    return word[:cut].translate(_LEET) + word[cut:]
