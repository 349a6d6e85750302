"""Reads every .html file below a folder with Python's own HTML parser and prints what is not allowed:
elements, attributes, schemes, ids used twice, tags left open, links and anchors that lead nowhere.

usage: check_pages.py FOLDER
"""

import base64
import hashlib
import html.parser
import json
import os
import sys
import urllib.parse

VOID = {"meta", "link", "br", "hr", "input"}
ELEMENTS = VOID | set(
    """html head title body header nav main footer section article aside figure figcaption
    blockquote h1 h2 h3 h4 h5 h6 p ul ol li dl dt dd div span a strong em code pre q time del ins
    style details summary table thead tbody tr th td caption script form label button svg g path line
    rect circle polygon text tspan desc marker defs small b noscript""".split()
)
ATTRIBUTES = set(
    """lang charset http-equiv content name rel href class id title aria-label aria-labelledby
    aria-hidden aria-current aria-describedby tabindex datetime open start role scope src type data-kind
    data-target data-in data-root data-from data-to defer value placeholder autocomplete action method for hidden colspan
    property viewbox width height x y x1 y1 x2 y2 d points dy text-anchor cx cy r rx ry transform
    marker-end focusable xmlns markerwidth markerheight refx refy orient hreflang
    aria-keyshortcuts spellcheck""".split()
)


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.path, self.open, self.ids, self.links, self.problems = path, [], set(), [], []
        self.previews = []
        self.data = None
        self.policy = ""

    def say(self, text):
        self.problems.append(f"{self.path}:{self.getpos()[0]}: {text}")

    def handle_starttag(self, tag, attributes):
        if tag not in ELEMENTS:
            self.say(f"element {tag}")
        names = [name for name, _ in attributes]
        if len(names) != len(set(names)):
            self.say(f"attribute twice in {tag}")
        for name, value in attributes:
            self.attribute(tag, name, value or "")
        if tag == "script" and dict(attributes).get("type") != "application/ld+json":
            if not dict(attributes).get("src"):
                self.say("inline script")
            self.data = ""
        if dict(attributes).get("http-equiv") == "Content-Security-Policy":
            self.policy = dict(attributes)["content"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_data(self, text):
        if self.open[-1:] == ["style"]:
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            if f" 'sha256-{digest}'" not in self.policy:
                self.say("style that the policy does not name")
        if self.data is not None:
            self.data += text

    def attribute(self, tag, name, value):
        if name not in ATTRIBUTES:
            self.say(f"attribute {name} in {tag}")
        if name == "id":
            if value in self.ids or not value or any(c in value for c in " \t\n\r\f"):
                self.say(f"id {value!r}")
            self.ids.add(value)
        if name == "data-in":
            self.previews.append((self.getpos()[0], value))
        if name in ("href", "src", "action"):
            self.links.append((self.getpos()[0], value))

    def handle_endtag(self, tag):
        if tag == "script":
            try:
                json.loads(self.data or "{}")
            except ValueError as error:
                self.say(f"linked data: {error}")
            self.data = None
        if not self.open or self.open.pop() != tag:
            self.say(f"end of {tag}")

    def handle_decl(self, text):
        if text.lower() != "doctype html":
            self.say(f"declaration {text}")

    def handle_comment(self, text):
        self.say("comment")

    def unknown_decl(self, text):
        self.say(f"declaration {text}")

    def handle_pi(self, text):
        self.say("processing instruction")


def check_link(page, line, value, root, pages):
    parts = urllib.parse.urlsplit(value)
    if parts.scheme in ("http", "https", "mailto"):
        return
    where = f"{page.path}:{line}: link {value!r}"
    if parts.scheme or parts.netloc or value.startswith("/"):
        page.problems.append(where + " leaves the site")
        return
    target = page.path
    if parts.path:
        target = os.path.normpath(os.path.join(os.path.dirname(page.path), urllib.parse.unquote(parts.path)))
    if not target.startswith(root) or not os.path.isfile(target):
        page.problems.append(where + " leads nowhere")
    elif parts.fragment and target in pages and urllib.parse.unquote(parts.fragment) not in pages[target].ids:
        page.problems.append(where + " has no such anchor")


def read_previews(path):
    """The places that a script of previews knows: `bridges#old`."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if not text.startswith("cruxPreviews(") or not text.endswith(");\n") or "<" in text:
        raise ValueError(path)
    data = json.loads(text[len("cruxPreviews(") : -3])
    return {data["in"] + "#" + statement["id"] for statement in data.get("statements", [])}


def main():
    root = os.path.abspath(sys.argv[1])
    pages, previews = {}, set()
    for folder, _, names in os.walk(root):
        for name in names:
            if name.endswith(".json"):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    json.load(file)
            if name.endswith(".js") and os.path.basename(folder) == "threads":
                previews |= read_previews(os.path.join(folder, name))
            if name.endswith(".html"):
                page = Page(os.path.join(folder, name))
                with open(page.path, encoding="utf-8") as file:
                    page.feed(file.read())
                page.close()
                if page.open:
                    page.say(f"left open: {page.open}")
                pages[page.path] = page
    for page in pages.values():
        for line, value in page.links:
            check_link(page, line, value, root, pages)
        for line, value in page.previews:
            if value not in previews:
                page.problems.append(f"{page.path}:{line}: no preview of {value!r}")
    problems = [problem for page in pages.values() for problem in page.problems]
    print("\n".join(problems[:40]))
    sys.exit(1 if problems or not pages else 0)


main()
