#!/usr/bin/env python3
"""How often `crux suggest` is right, on annotated discussions of the ChangeMyView corpus.

usage: suggest.py [--crux PATH] [--data FOLDER] [--part tuning|final|all] [--cross-validate] [--fit]

Reads the XML files (Hidey et al. 2017, "Analyzing the Semantic Types of Claims and Premises in an
Online Persuasive Forum"), writes each as a raw thread without any label, runs `crux suggest --json`
on it and compares. What is compared, how the files are split and what was found is told in
docs/suggest.md. Without the data it says so and ends well. No package is needed.
"""
import argparse
import glob
import html
import json
import math
import os
import re
import subprocess
import sys
import tempfile

# Discussions that nobody had read when the lexicon was written (docs/suggest.md).
FINAL = {"19", "23", "27", "29", "66", "70", "74"}
ATTACKS = {"rebuttal", "rebuttal_attack", "undercutter", "undercutter_attack", "disagreement",
           "partial_disagreement", "partial_attack"}


# Reading the annotations

def read_discussion(path):
    """The title and the posts: each its author, its text, and spans (kind, start, end, attributes)."""
    source = open(path, encoding="utf-8").read()
    title = re.sub(r"<[^>]*>", "", re.search(r"<title>(.*?)</title>", source, re.S).group(1))
    posts = []
    for element in re.finditer(r"<(OP|reply)\b([^>]*)>(.*?)</\1>", source, re.S):
        author = re.search(r'author="([^"]*)"', element.group(2))
        text, spans = read_body(element.group(3))
        posts.append({"author": author.group(1) if author else "nobody", "text": text,
                      "spans": spans})
    return {"name": os.path.basename(path)[:-4], "title": html.unescape(title).strip(),
            "posts": posts}


def read_body(body):
    text, spans, opened, position = "", [], [], 0
    for tag in re.finditer(r"<(/?)(claim|premise)\b([^>]*)>|<[^>]*>", body):
        text = append(text, body[position:tag.start()])
        position = tag.end()
        if not tag.group(2):
            continue
        if not tag.group(1):
            opened.append((tag.group(2), len(text), dict(re.findall(r'(\w+)="([^"]*)"', tag.group(3)))))
        elif opened:
            kind, start, attributes = opened.pop()
            spans.append((kind, start, len(text), attributes))
    return append(text, body[position:]), spans


def append(text, piece):
    """Without white space at the start of lines, which would make code blocks of prose."""
    for line in re.split(r"(\n)", html.unescape(piece)):
        text += line.lstrip(" \t") if text.endswith("\n") or not text else line
    return text


def thread(discussion):
    """The raw thread, and where each post's text begins in its bytes."""
    source = "---\ntitle: %s\n---\n" % json.dumps(discussion["title"])
    starts = []
    for number, post in enumerate(discussion["posts"], 1):
        answers = " · re #%d" % (number - 1) if number > 1 else ""
        source += "\n## @%s · #%d%s\n\n" % (post["author"], number, answers)
        starts.append(len(source.encode()))
        source += post["text"].strip("\n") + "\n"
        post["lead"] = len(post["text"]) - len(post["text"].lstrip("\n"))
    return source, starts


# What crux suggests, with what the annotators said of the same words

def suggestions(crux, discussions):
    """Every sentence of the discussions, weighed by crux, with the annotations that overlap it."""
    with tempfile.TemporaryDirectory() as folder:
        open(os.path.join(folder, "crux.yml"), "w").close()
        for discussion in discussions:
            source, discussion["starts"] = thread(discussion)
            with open(os.path.join(folder, "t%s.md" % discussion["name"]), "w") as file:
                file.write(source)
        for discussion in discussions:
            command = [crux, "suggest", "t" + discussion["name"], "-C", folder, "--json",
                       "--least", "low"]
            output = subprocess.run(command, capture_output=True, text=True)
            if not output.stdout:
                sys.exit("crux suggest failed: " + output.stderr)
            items = json.loads(output.stdout)["items"]
            compare(discussion, items)
            discussion["sentences"] = items


def compare(discussion, items):
    for item in items:
        item["discussion"] = discussion["name"]
        number = int(item["anchor"]) - 1
        post = discussion["posts"][number]
        item["post"] = number
        item["range"] = character_range(discussion, post, number, item)
        spans = [span for span in post["spans"] if covers(item["range"], span[1:3])]
        item["isClaim"] = any(span[0] == "claim" for span in spans)
        item["attacked"] = [reference for kind, _, _, attributes in spans if kind == "claim"
                            and attributes.get("rel") in ATTACKS
                            for reference in attributes.get("ref", "").split("_")]


def character_range(discussion, post, number, item):
    data = post["text"].strip("\n").encode()
    start, end = item["start"] - discussion["starts"][number], item["end"] - discussion["starts"][number]
    return (post["lead"] + len(data[:start].decode(errors="ignore")),
            post["lead"] + len(data[:end].decode(errors="ignore")))


def covers(left, right):
    """Whether two stretches share at least half of either."""
    shared = min(left[1], right[1]) - max(left[0], right[0])
    return shared > 0 and (shared * 2 >= left[1] - left[0] or shared * 2 >= right[1] - right[0])


# Claims

def report_claims(sentences, title):
    claims = sum(item["isClaim"] for item in sentences)
    print("\n%s: %d sentences, %d of them claims" % (title, len(sentences), claims))
    print("  every sentence a claim            precision %s  recall 1.00" % share(claims, len(sentences)))
    for words, least in (("medium or high", ("medium", "high")), ("high", ("high",))):
        chosen = [item for item in sentences if item["confidence"] in least]
        right = sum(item["isClaim"] for item in chosen)
        print("  crux suggest, %-18s  precision %s  recall %.2f" % (
            words, share(right, len(chosen)), right / claims))


def share(right, total):
    """A share with its 95 % interval (Wilson 1927)."""
    if total == 0:
        return "none"
    z, p = 1.96, right / total
    middle = (p + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(p * (1 - p) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return "%.2f (%d of %d; %.2f-%.2f)" % (p, right, total, middle - half, middle + half)


# Targets

def report_targets(discussions, title):
    print("\n%s: what rebuttals answer" % title)
    rows = {"post": [], "proposed": [], "all": []}
    for discussion in discussions:
        places = {"title": (0, None)}
        for number, post in enumerate(discussion["posts"]):
            for _, start, end, attributes in post["spans"]:
                if "id" in attributes:
                    places.setdefault(attributes["id"], (number, (start, end)))
        for item in discussion["sentences"]:
            gold = [places[reference] for reference in item["attacked"] if reference in places]
            if not gold or item["post"] == 0:
                continue
            rows["post"].append(target_post(discussion, item) in {place[0] for place in gold})
            base = any(answers_baseline(discussion, item, place) for place in gold)
            ours = any(answers(discussion, item, place) for place in gold)
            rows["all"].append((ours, base))
            if item["kind"] == "rebuttal" and item["targetGround"]:
                rows["proposed"].append((ours, base, item["confidence"] != "low"))
    print("  the post it answers is the one replied to      %s" % share(sum(rows["post"]), len(rows["post"])))
    print("  all annotated rebuttals in replies: what is replied to  %s" % share(
        sum(base for _, base in rows["all"]), len(rows["all"])))
    for words, chosen in (("with a target from crux suggest", rows["proposed"]),
                          ("with a target, proposed (medium or high)", [r for r in rows["proposed"] if r[2]])):
        print("  %s:" % words)
        print("    crux suggest          %s" % share(sum(r[0] for r in chosen), len(chosen)))
        print("    what is replied to    %s" % share(sum(r[1] for r in chosen), len(chosen)))


def target_post(discussion, item):
    return int(item["answers"]) - 1 if item["answers"] else None


def answers(discussion, item, place):
    """Whether crux's target is the one annotated: the title, or words that overlap the statement."""
    if item["targetGround"] == "title":
        return place[1] is None
    if item["targetGround"] != "quote" or place[1] is None:
        return False
    said = folded(discussion["posts"][place[0]]["text"][slice(*place[1])])
    quoted = folded(item["targetText"])
    return bool(said) and (said in quoted or quoted in said)


def answers_baseline(discussion, item, place):
    """What the post replies to: the title for an answer to the opening post, else the first sentence
    of the post answered."""
    if item["post"] == 1:
        return place[1] is None
    first = next((other for other in discussion["sentences"] if other["post"] == item["post"] - 1), None)
    return bool(first) and place[0] == item["post"] - 1 and place[1] is not None and covers(
        first["range"], place[1])


def folded(text):
    return " ".join(re.findall(r"\w+", text.lower()))


# Weights

# Cues that choose labels and targets, or are set by hand: they have no part in the fit.
UNFITTED = {"answer-to-opening", "reply-of-opener", "below-quote", "hedge", "crux"}


def features(item):
    return [cue["name"] for cue in item["cues"] if cue["name"] not in UNFITTED]


def fit(rows, rounds=400, prior=10.0):
    """Logistic regression with a normal prior on the weights (variance 1 / prior), by gradient."""
    names = sorted({name for item in rows for name in features(item)})
    column = {name: index for index, name in enumerate(names)}
    data = [([column[name] for name in features(item)], item["isClaim"]) for item in rows]
    weights, bias = [0.0] * len(names), 0.0
    rate = 4.0 / (len(rows) * 4)
    velocity, bias_velocity = [0.0] * len(names), 0.0
    for _ in range(rounds):
        gradient, bias_gradient = [prior * -w for w in weights], 0.0
        for columns, is_claim in data:
            score = bias + sum(weights[c] for c in columns)
            error = is_claim - 1 / (1 + math.exp(-score))
            bias_gradient += error
            for c in columns:
                gradient[c] += error
        for c, slope in enumerate(gradient):
            velocity[c] = 0.8 * velocity[c] + rate * slope
            weights[c] += velocity[c]
        bias_velocity = 0.8 * bias_velocity + rate * bias_gradient
        bias += bias_velocity
    return dict(zip(names, weights)), bias


def cross_validate(discussions):
    """Scores from weights fitted without the discussion, or another with the same opening post."""
    scored = []
    for title in sorted({discussion["title"] for discussion in discussions}):
        others = [i for d in discussions if d["title"] != title for i in d["sentences"]]
        weights, _ = fit(others)
        for discussion in discussions:
            if discussion["title"] == title:
                for item in discussion["sentences"]:
                    score = sum(round(10 * weights.get(name, 0)) for name in features(item))
                    scored.append((score, item["isClaim"]))
    claims = sum(is_claim for _, is_claim in scored)
    print("\ncross-validated by discussion:")
    for least in range(36, 0, -1):
        chosen = [is_claim for score, is_claim in scored if score >= least]
        if chosen:
            print("  score %2d  precision %s  recall %.2f" % (
                least, share(sum(chosen), len(chosen)), sum(chosen) / claims))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--crux", default=".build/release/crux")
    parser.add_argument("--data", default=os.path.join(
        os.environ.get("CRUXBOOK_SHARED", "../shared"), "data/interchange/cmv"))
    parser.add_argument("--part", choices=("tuning", "final", "all"), default="all")
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--fit", action="store_true", help="print the weights in tenths")
    options = parser.parse_args()
    paths = sorted(glob.glob(os.path.join(options.data, "*.xml")))
    if not paths:
        print("skipped: no annotated discussions in " + options.data)
        return
    for part, title in (("tuning", "files the lexicon was tuned on"), ("final", "files kept apart")):
        if options.part not in (part, "all"):
            continue
        chosen = [path for path in paths
                  if (os.path.basename(path)[:-4] in FINAL) == (part == "final")]
        discussions = [read_discussion(path) for path in chosen]
        suggestions(options.crux, discussions)
        sentences = [item for discussion in discussions for item in discussion["sentences"]]
        report_claims(sentences, title)
        report_targets(discussions, title)
        if part == "tuning" and options.cross_validate:
            cross_validate(discussions)
        if part == "tuning" and options.fit:
            weights, bias = fit(sentences)
            for name, weight in sorted(weights.items(), key=lambda pair: -pair[1]):
                print("%-28s %3d" % (name, round(10 * weight)))
            print("bias %.2f" % bias)


if __name__ == "__main__":
    main()
