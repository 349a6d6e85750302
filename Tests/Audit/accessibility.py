"""axe-core on each kind of page."""

import pathlib
import site as python_site
import time


def axe_source():
    for folder in python_site.getsitepackages():
        for file in pathlib.Path(folder).glob("axe_playwright_python/axe.min.js"):
            return file.read_text()
    raise FileNotFoundError("axe.min.js of axe-playwright-python")


def kinds(site):
    """All pages in the root, and of each folder the first and the longest."""
    found = sorted(site.glob("*.html"))
    for folder in sorted(path for path in site.iterdir() if path.is_dir()):
        inside = sorted(folder.glob("*.html"))
        if inside:
            longest = max(inside, key=lambda file: file.stat().st_size)
            found += [inside[0]] if longest == inside[0] else [inside[0], longest]
    return found


RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ["violations"], preload: false }).then(
  (result) => done(result.violations.map((one) =>
    one.id + ": " + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | "))),
  (error) => done(["axe failed: " + error]));
"""


def violations(browser, site, width, is_dark):
    browser.look(width, is_dark)
    source = axe_source()
    problems = []

    def run(name):
        browser.run(source + "; return 0")
        for violation in browser.driver.execute_async_script(RUN):
            problems.append(f"{name}: {violation}")
        wide = browser.run("return document.documentElement.scrollWidth")
        if wide > width:
            problems.append(f"{name}: {wide} wide")

    # Every page once, the others by their kinds.
    is_first = width < 500 and not is_dark
    for page in sorted(site.rglob("*.html")) if is_first else kinds(site):
        browser.open(page.as_uri())
        run(page.relative_to(site))
    browser.open((site / "search.html").as_uri() + "#q=legible")
    time.sleep(1)
    run("a page of results")
    browser.open((site / "index.html").as_uri())
    browser.run("document.getElementById('page.search').focus()")
    browser.run(
        "const box = document.getElementById('page.search'); box.value = 'legible';"
        "setTimeout(() => box.dispatchEvent(new Event('input')), 300)")
    time.sleep(1)
    run("results under the box")
    return problems
