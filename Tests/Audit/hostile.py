"""Pages of what people tried against other sites, opened in a browser."""

import json
import subprocess
import time


def payloads(shared):
    folder = shared / "data" / "security"
    if not folder.is_dir():
        return None
    plain = json.loads((folder / "blns.json").read_text())
    markup = json.loads((folder / "dompurify-payloads.json").read_text())
    return plain + [entry["payload"] for entry in markup]


def thread(payload, number):
    """The payload as title, topic, source, person, post, heading, link, quote, id and statement."""
    line = " ".join(payload.split())
    quoted = "'" + line.replace("'", "''") + "'"
    return f"""---
title: {quoted}
source: {quoted}
topics: [{quoted}]
people:
  A: {{name: {quoted}, url: {quoted}}}
---

## [@A](<{line}>) · #one

{payload}

## {line}

[words](<{line}> "{line}") ![{line}](<{line}>) <{line}> `{line}` [[{line}|{line}]]

**Claim** `c{number}`: {line}

**Crux** `x{number}` of `c{number}`: {line}

- **{line}**: {line}
- **B** ({line}): {line}

## @{line} · #{line}

> {line}

**Rebuttal** `{line}` to `c{number}`: {line}
"""


def problems(browser, crux, work, shared):
    texts = payloads(shared)
    if texts is None:
        return None
    corpus = work / "hostile"
    corpus.mkdir()
    (corpus / "crux.yml").write_text("title: <script>alert(1)</script>\n")
    for number, text in enumerate(texts):
        content = thread(text, number).encode("utf-8", "replace")
        (corpus / f"t{number}.md").write_bytes(content)
    site = work / "hostile-site"
    subprocess.run([crux, "-C", corpus, "site", "-q", "-o", site], check=True)
    browser.look(1280, False)
    browser.requests()
    found = []
    files = sorted(site.rglob("*.html"))
    for file in files:
        found += opened(browser, file.as_uri(), site)
    for query in ("alert", "script", "xss", '"><img'):
        found += opened(browser, (site / "search.html").as_uri() + "#q=" + query, site, wait=0.5)
    print(f"         {len(files)} pages of {len(texts)} texts")
    return found


def opened(browser, address, site, wait=0):
    try:
        browser.open(address)
        time.sleep(wait)
        ran = browser.ran_unasked()
    except Exception as error:
        return [f"{address}: {error}"]
    own = (site.as_uri() + "/", "about:blank", "chrome", "data:,")
    asked = [url for url in browser.requests() if not url.startswith(own)]
    return [f"{address}: {what}" for what in ran + asked]
