"""Figures of a folder of Discourse posts, taken from the raw JSON alone.

usage: discourse_figures.py FOLDER
Prints for each topic, in order of its number: topic, posts, replies to a post that is there, BBCode
quotes with a name, and those of them whose first line stands word for word in the post they name.
"""

import collections
import json
import pathlib
import re
import sys
import unicodedata


def folded(text):
    """Letters and digits alone, so that markup and typography do not count."""
    text = re.sub(r"\]\([^)]*\)|\[/?quote[^\]]*\]", "", text)
    return "".join(c for c in unicodedata.normalize("NFC", text).lower() if c.isalnum())


topics = collections.defaultdict(dict)
for path in pathlib.Path(sys.argv[1]).rglob("*.json"):
    post = json.loads(path.read_text(encoding="utf-8"))
    topics[post["topic_id"]][post["post_number"]] = post

TAG = re.compile(r'\[quote="([^"]*)"]\s*\n(?=([^\n]*))')
for topic, posts in sorted(topics.items()):
    posts = {n: p for n, p in posts.items() if p["post_type"] != 3 and p["raw"].strip()}
    replies = sum(p["reply_to_post_number"] in posts for p in posts.values())
    named = whole = 0
    for post in posts.values():
        for attributes, line in TAG.findall(post["raw"]):
            named += 1
            number = re.search(r"post:(\d+)", attributes)
            here = re.search(r"topic:(\d+)", attributes)
            origin = posts.get(int(number[1])) if number and here and int(here[1]) == topic else None
            whole += bool(origin and folded(line) and folded(line) in folded(origin["raw"]))
    print(topic, len(posts), replies, named, whole)
