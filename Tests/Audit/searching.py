"""Search, previews and keys, as somebody uses them."""

import contextlib
import re
import subprocess
import time

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait


@contextlib.contextmanager
def served(crux, corpus, output):
    """The address at which `crux serve` shows the corpus."""
    process = subprocess.Popen(
        [crux, "-C", corpus, "serve", "-o", output], stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True)
    try:
        for line in process.stdout:
            found = re.search(r"http://[^\s]+/", line)
            if found:
                yield found[0]
                return
        raise RuntimeError("crux serve did not say its address")
    finally:
        process.terminate()
        process.wait(10)


def box(browser):
    return browser.driver.find_element(By.ID, "page.search")


def options(browser):
    return browser.driver.find_elements(By.CSS_SELECTOR, "[role=option]")


def until(browser, condition, what):
    """Waits; returns problems."""
    try:
        WebDriverWait(browser.driver, 10, 0.05, [Exception]).until(lambda _: condition())
        return []
    except Exception:
        return [f"did not happen: {what}"] + browser.errors()


def type_slowly(browser, text):
    browser.errors()
    for letter in text:
        browser.driver.switch_to.active_element.send_keys(letter)


def loads_nothing_before(browser, base):
    browser.look(1280, False)
    browser.requests()
    browser.open(base + "index.html")
    time.sleep(0.3)
    early = [url for url in browser.requests() if "search" in url]
    box(browser).click()
    problems = until(browser, lambda: any("search.js" in url for url in browser.requests()),
                     "the script is loaded when the box is focused")
    return [f"loaded too early: {url}" for url in early] + problems


def finds_while_typing(browser, base):
    browser.open(base + "index.html")
    browser.driver.find_element(By.TAG_NAME, "body").send_keys("/")
    if browser.driver.switch_to.active_element != box(browser):
        return ["'/' does not focus the box"]
    type_slowly(browser, "inocul")
    problems = until(browser, lambda: options(browser), "an unfinished word finds something")
    browser.driver.switch_to.active_element.send_keys(Keys.CONTROL + "a")
    type_slowly(browser, "\"net harm\"")
    problems += until(
        browser,
        lambda: [mark.text for mark in browser.driver.find_elements(
            By.CSS_SELECTOR, "[role=option] mark")] == ["net harm"],
        "the phrase is found once and marked")
    status = browser.driver.find_element(By.CSS_SELECTOR, "[role=status]").text
    if status != "1 place":
        problems.append(f"the count says {status!r}")
    return problems + browser.ran_unasked() + browser.errors()


def keys_choose(browser, base):
    browser.open(base + "about.html")
    browser.driver.find_element(By.TAG_NAME, "body").send_keys("/")
    type_slowly(browser, "legible")
    problems = until(browser, lambda: len(options(browser)) > 2, "results appear")
    time.sleep(0.5)
    keys = browser.driver.switch_to.active_element
    keys.send_keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    second = options(browser)[1]
    if second.get_attribute("aria-selected") != "true" or keys.get_attribute(
            "aria-activedescendant") != second.get_attribute("id"):
        problems.append("the second result is not the chosen one")
    keys.send_keys(Keys.ESCAPE)
    if keys.get_attribute("aria-expanded") != "false" or options(browser)[0].is_displayed():
        problems.append("Escape does not close the results")
    keys.send_keys(Keys.ARROW_DOWN)
    problems += until(browser, lambda: options(browser)[0].is_displayed(), "an arrow opens them")
    keys.send_keys(Keys.ARROW_DOWN)
    target = browser.driver.find_element(
        By.CSS_SELECTOR, "[aria-selected=true]").get_attribute("href")
    keys.send_keys(Keys.ENTER)
    problems += until(
        browser, lambda: browser.driver.current_url == target, "Enter opens the chosen result")
    return problems


def address_is_shared(browser, base):
    browser.open(base + "about.html")
    browser.driver.find_element(By.TAG_NAME, "body").send_keys("/")
    type_slowly(browser, "by:Editors kind:crux")
    browser.driver.switch_to.active_element.send_keys(Keys.ENTER)
    problems = until(
        browser, lambda: browser.driver.find_elements(By.CSS_SELECTOR, ".search-results li"),
        "Enter leads to a page of results")
    time.sleep(0.5)
    address = browser.driver.current_url
    found = [item.text for item in browser.driver.find_elements(
        By.CSS_SELECTOR, ".search-results li")]
    if not address.endswith("search.html#q=by%3AEditors%20kind%3Acrux"):
        problems.append(f"the address is {address}")
    browser.open(address)
    problems += until(
        browser,
        lambda: [item.text for item in browser.driver.find_elements(
            By.CSS_SELECTOR, ".search-results li")] == found,
        "the address shows the same again")
    links = browser.driver.find_elements(By.CSS_SELECTOR, ".search-results a")
    links[0].click()
    problems += until(
        browser, lambda: browser.driver.find_elements(By.CSS_SELECTOR, "h1"), "a result opens")
    return problems + browser.errors()


def previews(browser, base):
    browser.open(base + "index.html")
    link = browser.driver.find_element(By.CSS_SELECTOR, "main a[href^='claims/']")
    browser.run("arguments[0].focus()", link)
    return until(
        browser,
        lambda: len(browser.driver.find_element(By.ID, "page.card").text) > 20
        and link.get_attribute("aria-describedby") == "page.card",
        "a claim's words appear when its link has the focus")


def both_ends(browser, base):
    browser.open(base + "threads/legible-problems.html")
    link = browser.driver.find_element(By.CSS_SELECTOR, ".note a.to[href^='#']")
    lit = lambda: len(browser.driver.find_elements(By.CSS_SELECTOR, ".said.lit"))
    browser.run("arguments[0].scrollIntoView({block: 'center'})", link)
    ActionChains(browser.driver).move_to_element(link).perform()
    problems = until(browser, lambda: lit() == 2, "the mouse over a link lights both its ends")
    problems += until(
        browser, lambda: browser.driver.find_element(By.ID, "page.card").is_displayed(),
        "and shows a preview")
    ActionChains(browser.driver).move_by_offset(0, -300).perform()
    browser.driver.find_element(By.TAG_NAME, "body").send_keys(Keys.ESCAPE)
    problems += until(browser, lambda: lit() == 0, "they go out again")
    browser.run("arguments[0].focus()", link)
    return problems + until(browser, lambda: lit() == 2, "the focus lights them too")


def other_keys(browser, base):
    browser.open(base + "index.html")
    browser.driver.find_element(By.CSS_SELECTOR, "main a[href^='threads/']").click()
    until(browser, lambda: browser.driver.find_elements(By.CSS_SELECTOR, ".post"), "a thread")
    body = browser.driver.find_element(By.TAG_NAME, "body")
    before = browser.run("return scrollY")
    body.send_keys("j")
    time.sleep(0.3)
    body = browser.driver.switch_to.active_element
    body.send_keys("j")
    problems = until(browser, lambda: browser.run("return scrollY") > before, "'j' goes on")
    browser.driver.switch_to.active_element.send_keys("?")
    problems += until(
        browser, lambda: browser.driver.find_elements(By.CSS_SELECTOR, "dialog[open]"),
        "'?' lists the keys")
    return problems


TESTS = [
    ("nothing of search is loaded before the box has the focus", loads_nothing_before),
    ("results as one types, with marks and a count", finds_while_typing),
    ("arrows, Enter and Escape", keys_choose),
    ("a search has an address", address_is_shared),
    ("a preview by keyboard", previews),
    ("both ends of a link light up", both_ends),
    ("j and ?", other_keys),
]
