#!/usr/bin/env python3
"""Speed and memory of `crux import`.

    Benchmarks/import.py CRUX [--topics N] [--large MB [--only NAME]]

Makes N (1,000) Discourse topics after the shape of real ones (16 posts each, 1,500 characters and
a quote or so a post, with the HTML and the 40 other fields that a forum sends), always the same, and
imports them into an empty corpus, again, and once more after one post of each was edited. With
`--large`, files of so many megabytes: whole ones of each format, and damaged and hostile ones, which
must be refused with the place and leave nothing. Prints Markdown tables: wall and processor time
(user and system), peak memory, and what was said. Nothing here asserts anything.
"""
import argparse
import json
import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import time

parser = argparse.ArgumentParser()
parser.add_argument("crux", type=os.path.abspath)
parser.add_argument("--topics", type=int, default=1000)
parser.add_argument("--large", type=int, metavar="MB")
parser.add_argument("--only", default="", help="large files whose name holds this")
options = parser.parse_args()
dice = random.Random(7)
WORDS = (
    "the of a to that and in it is for we this not be if on as are with they can would model claim "
    "evidence training reward goal plan risk channel node fee payment route liquidity block script "
    "signature key policy cluster package limit relay mempool package proof witness weak strong never "
    "always measured assumed attack defence cost benefit user operator incentive honest majority"
).split()


class Run:
    """One command: seconds, processor seconds, peak memory in MB, and its last line."""

    def __init__(self, *command, folder):
        started = time.perf_counter()
        process = subprocess.Popen(
            [options.crux, *map(str, command)], cwd=folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        lines = process.stdout.read().decode(errors="replace").splitlines()
        _, status, usage = os.wait4(process.pid, 0)
        self.code = process.returncode = os.waitstatus_to_exitcode(status)
        self.wall = time.perf_counter() - started
        self.processor = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss / 1024
        self.said = lines[-1] if lines else ""

    def row(self, name, said=False):
        cells = [name, f"{self.wall:.2f}", f"{self.processor:.2f}", f"{self.memory:.0f}"]
        if said:
            cells += [str(self.code), self.said.replace("|", "\\|")[:150]]
        print("| " + " | ".join(cells) + " |", flush=True)


def sentence():
    return " ".join(dice.choices(WORDS, k=dice.randint(6, 22))).capitalize() + "."


def paragraph():
    kind = dice.random()
    if kind < 0.06:
        return "```\n" + "\n".join(f"let {w} = {dice.randint(0, 99)}" for w in dice.sample(WORDS, 4)) + "\n```"
    if kind < 0.16:
        return "\n".join("- " + sentence() for _ in range(dice.randint(2, 5)))
    words = [sentence() for _ in range(dice.randint(1, 5))]
    if dice.random() < 0.2:
        words.append("See [this](https://example.org/t/%d)." % dice.randint(1, 9999))
    if dice.random() < 0.2:
        words[0] = "*" + words[0] + "*"
    return " ".join(words)


def topic(number, posts=16, mean=1500):
    made, said = [], []
    for place in range(1, posts + 1):
        parts, answered, length = [], None, dice.expovariate(1 / mean)
        while sum(map(len, parts)) < length:
            if said and dice.random() < 0.2:
                answered = dice.randrange(len(said))
                source = said[answered].split(". ")[0]
                parts.append(f'[quote="user{answered % 9}, post:{answered + 1}, topic:{number}"]\n{source}\n[/quote]')
            parts.append(paragraph())
        parts = parts or [sentence()]
        raw = "\n\n".join(parts)
        said.append(next((p for p in parts if p[0] not in "[`-"), sentence()))
        author = f"user{(place - 1) % 9}"
        made.append({
            "id": number * 1000 + place, "name": author.title(), "username": author,
            "avatar_template": f"/user_avatar/forum.example.org/{author}/{{size}}/{place}_2.png",
            "created_at": f"2026-01-{place % 28 + 1:02}T03:04:05.000Z",
            "cooked": "<p>" + raw.replace("\n\n", "</p>\n<p>") + "</p>", "post_number": place, "post_type": 1,
            "reply_to_post_number": answered + 1 if answered is not None else None,
            "reads": 20, "score": 4.4, "topic_id": number, "topic_slug": f"topic-{number}", "version": 1, "raw": raw,
            "actions_summary": [{"id": 2, "count": 1}], **{f"field_{n}": False for n in range(28)}})
    return {"id": number, "title": f"Topic {number} of the benchmark", "tags": ["bench"], "post_stream": {"posts": made}}


def corpus(root):
    folder = root / "corpus"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "crux.yml").write_text("")
    return folder


def measure_topics(root):
    files = root / "topics"
    files.mkdir()
    size = posts = 0
    for number in range(1, options.topics + 1):
        text = json.dumps(topic(number))
        size += len(text)
        posts += text.count('"post_number"')
        (files / f"{number}.json").write_text(text)
    print(f"{options.topics} topics, {posts} posts, {size / 1e6:.0f} MB of JSON\n")
    print("| | s | processor s | MB |\n|---|---|---|---|")
    folder = corpus(root)
    Run("import", "-q", files, folder=folder).row("import into an empty corpus")
    Run("import", "-q", files, folder=folder).row("again, nothing new")
    for path in files.iterdir():
        path.write_text(path.read_text().replace('"raw": "', '"raw": "Edited. ', 1))
    Run("import", "-q", files, folder=folder).row("again, one post of each edited")
    shutil.rmtree(files)


# --- Large files: (name, what is written, in pieces)


def repeated(piece, size, before="", between="", after=""):
    yield before
    written = len(before)
    first = True
    while written < size:
        text = ("" if first else between) + (piece() if callable(piece) else piece)
        first = False
        written += len(text)
        yield text
    yield after


def discourse(size):
    number = 0

    def post():
        nonlocal number
        number += 1
        return json.dumps({**topic(1, posts=1)["post_stream"]["posts"][0], "post_number": number})
    return repeated(post, size, '{"id": 1, "title": "Large", "post_stream": {"posts": [', ",\n", "]}}")


def github(size):
    number = 0

    def issue():
        nonlocal number
        number += 1
        who = {"user": {"login": "ada"}, "created_at": "2026-01-02T03:04:05Z"}
        comments = [{"body": paragraph(), "id": i, **who} for i in range(8)]
        return json.dumps({"number": number, "title": f"Issue {number}", "body": paragraph(), "comments": comments, **who})
    return repeated(issue, size, '{"magic": "x", "repo": "own/example", "issues": [', ",\n", '], "pulls": []}')


def mail(size):
    number = 0

    def message():
        nonlocal number
        number += 1
        parent = f"In-Reply-To: <m{number - 1}@x>\n" if number % 12 else ""
        text = "\n\n".join(sentence() for _ in range(12))
        return (f"From ada\nFrom: User {number % 50} <user{number % 50}@example.org>\nDate: Fri, 2 Jan 2026 03:04:05 +0100\n"
                f"Subject: Mail {number}\nMessage-ID: <m{number}@x>\n{parent}\n> {sentence()}\n\n{text}\n\n")
    return repeated(message, size)


def notes(size):
    return repeated(lambda: f"## @user{dice.randint(1, 50)} (2026-01-02)\n\n{paragraph()}\n\n{paragraph()}\n\n", size)


def cut(pieces, size):
    written = 0
    for piece in pieces:
        written += len(piece)
        if written > size * 0.95:
            yield piece[: len(piece) // 2]
            return
        yield piece


def measure_large(root):
    size = options.large * 1_000_000
    head = '{"id": 1, "post_stream": {"posts": ['
    text = 'From: a@x.org\nDate: Fri, 2 Jan 2026 03:04:05 +0100\n'
    files = [
        ("whole: Discourse topic", "a.json", discourse(size)),
        ("whole: GitHub archive", "a.json", github(size)),
        ("whole: mbox", "a.mbox", mail(size)),
        ("whole: Markdown with other bylines", "a.md", notes(size)),
        ("cut: Discourse topic", "a.json", cut(discourse(size), size)),
        ("cut: GitHub archive", "a.json", cut(github(size), size)),
        ("`[` without end", "a.json", repeated("[" * 65536, size, head)),
        ("`{\"a\":` without end", "a.json", repeated('{"a":' * 9999, size, head)),
        ("numbers", "a.json", repeated("0," * 32768, size, head)),
        ("one string", "a.json", repeated("x" * 65536, size, head + '"')),
        ("one post of a hundred MB", "a.json", repeated("x [[ ](" * 8192, size, '{"id": 1, "post_stream": {"posts": [{"post_number": 1, "topic_id": 1, "username": "a", "raw": "', "", '"}]}}')),
        ("posts of one letter", "a.json", repeated('{"post_number":1,"topic_id":1,"username":"a","raw":"a"}', size, head, ",", "]}}")),
        ("zeros", "a.json", repeated("\0" * 65536, size)),
        ("line ends", "a.md", repeated("\n" * 65536, size, "## @a (2026-01-02)\n\n## @b (2026-01-02)\n")),
        ("bylines", "a.md", repeated("**a** wrote:\n" * 5000, size)),
        ("mail of marks", "a.mbox", repeated("From a\nA: b\n\n" * 5000, size)),
        ("mail of fields", "a.eml", repeated("X-Field: y\n" * 5000, size, text)),
        ("mail of one body", "a.eml", repeated("> > word\n" * 5000, size, text + "\n")),
        ("Kialo outline", "a.txt", repeated("1.1. Pro: x\n" * 5000, size, "Discussion Title: x\n\n1. y\n")),
        ("Change My View", "a.xml", repeated("<claim>" * 9000, size, "<thread ID='1'><title>a</title><OP author='b'>")),
        ("page of comments", "a.md", repeated("### Comment by [A](/users/a)\n" * 2000, size, "# Comments: x\nPost URL: omments\n")),
    ]
    print(f"\nFiles of {options.large} MB\n")
    print("| | s | processor s | MB | exit | last line |\n|---|---|---|---|---|---|")
    for name, file, pieces in files:
        if options.only not in name:
            continue
        folder = corpus(root)
        path = root / file
        with open(path, "w") as out:
            for piece in pieces:
                out.write(piece)
        run = Run("import", "-q", path, folder=folder)
        left = [p.name for p in folder.rglob("*.md")]
        run.row(name + (f" ({len(left)} threads)" if left else ""), said=True)
        path.unlink()


root = pathlib.Path(tempfile.mkdtemp(prefix="crux-import-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None))
try:
    measure_topics(root)
    if options.large:
        measure_large(root)
finally:
    shutil.rmtree(root)
