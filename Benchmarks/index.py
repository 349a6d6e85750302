#!/usr/bin/env python3
"""Speed of the index and of searching, beside the named peers, on one corpus.

    Benchmarks/index.py CRUX CORPUS [--parse-benchmark PROGRAM] [--cold N] [--words N]

Prints Markdown tables. Times are wall time and, beside it, processor time (user and system, of all
threads) in milliseconds, and peak memory in MB, which can be told only where it is above this script's;
medians of five, of `--cold` runs (3) for cold ingest; anything else that takes more than a second is run
once. With 10,000 threads it takes three minutes, with 1,000 one, with 100,000 and `--cold 1` some
fifteen. Peers:

- cold ingest: `ingest-peer`, a C program compiled here, which parses the same files with libcmark and
  inserts the same rows, out of a finished index, into the same schema with the same pragmas; finding
  what quotes repeat (`parse-benchmark`) is on a line of its own, links are resolved by joins;
- an index brought up to date: `git status` on the same tree;
- a search: the sqlite3 shell running the same match on the same index, and a stat of every file
  (`find -size`); ripgrep finding the word;
- start-up: `rg --version`.

CORPUS is changed (a thread gets a line more, and it becomes a git repository): give it a copy. Peers that
are not installed are left out. Nothing here asserts anything.
"""
import argparse
import atexit
import os
import pathlib
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser()
parser.add_argument("crux", type=os.path.abspath)
parser.add_argument("corpus", type=pathlib.Path)
parser.add_argument("--parse-benchmark")
parser.add_argument("--cold", type=int, default=3)
parser.add_argument("--words", type=int, default=20)
options = parser.parse_args()
corpus = options.corpus.resolve()
index = corpus / ".crux/index.sqlite"
here = pathlib.Path(__file__).resolve().parent


class Run:
    """One command: seconds of wall and processor time, peak memory in MB, and what it printed."""

    def __init__(self, command, prepare=None, stdin=None, folder=None):
        if prepare:
            prepare()
        with tempfile.TemporaryFile() as out, open(stdin or os.devnull) as source:
            started = time.perf_counter()
            process = subprocess.Popen(
                [str(word) for word in command], stdin=source, stdout=out,
                stderr=subprocess.DEVNULL, cwd=folder)
            _, status, usage = os.wait4(process.pid, 0)
            self.wall = time.perf_counter() - started
            process.returncode = os.waitstatus_to_exitcode(status)
            self.code = process.returncode
            self.processor = usage.ru_utime + usage.ru_stime
            self.memory = usage.ru_maxrss / 1024
            out.seek(0)
            self.text = out.read().decode(errors="replace")


def several(command, times=5, enough=1, **more):
    runs = [Run(command, **more)]
    while len(runs) < times and runs[0].wall < enough:
        runs.append(Run(command, **more))
    middle = runs[0]
    middle.wall = statistics.median(run.wall for run in runs)
    middle.processor = statistics.median(run.processor for run in runs)
    middle.memory = max(run.memory for run in runs)
    return middle


def figures(run):
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    memory = f"{run.memory:,.0f}" if run.memory > own + 1 else f"< {own:,.0f}"
    return f"{run.wall * 1000:,.1f} | {run.processor * 1000:,.1f} | {memory}"


def row(name, run, more=""):
    print(f"| {name} | {figures(run)} | {more} |", flush=True)


def head(title, last="notes"):
    print(f"\n### {title}\n\n| what | wall ms | processor ms | MB | {last} |\n|---|---|---|---|---|")


def has(program):
    return shutil.which(program) is not None


def crux(*arguments):
    return [options.crux, arguments[0], "-C", corpus, *arguments[1:]]


def forget():
    shutil.rmtree(corpus / ".crux", ignore_errors=True)


def cold():
    head("Ingest, cold")
    run = several(crux("ingest", "-q"), options.cold, enough=1e9, prepare=forget)
    row("`crux ingest`", run)
    print(f"| a thread | {run.wall / threads * 1e3:.3f} | {run.processor / threads * 1e3:.3f} | | |")
    peer = build_peer()
    if peer:
        against(run, [peer_times(peer) for _ in range(options.cold)])
    if options.parse_benchmark:
        text = Run([options.parse_benchmark, corpus, "--rounds", "3"]).text
        print("\n```\n" + text.strip() + "\n```", flush=True)


def build_peer():
    """The C program's path; None where it cannot be compiled."""
    if not has("cc") or not has("pkg-config"):
        return None
    libraries = subprocess.run(
        ["pkg-config", "--cflags", "--libs", "libcmark", "sqlite3"], capture_output=True, text=True)
    peer = pathlib.Path(tempfile.mkdtemp(prefix="crux-peer-")) / "ingest_peer"
    atexit.register(shutil.rmtree, peer.parent)
    source = here / "ingest-peer/ingest_peer.c"
    built = subprocess.run(["cc", "-O2", "-o", peer, source, *libraries.stdout.split()])
    return None if libraries.returncode or built.returncode else peer


def peer_times(peer):
    """What it says it took: `{part: (wall, processor)}` in milliseconds."""
    target = index.parent / "peer.sqlite"
    text = Run([peer, here.parent / "schema.sql", index, corpus, target]).text
    return {name: (float(wall), float(processor)) for name, wall, processor in (
        line.split() for line in text.splitlines())}


def against(run, runs):
    def middle(part, which):
        return statistics.median(one[part][which] for one in runs)

    for part, name in [("parse", "libcmark on every file"), ("insert", "the same rows inserted")]:
        print(f"| in C: {name} | {middle(part, 0):,.1f} | {middle(part, 1):,.1f} | | |")
    wall, processor = [middle("parse", i) + middle("insert", i) for i in (0, 1)]
    print(f"| in C: both | {wall:,.1f} | {processor:,.1f} | |"
          f" crux takes {run.wall * 1e3 / wall:.2f} x, of processor time {run.processor * 1e3 / processor:.2f} x |")


def warm():
    head("Ingest, nothing or one thread changed")
    if has("git") and not (corpus / ".git").exists():
        for words in [["init", "-q"], ["add", "-A"], ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"]]:
            subprocess.run(["git", *words], cwd=corpus, check=True)
    Run(crux("ingest", "-q"))
    row("`crux ingest`, nothing changed", several(crux("ingest", "-q")))
    thread = sorted(corpus.rglob("*.md"))[0]

    def change():
        with open(thread, "a") as file:
            file.write("One more line.\n")

    row("`crux ingest`, one thread changed", several(crux("ingest", "-q"), prepare=change))
    if has("git"):
        Run(["git", "status", "--porcelain"], folder=corpus)
        row("`git status`", several(["git", "status", "--porcelain"], folder=corpus))
    row("a stat of every file (`find -size`)", several(stat_of_tree()))


def stat_of_tree():
    return ["find", corpus, "-name", "*.md", "-size", "+1000000k"]


def words_by_frequency():
    database = sqlite3.connect(f"file:{index}?immutable=1", uri=True)
    database.execute("CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, posts_text, row)")
    rows = database.execute("SELECT term, doc FROM v ORDER BY doc DESC, term").fetchall()
    phrase = database.execute(
        "SELECT words FROM posts WHERE key = (SELECT max(key) / 2 FROM posts)").fetchone()[0]
    database.close()
    words = [(term, count) for term, count in rows if term.isalpha() and len(term) > 1]
    # The rarest that is no slip: with two posts at least, where there is one.
    rare = [term for term, count in words if count > 1] or [term for term, _ in words]
    middle = len(words) // 2
    two = [term for term, _ in words[middle : middle + 2]]
    return words[: options.words], rare[-1], two, " ".join(phrase.split()[3:9])


def match(expression):
    """The query as the sqlite3 shell runs it: plain bm25, best ten."""
    sql = (
        "SELECT p.words FROM (SELECT rowid AS r FROM posts_text WHERE posts_text MATCH '"
        + expression.replace("'", "''") + "' ORDER BY rank LIMIT 10) JOIN posts AS p ON p.key = r;")
    return ["sqlite3", "-readonly", index, sql]


def searches():
    common, rare, two, phrase = words_by_frequency()
    head("Search, the whole command", "`--no-refresh`, wall ms")
    cases = [
        ("a rare word", [rare], f'"{rare}"'),
        ("two words", two, " OR ".join(f'"{word}"' for word in two)),
        ("a phrase", [f'"{phrase}"'], '"' + re.sub(r"[^\w ]", " ", phrase) + '"'),
        ("a word found nowhere", ["zzyzzyx"], None),
        ("only filters", ["kind:crux"], None),
    ]
    for name, query, expression in cases:
        still = several(crux("search", "--no-refresh", *query))
        row(f"`crux search`, {name}", several(crux("search", *query)), f"{still.wall * 1000:.1f}")
        if expression and has("sqlite3"):
            row(f"sqlite3 shell, {name}", several(match(expression)))
        if expression and has("rg"):
            row(f"ripgrep, {name}", several(["rg", "-c", "-i", "-F", phrase if "phrase" in name else query[0], corpus]))
    row("a stat of every file", several(stat_of_tree()))
    head(f"Ranked search for the {len(common)} commonest words", "95th percentile, wall and processor ms")
    idle = several([options.crux, "--version"], 15)
    worsts = []
    for name, command in [
        ("`crux search --no-refresh`", lambda word: crux("search", "--no-refresh", word)),
        ("sqlite3 shell, plain bm25", lambda word: match(f'"{word}"')),
    ]:
        if command("x")[0] == "sqlite3" and not has("sqlite3"):
            continue
        runs = [several(command(word), 3) for word, _ in common]
        middle = runs[0]
        worst = [sorted(values)[int(len(values) * 0.95)] * 1000 for values in (
            [run.wall for run in runs], [run.processor for run in runs])]
        middle.wall = statistics.median(run.wall for run in runs)
        middle.processor = statistics.median(run.processor for run in runs)
        row(name, middle, f"{worst[0]:.1f} and {worst[1]:.1f}")
        worsts.append(worst)
        if name.startswith("`crux"):
            row("of that `crux --version`", idle)
            print(f"| the rest | | | | {worst[0] - idle.wall * 1e3:.1f} and {worst[1] - idle.processor * 1e3:.1f} |")
    if len(worsts) == 2:
        ratios = " and ".join(f"{ours / plain:.3f}" for ours, plain in zip(*worsts))
        print(f"| the whole command of plain bm25's | | | | {ratios} x |")


def start_up():
    head("Start-up")
    row("`crux --version`", several([options.crux, "--version"], 15))
    if has("rg"):
        row("`rg --version`", several(["rg", "--version"], 15))


threads = sum(1 for _ in corpus.rglob("*.md"))
size = sum(path.stat().st_size for path in corpus.rglob("*.md"))
print(f"## {threads:,} threads, {size / 1e6:.0f} MB")
cold()
warm()
searches()
start_up()
print(f"\nIndex: {index.stat().st_size / 1e6:.0f} MB.")
