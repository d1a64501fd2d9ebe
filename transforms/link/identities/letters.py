"""How names sound, whatever alphabet they come from and whoever romanised them.

A word is read as a string of sounds, one character each (`Khrushchev` is `XruSev`); two words are
spellings of one name where little is changed by turning the one into the other, and what is changed
is what romanisations differ in: `kh` and `h`, `dh` and `d`, `ou` and `u`.
That is an edit distance whose costs are the sounds' (Zobel and Dart, Phonetic string matching,
SIGIR 1996), with the pairs that romanisations of Arabic, Cyrillic, Persian and Hebrew exchange.
"""

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

#: Letters that newspapers romanise in another way than anyascii.
_BEFORE = str.maketrans({"đ": "dj", "Đ": "Dj"})
_APART = re.compile(r"[^a-z]")
#: Letters and the sound they are, the longer first. Capitals are sounds of several letters:
#: C ch, J zh and dzh, S sh, X kh, Z ts, G gh, E ei and ai, O au, A ae, Y as in yes.
_SOUNDS: tuple[tuple[str, str], ...] = (
    ("tsch", "C"),
    ("shch", "S"),
    ("dsch", "J"),
    ("tch", "C"),
    ("sch", "S"),
    ("dzh", "J"),
    ("iya", "ia"),
    ("iye", "ie"),
    ("chae", "kE"),
    ("aye", "A"),
    ("ayi", "E"),
    ("ch", "C"),
    ("cz", "C"),
    ("sh", "S"),
    ("sz", "S"),
    ("zh", "J"),
    ("dj", "J"),
    ("kh", "X"),
    ("gh", "G"),
    ("dz", "z"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("bh", "b"),
    ("ts", "Z"),
    ("tz", "Z"),
    ("ck", "k"),
    ("uw", "v"),
    ("ee", "i"),
    ("oo", "u"),
    ("ou", "u"),
    ("iy", "i"),
    ("yi", "i"),
    ("ei", "E"),
    ("ey", "E"),
    ("ai", "E"),
    ("ay", "E"),
    ("au", "O"),
    ("aw", "O"),
    ("ae", "A"),
    ("oe", "o"),
    ("ue", "u"),
)
_BY_LETTERS = dict(_SOUNDS)
_ANY = re.compile("|".join(letters for letters, _ in _SOUNDS))
_DOUBLED = re.compile(r"([b-df-hj-np-tv-zCGJSXZ])\1+|(a)a+|(i)i+|(u)u+")
_WRITTEN = (
    (re.compile(r"off$|ow$|ovv$"), "ov"),
    (re.compile(r"(?<=ev|iv)f$|eff$"), "ev"),
    (re.compile(r"(?<=i)c$"), "C"),
    (re.compile(r"ij(?=[^aeiou])|(?<=[krgnv])ij$"), "i"),
    (re.compile(r"(?<=[iy])[ae]h$"), "a"),
    (re.compile(r"qu(?=[aeio])"), "k"),
    (re.compile(r"gu(?=[ei])"), "g"),
    (re.compile(r"(?<=ch|sh)ov$"), "ev"),
    (re.compile(r"(?:yy|iy|ij|ii|ey|yi|y)$"), "i"),
)
_SOFT_C, _GLIDE = re.compile(r"c(?=[eiy])"), re.compile(r"y(?=[aeiouEOA])")
_SINGLE = str.maketrans({"q": "k", "w": "v", "x": "ks", "y": "i"})
_VOWELS = frozenset("aeiouEOA")
#: What exchanging two sounds costs; another vowel half or more, another consonant 1.
_NEAR: dict[str, float] = {
    "ae": 0.2, "ou": 0.1, "ei": 0.2, "iY": 0.1, "ao": 0.45, "eo": 0.8, "au": 0.6, "ai": 0.6,
    "iu": 0.6, "eu": 0.6, "io": 0.8, "eE": 0.15, "aE": 0.25, "iE": 0.2, "oO": 0.2, "uO": 0.25,
    "aO": 0.3, "aA": 0.1, "eA": 0.1, "iA": 0.3, "EA": 0.1, "eY": 0.3, "EY": 0.3,
    "sS": 0.3, "JS": 0.3, "ck": 0.05, "cZ": 0.2, "cC": 0.2, "cs": 0.3, "cX": 0.3,
    "cg": 0.4, "sz": 0.2, "sZ": 0.3, "zZ": 0.2, "CS": 0.3, "Ck": 0.4, "CJ": 0.4, "hX": 0.1,
    "kX": 0.3, "gk": 0.4, "gX": 0.5, "gG": 0.05, "kG": 0.3, "gh": 0.3, "dt": 0.3, "fv": 0.6,
    "bv": 0.4, "bp": 0.5, "jJ": 0.1, "jY": 0.15, "JY": 0.4, "gj": 0.3, "gJ": 0.4, "Jz": 0.2,
    "CZ": 0.4, "CX": 0.3, "jz": 0.4, "ij": 0.3, "uv": 0.2, "ov": 0.6,
}  # fmt: skip
_VOWEL, _CONSONANT = 0.7, 1.0
_ALPHABET = "abcdefghijklmnopqrstuvwxyzACEGJOSXYZ"
_EXCHANGED = {
    x: {
        y: 0.0
        if x == y
        else _NEAR.get(x + y, _NEAR.get(y + x, _VOWEL if {x, y} <= _VOWELS else _CONSONANT))
        for y in _ALPHABET
    }
    for x in _ALPHABET
}
#: What a sound costs that only one of them has.
_EXTRA = {
    **dict.fromkeys(_ALPHABET, 1.0),
    "h": 0.2,
    "Y": 0.15,
    "e": 0.4,
    "i": 0.5,
    "a": 0.5,
    "o": 0.5,
    "u": 0.5,
    "E": 0.5,
    "O": 0.5,
}
#: More than any spelling costs.
_FAR = 9.0
#: An `a` at the end makes a woman's name of a man's: `Ivanov`, `Ivanova`.
_FINAL_A = 0.9
_FINAL = {"ao": 0.7, "oa": 0.7}
#: What two spellings of one name may cost, for each sound that they have between them; and by how
#: much less of a name that stands alone. Fitted on the half `tune` of tests/…/aliases.tsv.
_SPENT, _ALONE = 0.05, 0.12
#: By how much less of a short one, of fewer sounds in both.
_ALONE_SHORT, _LONG = 0.2, 12
#: The same where only vowels differ, and all other words of both names are the same.
_VOWELS_SPENT = 0.08
_VOICED = str.maketrans(dict.fromkeys("aeiouEOAY"))
_BONES = str.maketrans(dict.fromkeys("aeiouEOAYyhkgXGJ"))
#: Letters that other spellings write with as many consonants, or more, or none.
_WAVERING = ("j", "zh", "c")
_CLASSES = str.maketrans(
    {
        **dict.fromkeys("aeiouEOAhYy"),
        **dict.fromkeys("cgkXGq", "k"),
        **dict.fromkeys("szSZCjJ", "s"),
        **dict.fromkeys("dt", "t"),
        **dict.fromkeys("vf", "f"),
        **dict.fromkeys("bp", "p"),
    }
)


@lru_cache(maxsize=65536)
def romanised(name: str) -> str:
    """The name in ASCII: `Erdoğan` is `Erdogan`, `Путин` is `Putin`."""
    return name if name.isascii() else anyascii(name.translate(_BEFORE))


@lru_cache(maxsize=65536)
def sounds(word: str) -> str:
    """The sounds of a word of small ASCII letters; others are left out."""
    word = _APART.sub("", word)
    for pattern, written in _WRITTEN:
        word = pattern.sub(written, word)
    word = _DOUBLED.sub(lambda m: m[1] or m[2] or m[3] or m[4], word)
    word = _ANY.sub(lambda m: _BY_LETTERS[m[0]], word)
    word = _GLIDE.sub("Y", _SOFT_C.sub("s", word)).translate(_SINGLE)
    return _DOUBLED.sub(lambda m: m[1] or m[2] or m[3] or m[4], word)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The classes of its consonants, which all spellings share; without any, its vowels."""
    heard = sounds(word)
    return heard.translate(_CLASSES) or heard.lower()


@lru_cache(maxsize=65536)
def _bones(word: str) -> int:
    """How many consonants it has that are consonants in all spellings."""
    return len(sounds(word).translate(_BONES))


@lru_cache(maxsize=65536)
def distance(one: str, other: str) -> float:
    """What it costs to turn one word into the other, 0 for those that sound the same."""
    if one == other:
        return 0.0
    if one > other:
        one, other = other, one
    a, b = sounds(one), sounds(other)
    if a == b:
        return 0.0
    return _turning(a, b)


def _turning(a: str, b: str) -> float:
    """The edit distance of two words of sounds; `_FAR` where it is more than any spelling costs."""
    enough = _VOWELS_SPENT * (len(a) + len(b))
    extras = [_EXTRA[sound] for sound in b]
    row = [0.0]
    for extra in extras:
        row.append(row[-1] + extra)
    last_a, last_b = len(a) - 1, len(b) - 1
    for i, x in enumerate(a):
        costs, extra_x = _EXCHANGED[x], _FINAL_A if i == last_a and x == "a" else _EXTRA[x]
        above = left = row[0] + _EXTRA[x]
        new = [left]
        for j, y in enumerate(b):
            extra_y = _FINAL_A if j == last_b and y == "a" else extras[j]
            cost = costs[y]
            if i == last_a and j == last_b:
                cost = _FINAL.get(x + y, cost)
            left = min(row[j] + cost, row[j + 1] + extra_x, left + extra_y)
            new.append(left)
            above = min(above, left)
        if above > enough:
            return _FAR
        row = new
    return row[-1]


@lru_cache(maxsize=65536)
def is_vocalised(one: str, other: str) -> bool:
    """Whether two words differ in vowels alone, by more than spellings do: `Haftar`, `Hifter`.

    Not where the one ends in a vowel and the other in another or in none.
    """
    a, b = sounds(one), sounds(other)
    if a.translate(_VOICED) != b.translate(_VOICED):
        return False
    if (a[-1:] in _VOWELS or b[-1:] in _VOWELS) and a[-1:] != b[-1:]:
        return False
    return distance(one, other) < _VOWELS_SPENT * (len(a) + len(b))


@lru_cache(maxsize=65536)
def is_spelling(one: str, other: str, alone: bool = False) -> bool:
    """Whether the two words, of small ASCII letters, are spellings of one name.

    Less may differ where the word stands `alone`, with no other beside it that is the same.
    """
    if one == other:
        return True
    length = len(sounds(one)) + len(sounds(other))
    a, b = skeleton(one), skeleton(other)
    if a != b and Levenshtein.distance(a, b, score_cutoff=1) > 1:
        return False
    # A consonant more costs more than a short word may, but for those that turn to nothing.
    may_lack = _SPENT * length > _CONSONANT or any(x in one + other for x in _WAVERING)
    if not may_lack and _bones(one) != _bones(other):
        return False
    spared = 0.0 if not alone else _ALONE if length >= _LONG else _ALONE_SHORT
    return distance(one, other) < _SPENT * length - spared
