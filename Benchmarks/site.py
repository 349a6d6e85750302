#!/usr/bin/env python3
"""Measures crux site and crux serve beside Hugo, on the same generated threads in the same run.

usage: Benchmarks/site.py [--threads 1000 10000] [--folders /dev/shm /var/tmp] [--rounds 5] [--pagefind]
                          [--same-pages]

Needs the release binaries (Benchmarks/run builds them) and hugo (Debian: apt-get install hugo). Prints
Markdown for Benchmarks/results; medians of the rounds, wall time with processor time behind it, because
other work on the machine changes the first much and the second little.

With --pagefind also what Hugo and Pagefind take together, once: then the Python that runs this needs
pagefind[extended] from PyPI. Hugo's theme has a page for each thread, crux six or seven times as many:
with --same-pages Hugo gets, for another line, a content file for each page of crux, the visible words of
that page, made before the clock starts; and Pagefind reads what Hugo makes of them.
"""
import argparse
import html.parser
import json
import os
import pathlib
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
CRUX = str(ROOT / ".build/release/crux")
GENERATE = str(ROOT / ".build/release/generate-corpus")

HUGO_SETTINGS = """baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
"""
HUGO_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><h1>{{ .Title }}</h1>{{ .Content }}</body></html>
"""


class Run:
    """One command run to its end: seconds, processor seconds, peak memory in MB."""

    def __init__(self, words, cwd=None):
        start = time.monotonic()
        process = subprocess.Popen(words, cwd=cwd, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        self.wall = time.monotonic() - start
        self.processor = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss / 1024
        if status != 0:
            raise SystemExit(f"{words} failed: {status}")


def median(runs, of):
    return statistics.median(getattr(run, of) for run in runs)


def words(runs):
    return f"{median(runs, 'wall'):.2f} s ({median(runs, 'processor'):.2f})"


def edit(corpus, number):
    """Another word in a post of one thread, in the middle of its file, which no other page shows."""
    threads = sorted(corpus.glob("*/*.md"))
    path = threads[number * 37 % len(threads)]
    lines = path.read_text().split("\n")
    place = next(i for i in range(len(lines) * 2 // 3, len(lines)) if lines[i][:1].isalpha())
    lines[place] += f" word{number}"
    path.write_text("\n".join(lines))


def add_claim(corpus, number):
    path = sorted(corpus.glob("*/*.md"))[number * 41 % 97]
    with path.open("a") as file:
        file.write(f"\n**Claim** `added-{number}`: A claim that was not there before.\n")


def hugo_site(corpus, folder):
    (folder / "layouts/_default").mkdir(parents=True)
    (folder / "config.toml").write_text(HUGO_SETTINGS)
    for name in ["single", "list"]:
        (folder / f"layouts/_default/{name}.html").write_text(HUGO_PAGE)
    shutil.copytree(corpus, folder / "content", ignore=shutil.ignore_patterns(".crux", "_site", "crux.yml"))


class VisibleWords(html.parser.HTMLParser):
    """The title of a page and what a reader sees of its content, a line for each block."""

    BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "div", "section", "article", "header", "dt", "dd",
              "figcaption", "blockquote", "pre", "summary", "br", "tspan", "ul", "ol", "nav", "svg"}
    HIDDEN = {"script", "style", "desc"}

    def __init__(self, page):
        super().__init__()
        self.title, self.pieces, self.open = "", [], []
        self.feed(page)
        lines = (" ".join(line.split()) for line in "".join(self.pieces).split("\n"))
        self.lines = [line for line in lines if line]

    def handle_starttag(self, tag, attributes):
        if tag in {"title", "main"} | self.HIDDEN:
            self.open.append(tag)
        if tag in self.BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag):
        if self.open and tag == self.open[-1]:
            self.open.pop()
        if tag in self.BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data):
        if self.open == ["title"]:
            self.title += data
        elif self.open == ["main"]:
            self.pieces.append(data)


def hugo_site_of_pages(site, folder):
    """A content file for each page of ours, under the same name."""
    (folder / "layouts/_default").mkdir(parents=True)
    (folder / "config.toml").write_text(HUGO_SETTINGS)
    for name in ["single", "list"]:
        (folder / f"layouts/_default/{name}.html").write_text(HUGO_PAGE)
    for path in site.rglob("*.html"):
        words = VisibleWords(path.read_text())
        # Names that Hugo reads as more than a page's.
        name = path.relative_to(site).with_suffix("")
        name = name.with_name("page-" + name.name)
        file = (folder / "content" / name).with_name(name.name + ".md")
        file.parent.mkdir(parents=True, exist_ok=True)
        text = "\n\n".join(words.lines).replace("{{", "{ {")
        file.write_text(json.dumps({"title": words.title}) + f"\n\n{text}\n")


def measure_same_pages(folder, site, index, full):
    """The same with as many pages for Hugo as crux makes."""
    hugo = folder / "hugo-pages"
    hugo_site_of_pages(site, hugo)
    built = Run(["hugo", "--quiet"], cwd=hugo)
    count = sum(1 for _ in (hugo / "public").rglob("*.html"))
    ours = median(full, "wall")
    row("full build, as many pages",
        f"{built.wall:.2f} s ({built.processor:.2f}); {count} pages, {built.memory:.0f} MB",
        f"{ours:.2f} s ({median(full, 'processor'):.2f})",
        f"{built.wall / ours:.1f} × the pages a second ({built.processor / median(full, 'processor'):.1f})")
    measure_with_search(hugo, [built], index, full, "the same, as many pages")
    shutil.rmtree(hugo)


def measure_with_search(hugo, hugos, index, full, name="site with browser search"):
    """A site with what its search box reads: Hugo and Pagefind, and a crux that begins without an index."""
    pagefind = Run([sys.executable, "-m", "pagefind", "--site", str(hugo / "public"), "--quiet"])
    theirs = median(hugos, "wall") + pagefind.wall, median(hugos, "processor") + pagefind.processor
    ours = median(full, "wall") + index.wall, median(full, "processor") + index.processor
    row(name, f"{theirs[0]:.1f} s ({theirs[1]:.1f}); {pagefind.memory:.0f} MB",
        f"{ours[0]:.1f} s ({ours[1]:.1f})",
        f"{ours[0] / theirs[0]:.2f} × ({ours[1] / theirs[1]:.2f})")


def measure_builds(threads, place, options):
    rounds = options.rounds
    folder = pathlib.Path(tempfile.mkdtemp(prefix="crux-bench-", dir=place))
    try:
        corpus = folder / "corpus"
        Run([GENERATE, str(corpus), str(threads)])
        hugo = folder / "hugo"
        hugo_site(corpus, hugo)
        print(f"\n## {threads} threads, {place}\n")
        print("| | Hugo | crux | |\n|---|---|---|---|")
        site = corpus / "_site"
        first = Run([CRUX, "-C", str(corpus), "ingest", "-q"])

        def fresh():
            shutil.rmtree(site, ignore_errors=True)
            return Run([CRUX, "-C", str(corpus), "site", "-q"])

        def other():
            shutil.rmtree(hugo / "public", ignore_errors=True)
            return Run(["hugo", "--quiet"], cwd=hugo)

        full, hugos = [], []
        for _ in range(rounds):
            hugos.append(other())
            full.append(fresh())
        pages = sum(1 for _ in site.rglob("*.html"))
        hugo_pages = sum(1 for _ in (hugo / "public").rglob("*.html"))
        ratio = (pages / median(full, "wall")) / (hugo_pages / median(hugos, "wall"))
        row("full build", words(hugos), words(full), f"index, before: {first.wall:.2f} s ({first.processor:.2f})")
        row("pages", hugo_pages, pages, "")
        row("pages a second", f"{hugo_pages / median(hugos, 'wall'):.0f}",
            f"{pages / median(full, 'wall'):.0f}", f"{ratio:.1f} ×")
        ratio = (pages / median(full, "processor")) / (hugo_pages / median(hugos, "processor"))
        row("pages a processor second", f"{hugo_pages / median(hugos, 'processor'):.0f}",
            f"{pages / median(full, 'processor'):.0f}", f"{ratio:.1f} ×")
        row("peak memory", f"{median(hugos, 'memory'):.0f} MB", f"{median(full, 'memory'):.0f} MB",
            f"ingest {first.memory:.0f} MB")
        if options.pagefind:
            measure_with_search(hugo, hugos, first, full)
        if options.same_pages:
            measure_same_pages(folder, site, first, full)
        same = [Run([CRUX, "-C", str(corpus), "site", "-q"]) for _ in range(rounds)]
        beside(row, "nothing changed", hugos, same)
        one, claim = [], []
        for number in range(rounds):
            edit(corpus, number)
            one.append(Run([CRUX, "-C", str(corpus), "site", "-q"]))
        beside(row, "one post changed", hugos, one)
        for number in range(min(rounds, 3)):
            add_claim(corpus, number)
            claim.append(Run([CRUX, "-C", str(corpus), "site", "-q"]))
        beside(row, "one claim added", hugos, claim)
        sizes = sorted(path.stat().st_size for path in (site / "threads").glob("*.html"))
        total = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
        row("bytes a thread page", "", f"median {sizes[len(sizes) // 2]}, most {sizes[-1]}", "")
        row("bytes of the site", "", f"{total / 1e6:.0f} MB", f"{sum(1 for p in site.rglob('*') if p.is_file())} files")
    finally:
        shutil.rmtree(folder)


def row(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def beside(row, name, hugos, runs):
    ratios = [median(runs, of) / median(hugos, of) for of in ("wall", "processor")]
    memory = median(runs, "memory")
    row(name, words(hugos), words(runs), f"{ratios[0]:.3f} × ({ratios[1]:.3f}); {memory:.0f} MB")


def free_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return server.getsockname()[1]


def until_shown(address, word, limit=20):
    """Seconds until the page holds the word."""
    start = time.monotonic()
    while time.monotonic() - start < limit:
        try:
            if word.encode() in urllib.request.urlopen(address, timeout=5).read():
                return time.monotonic() - start
        except OSError:
            pass
        time.sleep(0.001)
    raise SystemExit(f"{address} never showed {word}")


def measure_saving(words, cwd, path, address, rounds):
    """Milliseconds from the end of a save to the moment the page with the new word is served."""
    process = subprocess.Popen(words, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until_shown(address, "<body", 60)
        times = []
        for number in range(rounds):
            time.sleep(0.5 + 0.013 * number)
            word = f"saved{number}word"
            with path.open("a") as file:
                file.write(f"\n{word}\n")
            times.append(until_shown(address, word) * 1000)
        return times
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def measure_serving(place, rounds):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="crux-bench-", dir=place))
    try:
        corpus = folder / "corpus"
        shutil.copytree(ROOT / "corpus", corpus, ignore=shutil.ignore_patterns(".crux", "_site"))
        hugo = folder / "hugo"
        hugo_site(corpus, hugo)
        name = "legible-problems"
        port = free_port()
        ours = measure_saving(
            [CRUX, "-C", str(corpus), "serve", "-q", "--port", str(port)], None, corpus / f"{name}.md",
            f"http://127.0.0.1:{port}/threads/{name}.html", rounds)
        port = free_port()
        theirs = measure_saving(
            ["hugo", "server", "--port", str(port), "--bind", "127.0.0.1", "--baseURL", "http://127.0.0.1/"],
            hugo, hugo / f"content/{name}.md", f"http://127.0.0.1:{port}/{name}/", rounds)
        print("\n## Saving a thread of the shipped corpus, until the new page is served\n")
        print("| | median | most |\n|---|---|---|")
        for name, times in [("hugo server", theirs), ("crux serve", ours)]:
            row(name, f"{statistics.median(times):.0f} ms", f"{max(times):.0f} ms")
    finally:
        shutil.rmtree(folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--threads", type=int, nargs="*", default=[1000, 10000])
    parser.add_argument("--folders", nargs="*", default=["/dev/shm", "/var/tmp"])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pagefind", action="store_true")
    parser.add_argument("--same-pages", action="store_true")
    options = parser.parse_args()
    version = subprocess.run(["hugo", "version"], capture_output=True, text=True).stdout.split(" ")[1]
    print(f"# crux site beside Hugo\n\n{time.strftime('%Y-%m-%d')}, {os.cpu_count()} processors, Hugo {version}, "
          f"load {os.getloadavg()[0]:.1f} at the beginning; medians of {options.rounds}, "
          "processor seconds in parentheses.")
    for folder in options.folders:
        for threads in options.threads:
            measure_builds(threads, folder, options)
    measure_serving(options.folders[0], max(5, options.rounds))


if __name__ == "__main__":
    main()
