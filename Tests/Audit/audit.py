"""Proves a site made of the shipped corpus, and one made of hostile text. See `run`."""

import pathlib
import subprocess
import sys
import traceback

import accessibility
import hostile
import pages
import previewing
import searching
from browser import Browser

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Audit:
    def __init__(self, chosen):
        self.chosen = chosen
        self.passed, self.failed, self.skipped = 0, 0, 0

    def check(self, name, action):
        """Does what is chosen by name. An action returns what is wrong, line by line; None where it cannot be tried here."""
        if self.chosen not in name:
            return
        try:
            problems = action()
        except Exception:
            problems = traceback.format_exc().splitlines()
        if problems is None:
            self.skipped += 1
            print(f"skipped  {name}", flush=True)
        elif problems:
            self.failed += 1
            print(f"FAILED   {name}", flush=True)
            for problem in problems[:60]:
                print(f"         {problem}", flush=True)
        else:
            self.passed += 1
            print(f"passed   {name}", flush=True)


def main():
    crux, work, shared = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    site = work / "site"
    subprocess.run([crux, "-C", ROOT / "corpus", "site", "-q", "-o", site], check=True)
    audit = Audit(sys.argv[4] if len(sys.argv) > 4 else "")
    audit.check("HTML: no error on any page", lambda: pages.html_errors(site))
    audit.check("links: none broken, no anchor missing", lambda: pages.broken_links(site))
    audit.check("script: under 15 KB compressed in all", lambda: pages.script_size(site))
    browser = Browser(work / "profile")
    try:
        for width in (390, 1280):
            for is_dark in (False, True):
                name = f"axe: {width} wide, {'dark' if is_dark else 'light'}"
                audit.check(
                    name, lambda: accessibility.violations(browser, site, width, is_dark))
        for name, test in searching.TESTS:
            audit.check(f"from a folder: {name}", lambda: test(browser, site.as_uri() + "/"))
        with searching.served(crux, ROOT / "corpus", work / "served") as address:
            for name, test in searching.TESTS:
                audit.check(f"from crux serve: {name}", lambda: test(browser, address))
        audit.check(
            "from crux serve: a saved thread, and findings on it",
            lambda: previewing.problems(browser, crux, ROOT / "corpus", work))
        audit.check(
            "hostile text: no script runs, no request leaves",
            lambda: hostile.problems(browser, crux, work, shared))
    finally:
        browser.close()
    print(f"{audit.passed} passed, {audit.failed} failed, {audit.skipped} skipped")
    sys.exit(1 if audit.failed else 0)


main()
