"""Figures of a folder of Discourse posts, taken from the raw JSON alone.

usage: discourse_figures.py FOLDER
Prints for each topic, in order of its number: topic, posts, replies to a post that is there, BBCode
quotes with a name.
"""

import collections
import json
import pathlib
import re
import sys


topics = collections.defaultdict(dict)
for path in pathlib.Path(sys.argv[1]).rglob("*.json"):
    post = json.loads(path.read_text(encoding="utf-8"))
    topics[post["topic_id"]][post["post_number"]] = post

TAG = re.compile(r'\[quote="([^"]*)"]\s*\n(?=([^\n]*))')
for topic, posts in sorted(topics.items()):
    posts = {n: p for n, p in posts.items() if p["post_type"] != 3 and p["raw"].strip()}
    replies = sum(p["reply_to_post_number"] in posts for p in posts.values())
    named = sum(len(TAG.findall(post["raw"])) for post in posts.values())
    print(topic, len(posts), replies, named)
