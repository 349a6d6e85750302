"""`crux serve` while somebody writes: the page is loaded again where the reader was, findings come and go."""

import os
import shutil

from selenium.webdriver.common.by import By

from searching import served, until

THREAD = "legible-problems"
WORDS = "Think of safety work"


def save(path, text):
    """As editors do: a new file in the place of the old one."""
    new = path.with_suffix(".new")
    new.write_text(text)
    os.replace(new, path)


def problems(browser, crux, corpus, work):
    copy = work / "edited"
    shutil.copytree(corpus, copy, ignore=shutil.ignore_patterns("_site", ".crux"))
    path = copy / f"{THREAD}.md"
    text = path.read_text()
    panel = lambda: browser.driver.find_elements(By.CSS_SELECTOR, "aside.preview")
    has = lambda words: words in browser.driver.find_element(By.TAG_NAME, "main").text
    with served(crux, copy, work / "edited-site") as address:
        browser.look(1280, False)
        browser.open(f"{address}threads/{THREAD}.html")
        found = until(browser, lambda: has(WORDS), "the thread is shown")
        browser.run("scrollTo({top: 1200, behavior: 'instant'})")
        save(path, text.replace(WORDS, WORDS.upper()))
        found += until(browser, lambda: has(WORDS.upper()), "a saved thread is shown")
        found += until(
            browser, lambda: abs(browser.run("return scrollY") - 1200) < 20, "the place is kept")
        if panel():
            found.append("findings where there are none")
        save(path, text + "\n## @Alex Mallen · #z\n\n**Agree** `no-such-id`\n")
        found += until(
            browser, lambda: "no-such-id" in panel()[0].text, "a finding appears on the page")
        save(path, text)
        found += until(browser, lambda: not panel(), "the finding goes when it is mended")
        found += until(browser, lambda: has(WORDS), "the thread is as it was")
    return found + browser.ran_unasked()
