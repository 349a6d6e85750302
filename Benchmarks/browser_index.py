#!/usr/bin/env python3
"""The index of the site's search box beside Pagefind's, on the same pages, in one run.

usage: browser_index.py CRUX CORPUS

Needs Chromium with its driver, and from PyPI selenium and pagefind[extended] in the Python that runs
it. Makes the site in the temporary folder (TMPDIR; better a tmpfs), has Pagefind read what stands in
`main` of the thread pages, and then counts what a headless browser loads from a server on this machine
for the first search of each: as it lies on disk, and as a server that compresses (gzip) would send it.
"""

import gzip
import http.server
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

QUERIES = ["legible", "the", "alignment risk", "\"alignment risk\"", "kind:crux safety"]


class Counting(http.server.SimpleHTTPRequestHandler):
    loaded = []

    def log_message(self, *_):
        pass

    def copyfile(self, source, output):
        data = source.read()
        sent = min(len(data), len(gzip.compress(data, 6)))
        Counting.loaded.append((self.path.split("?")[0], len(data), sent))
        output.write(data)


def size(folder):
    files = [file for file in folder.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files), len(files)


def timed(command):
    start = time.time()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.time() - start, used


def browser(profile):
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu",
                     f"--user-data-dir={profile}"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    driver.set_script_timeout(120)
    return driver


def first_search(work, address, script, query, is_counted):
    """Bytes, bytes when compressed, and files loaded in a browser that has nothing in store."""
    profile = tempfile.mkdtemp(dir=work)
    driver = browser(profile)
    try:
        driver.get(address)
        time.sleep(0.5)
        Counting.loaded = []
        found = driver.execute_async_script(script, query)
        time.sleep(0.3)
    finally:
        driver.quit()
    counted = [file for file in Counting.loaded if is_counted(file[0])]
    return sum(file[1] for file in counted), sum(file[2] for file in counted), len(counted), found


OURS = """
const [query, done] = arguments;
const box = document.getElementById("page.search");
box.focus();
const wait = (test, then) => test() ? then() : setTimeout(() => wait(test, then), 20);
wait(() => typeof cruxbook === "object" && cruxbook.search && box.getAttribute("role"), () => {
  box.value = query + " ";
  box.dispatchEvent(new Event("input"));
  wait(() => document.querySelectorAll("[role=option]").length > 0,
    () => done(document.querySelectorAll("[role=option]").length));
});
"""

PAGEFIND = """
const [query, done] = arguments;
import("/pagefind/pagefind.js").then(async (pagefind) => {
  const found = await pagefind.search(query);
  const shown = await Promise.all(found.results.slice(0, 8).map((one) => one.data()));
  done(shown.length);
});
"""


def main():
    crux, corpus = sys.argv[1], sys.argv[2]
    work = pathlib.Path(tempfile.mkdtemp())
    try:
        site, pagefind = work / "site", work / "pagefind"
        wall, used = timed([crux, "-C", corpus, "site", "-q", "-o", site])
        print(f"crux site, index included: {wall:.1f} s, {used:.1f} s of the processor")
        wall, used = timed([
            sys.executable, "-m", "pagefind", "--site", site, "--glob", "threads/*.html",
            "--root-selector", "main", "--output-path", pagefind, "--quiet"])
        print(f"pagefind: {wall:.1f} s, {used:.1f} s of the processor")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"the larger of both took {peak:.0f} MB")
        report(work, site, pagefind)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def report(work, site, pagefind):
    ours, theirs = size(site / "search"), size(pagefind)
    for name, (length, files) in (("ours", ours), ("pagefind", theirs)):
        print(f"{name:9} {length / 1e6:8.1f} MB {files:6} files")
    print(f"ratio     {ours[0] / theirs[0]:8.2f}    {ours[1] / theirs[1]:6.2f}")
    handler = lambda *values: Counting(*values, directory=os.fspath(work))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/"
    for query in QUERIES:
        mine = first_search(
            work, base + "site/about.html", OURS, query, lambda path: "search" in path)
        other = first_search(
            work, base + "pagefind/pagefind-entry.json", PAGEFIND, query,
            lambda path: path.startswith("/pagefind/"))
        print(f"{query!r}: ours {mine[0]} bytes in {mine[2]} files, pagefind {other[0]} in "
              f"{other[2]}, ratio {mine[0] / max(1, other[0]):.2f}; compressed {mine[1]}, "
              f"{other[1]}, ratio {mine[1] / max(1, other[1]):.2f} ({mine[3]}, {other[3]} shown)")
    server.shutdown()


main()
