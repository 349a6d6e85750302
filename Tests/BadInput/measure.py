"""Measures `crux check` on files made to be slow or large. See `run`."""

import os
import pathlib
import resource
import subprocess
import sys

ONE_BYLINE = "## @A · 2025-01-01\n\n"


WRONG_VALUES = [
    "title: [a]\n", "date: {a: b}\n", "people: [1, 2]\n", "people: {A: [b]}\n",
    "topics: {a: b}\n", "credence-words: word\n", "credence-words: {a: b}\n", "was: {a: b}\n",
    "id: No Id\n",
]


def unit(text):
    """One piece repeated, in a post."""
    return lambda size: fill(ONE_BYLINE, lambda _: text, size)


def bare(text):
    """One piece repeated and nothing else."""
    return lambda size: fill("", lambda _: text, size)


def numbered(before, piece):
    """Pieces that differ by their number."""
    return lambda size: fill(before, piece, size)


def fill(before, piece, size):
    parts, length, number = [encoded(before)], len(encoded(before)), 0
    while length < size:
        part = encoded(piece(number))
        parts.append(part)
        length += len(part)
        number += 1
    return b"".join(parts)


def encoded(text):
    return text if isinstance(text, bytes) else text.encode()


def front_matter(text):
    return lambda size: b"---\n" + text(size - 20) + b"\n---\n\nText.\n"


def nested(opening, middle, closing):
    def make(size):
        count = size // (len(opening) + len(closing))
        return (opening * count + middle + closing * count).encode()

    return make


CASES = {
    "nested quotes": unit("> "),
    "nested lists": unit("- "),
    "nested ordered lists": unit("1. "),
    "quotes and lists in turn": unit("> - "),
    "lists of one deeper level each": numbered(ONE_BYLINE, lambda n: "  " * (n % 200) + "- a\n"),
    "opening brackets": unit("["),
    "images": unit("!["),
    "brackets that libcmark is quadratic on": unit("![[]()"),
    "links": unit("[a](b) "),
    "unclosed links": unit("[a]("),
    "emphasis": unit("*a "),
    "strong emphasis": unit("**a "),
    "emphasis of both kinds": nested("*a **b ", "x", "c** d* "),
    "emphasis that never closes": unit("*a_ "),
    "backticks": unit("`"),
    "runs of backticks": numbered(ONE_BYLINE, lambda n: "`" * (n % 1000 + 1) + " "),
    "opening angles": unit("<"),
    "tags": unit("<b>"),
    "unclosed comments": unit("<!-- a "),
    "unclosed declarations": unit("<!A "),
    "unclosed instructions": unit("<? "),
    "entities": unit("&amp;"),
    "numbers of characters": unit("&#0;"),
    "backslashes": unit("\\"),
    "escapes": unit("\\*"),
    "empty lines": bare("\n"),
    "carriage returns": bare("\r"),
    "both line ends": bare("\r\n"),
    "lines of one letter": unit("a\n"),
    "paragraphs of one letter": unit("a\n\n"),
    "hard breaks": unit("a\\\n"),
    "items": unit("- a\n"),
    "empty items": unit("-\n"),
    "empty quotes": unit(">\n"),
    "quotes of one letter": unit("> a\n\n"),
    "headings": unit("# a\n"),
    "underlined headings": unit("a\n=\n"),
    "empty headings": unit("#\n"),
    "rules": unit("***\n"),
    "code": unit("    a\n\n"),
    "fences": unit("```\n"),
    "HTML blocks": unit("<div>\n\n"),
    "link definitions": numbered(ONE_BYLINE, lambda n: f"[a{n}]: b\n"),
    "NUL": bare("\0"),
    "bytes that are no UTF-8": bare(b"\xff"),
    "half of a character": bare(b"\xf0\x9f"),
    "tabs": unit("\t"),
    "one line": unit("a"),
    "one line of 100 MB": lambda size: b"word " * 20_000_000,
    "one line of words": unit("word "),
    "one line of another script": unit("日"),
    "references": unit("[[a]] "),
    "references by words": numbered(ONE_BYLINE, lambda n: f"[[a{n}|b]] "),
    "marks": numbered(ONE_BYLINE, lambda n: f"[b](claim:c{n}) "),
    "bylines": bare("## @a\n"),
    "bylines of one who has a byline with parts": lambda size: fill(
        "## @a - #x\n", lambda _: "## @a\n", size),
    "bylines with a date": bare("## @a · 2025-01-01\n"),
    "bylines with anchors": numbered("", lambda n: f"## @a - #p{n}\n"),
    "bylines that answer": numbered("## @a - #a\n", lambda n: "## @a - re #a\n"),
    "bylines that answer nobody": numbered("", lambda n: f"## @a - re #p{n}\n"),
    "posts": bare("## @a\n\na\n\n"),
    "posts of two people": bare("## @a\n\na\n\n### @b\n\nb\n\n"),
    "headers in one paragraph": numbered(ONE_BYLINE, lambda n: f"**Claim** `c{n}`: a\n"),
    "headers": numbered(ONE_BYLINE, lambda n: f"**Claim** `c{n}`: a\n\n"),
    "headers without an id": numbered(
        ONE_BYLINE + "**Claim** `a`: a\n\n", lambda n: "**Claim**: a\n\n"),
    "headers in items": numbered(
        ONE_BYLINE + "**Claim** `a`: a\n\n", lambda n: f"- **Because** `b{n}`: a\n"),
    "headers below each other": numbered(
        ONE_BYLINE + "**Claim** `a`: a\n\n", lambda n: "  " * (n % 50) + f"- **But** `b{n}`: a\n"),
    "headers with no target": numbered(ONE_BYLINE, lambda n: f"**But** `b{n}`: a\n\n"),
    "one id over and over": unit("**Claim** `a`: a\n\n"),
    "stances": unit("**Agree** `a` (80%)\n\n"),
    "credences that are none": unit("**Agree** `a` (0.8)\n\n"),
    "premises joined": numbered(
        ONE_BYLINE + "**Because** `a` for `z`: a\n\n", lambda n: f"**And** `b{n}`: a\n\n"),
    "undercuts": numbered(ONE_BYLINE, lambda n: f"**Undercut** `u{n}` of `a`: a\n\n"),
    "answers": numbered(ONE_BYLINE + "**Crux** `x`: a?\n\n", lambda n: f"- **A{n}**: a\n"),
    "cruxes": numbered(ONE_BYLINE, lambda n: f"**Crux** `x{n}` of `a`: a?\n\n- **Yes**: b\n\n"),
    "quotes of one's own words": unit("some words of five\n\n> some words of five\n\n"),
    "quotes that stand nowhere": numbered(
        "", lambda n: f"## @a\n\n> no post has the words {n}\n\nsome words\n\n"),
    "quoted headers": numbered(
        ONE_BYLINE + "Some words.\n\n## @B · 2025-01-01\n\n",
        lambda n: f"> Some words.\n\n**Claim** `c{n}` quoted\n\n"),
    "a YAML bomb": front_matter(
        lambda size: b"a0: &a0 lol\n" + b"\n".join(
            f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]".encode() for n in range(1, 30))),
    "deep YAML": front_matter(lambda size: b"title: " + b"[" * (size - 10)),
    "values of the wrong type": front_matter(
        lambda size: fill("", lambda n: WRONG_VALUES[n % len(WRONG_VALUES)],
                          min(size, 1 << 20) - 80).rstrip()),
    "many keys": front_matter(
        lambda size: fill("", lambda n: f"k{n}: v\n", min(size, 1 << 20) - 40).rstrip()),
    "many topics": front_matter(
        lambda size: fill("topics:\n", lambda n: f"- t{n}\n", min(size, 1 << 20) - 40).rstrip()),
    "many people": front_matter(
        lambda size: fill(
            "people:\n", lambda n: f"  p{n}: {{role: king}}\n", min(size, 1 << 20) - 40).rstrip()),
    "many former ids": front_matter(
        lambda size: fill("was:\n", lambda n: f"- t{n}\n", min(size, 1 << 20) - 40).rstrip()),
}


def write(path, make, size):
    """Makes a file in a process of its own: what this one takes counts as what those it starts take."""
    if (process := os.fork()) == 0:
        path.write_bytes(make(size))
        os._exit(0)
    os.waitpid(process, 0)


def cost(command, seconds):
    """Processor seconds, peak memory in bytes, and the exit code; ended after so many seconds."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds)))
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    code = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, code


def main():
    crux, work, megabytes = sys.argv[1], pathlib.Path(sys.argv[2]), float(sys.argv[3])
    cases = {name: CASES[name] for name in CASES if not sys.argv[4:] or name in sys.argv[4:]}
    (work / "crux.yml").write_text("title: Bad input\n")
    failures = 0
    print(f"{'seconds':>8} {'libcmark':>8} {'MB':>6} {'of':>6}  case")
    for name, make in cases.items():
        path = work / "thread.md"
        write(path, make, int(megabytes * 1_000_000))
        size = path.stat().st_size
        seconds, memory, code = cost([crux, "-C", str(work), "check", str(path)], 60)
        alone, _, _ = cost([str(work / "libcmark-alone"), str(path)], 10)
        bound = 10 * size + 50_000_000
        fails = [
            text for text, isTrue in [
                ("too slow", seconds > 2 * alone + 1), ("too large", memory > bound),
                (f"exit {code}", code not in (0, 1)),
            ] if isTrue
        ]
        failures += bool(fails)
        print(f"{seconds:8.2f} {alone:8.2f} {memory / 1e6:6.1f} {bound / 1e6:6.1f}  {name}"
              + "".join(f" · {text}" for text in fails))
    print(f"{len(cases) - failures} passed, {failures} failed")
    return failures > 0


if __name__ == "__main__":
    sys.exit(main())
