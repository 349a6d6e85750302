"""Block quotes of Markdown and where their words stand, with none of our code.

Markdown is read by libcmark itself, through ctypes. A quote is resolved where its words, less those
of quotes inside it, stand in an earlier post, or above it in its own: with case, quotation marks,
dashes and white space made equal, beginning and ending at the edge of a word, whole or with anything
in the place of `…` and `[...]` (docs/format.md, Quotes)."""

import ctypes
import ctypes.util
import re
import unicodedata
import xml.etree.ElementTree as ElementTree

_cmark = ctypes.CDLL(ctypes.util.find_library("cmark") or "libcmark.so")
_cmark.cmark_parse_document.restype = ctypes.c_void_p
_cmark.cmark_parse_document.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int]
_cmark.cmark_render_xml.restype = ctypes.c_char_p
_cmark.cmark_render_xml.argtypes = [ctypes.c_void_p, ctypes.c_int]
_cmark.cmark_node_free.argtypes = [ctypes.c_void_p]

BREAK = "\n"  # where a quote stood: nothing is found across it


def tree(markdown):
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", " ", markdown).encode()
    document = _cmark.cmark_parse_document(text, len(text), 0)
    xml = _cmark.cmark_render_xml(document, 0).decode()
    _cmark.cmark_node_free(document)
    return ElementTree.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", xml))


def fold(text):
    """Case, quotation marks, dashes and white space made equal; line feeds stay."""
    result = []
    for character in text:
        if character == BREAK:
            result.append(character)
        elif character.isspace() or unicodedata.category(character) in ("Zs", "Zl", "Zp"):
            result.append(" ")
        elif character in '"\'«»‹›' or "\u2018" <= character <= "\u201f":
            result.append("'")
        elif "\u2010" <= character <= "\u2015" or character == "\u2212":
            result.append("-")
        else:
            result.append(character.lower())
    return re.sub(r" *\n *", "\n", re.sub(r" +", " ", "".join(result)))


class Quote:
    def __init__(self, inside, above):
        self.inside = inside.strip("\n ")  # with BREAK for quotes in it
        self.words = fold(inside.replace(BREAK, " ")).strip()
        self.above = above  # what its post says before it


class Post:
    """What a post says itself, and its quotes in order."""

    def __init__(self, name, markdown, parent=None):
        self.name, self.parent, self.quotes = name, parent, []
        self.own = fold(self._read(tree(markdown), []))

    def _read(self, node, said):
        own = []
        for child in node:
            kind = child.tag.split("}")[-1]
            if kind in ("text", "code", "code_block"):
                own.append(child.text or "")
                if kind == "code_block":
                    own.append(" ")
            elif kind == "block_quote":
                quote = Quote("", fold("".join(said + own)))
                self.quotes.append(quote)
                quote.__init__(self._read(child, said + own), quote.above)
                own.append(BREAK)
            elif kind in ("html_inline", "html_block"):
                own.append(" " if kind == "html_block" else "")
            elif kind in ("softbreak", "linebreak", "thematic_break"):
                own.append(" ")
            elif kind in ("emph", "strong", "link", "image"):
                own.append(self._read(child, said + own))
            else:
                own.append(" " + self._read(child, said + own) + " ")
        return "".join(own)


def joins(character):
    """Whether a word goes on with it; scripts without spaces have an edge at every letter."""
    code = ord(character)
    spaceless = (
        0x0E00 <= code <= 0x0EFF or 0x1000 <= code <= 0x109F or 0x1780 <= code <= 0x17FF
        or 0x2E80 <= code <= 0xA4CF or 0xF900 <= code <= 0xFAFF or 0xFF00 <= code <= 0xFFEF
        or 0x1B000 <= code <= 0x1B16F or 0x20000 <= code <= 0x3FFFF
    )
    return not spaceless and (character.isalnum() or unicodedata.category(character) == "Mn")


def find(part, text, start):
    while (at := text.find(part, start)) >= 0:
        end = at + len(part)
        inside = lambda offset: 0 < offset < len(text) and joins(text[offset - 1]) and joins(text[offset])
        if not inside(at) and not inside(end):
            return end
        start = at + 1
    return None


def stands(words, text):
    if find(words, text, 0) is not None:
        return True
    end = 0
    for part in filter(None, (p.strip(" ") for p in re.split(r"\[\.\.\.\]|\[…\]|…", words))):
        end = find(part, text, end)
        if end is None:
            return False
    return end > 0


def figures(posts, introduction=""):
    """How many quotes there are, and how many are resolved. The posts are in order."""
    said = [Post("", introduction).own] if introduction else []
    quotes = resolved = 0
    for post in posts:
        for quote in post.quotes:
            quotes += 1
            places = said + [quote.above]
            around = fold(quote.inside).strip()
            is_found = BREAK in around and any(stands(around, place) for place in places)
            resolved += bool(quote.words) and (
                is_found or any(stands(quote.words, place) for place in places)
            )
        said.append(post.own)
    return quotes, resolved
