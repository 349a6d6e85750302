#!/usr/bin/env python3
"""Counts what real files of outside formats hold, with none of our code: the figures of
InterchangeTests. Usage: count.py FOLDER (`data/interchange`); one line for each file."""

import glob
import json
import os
import re
import sys


def github(path):
    archive = json.load(open(path, encoding="utf-8"))
    for kind in ("issues", "pulls"):
        for issue in archive[kind]:
            bodies = [issue["body"]]
            comments = [c["body"] for c in issue["comments"]]
            for review in issue.get("reviews", []):
                comments += [review["body"]] + [c["body"] for c in review["comments"]]
            posts = sum(1 for body in bodies + comments if body.strip())
            replies = sum(1 for body in comments if body.strip()) if issue["body"].strip() else None
            if replies is None:  # nobody to answer but the reviews' own words
                replies = sum(
                    sum(1 for c in review["comments"] if c["body"].strip())
                    for review in issue.get("reviews", [])
                    if review["body"].strip()
                )
            yield f"{kind} {issue['number']}: posts {posts} replies {replies}"


def kialo(path):
    text = open(path, encoding="utf-8", newline="").read().replace("\r\n", "\n")
    entries = re.findall(r"^((?:\d+\.)+) (?:(Pro|Con): )?(.*)$", text, re.M)
    seen = [e for e in entries if re.fullmatch(r"-> See [\d.]+", e[2])]
    supports = sum(1 for e in entries if e[1] == "Pro")
    rebuts = sum(1 for e in entries if e[1] == "Con")
    links = len(re.findall(r"(?<!\\)\]\(http", text))
    yield (
        f"statements {len(entries) - len(seen)} supports {supports} rebuts {rebuts} "
        f"again {len(seen)} links {links}"
    )


def cmv(path):
    text = open(path, encoding="utf-8").read().split("</thread>")[0]
    posts = len(re.findall(r"<(?:OP|reply)\b", text))
    spans = re.findall(r"<(?:claim|premise)\b([^>]*)>", text)
    relations = 0
    for span in spans:
        own, target = (re.search(name + r"\s*=\s*[\"']([^\"']*)", span) for name in (r"\bid", r"\bref"))
        if re.search(r"\brel\s*=", span) and target and not (own and own[1] == target[1]):
            relations += 1  # one premise of the corpus supports itself: that is none
    yield f"posts {posts} replies {posts - 1} statements {len(spans)} relations {relations}"


READERS = {"github-archive/*.json": github, "kialo/*.txt": kialo, "cmv/*.xml": cmv}

for pattern, reader in READERS.items():
    for path in sorted(glob.glob(os.path.join(sys.argv[1], pattern))):
        for line in reader(path):
            print(f"{os.path.relpath(path, sys.argv[1])} {line}")
