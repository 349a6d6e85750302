#!/usr/bin/env python3
"""How many block quotes debates of outside formats hold, and how many of them are resolved, with none
of our code. Usage: quotes.py FOLDER, which holds a folder for each format; one line for each
debate: path, quotes, resolved quotes."""

import collections
import email
import email.policy
import html
import json
import mailbox
import pathlib
import re
import sys

from words import Post, figures

FENCE = re.compile(r" {0,3}(```+|~~~+)")


# --- Discourse: [quote] and its close, each at a line's beginning (or the close at its end)

OPEN = re.compile(r'[ \t]*\[quote(=(?:"[^"]*"|[^\]"])*)?\]')
CLOSE = re.compile(r"[ \t]*\[/quote\]")


def bbcode_events(raw):
    """Lines as lists of ("open" | "close" | "text", text)."""
    fence = None
    for line in raw.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        mark = FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line[mark.end():].strip():
                fence = None
            yield [("text", line)]
            continue
        if mark and not (mark[1][0] == "`" and "`" in line[mark.end():]):
            fence = mark[1]
            yield [("text", line)]
            continue
        parts, rest = [], line
        quoted = re.match(r"[ \t>]*(?=\[/?quote)", rest)
        if quoted:
            rest = rest[quoted.end():]
        while match := CLOSE.match(rest) or OPEN.match(rest):
            parts.append(("close" if "[/" in match[0] else "open", match[0].strip()))
            rest = rest[match.end():]
        closes = 0
        while rest.rstrip().endswith("[/quote]"):
            rest = rest.rstrip()[: -len("[/quote]")]
            closes += 1
        if not parts and not closes:
            yield [("text", line)]
            continue
        if rest.strip():
            parts.append(("text", rest))
        yield parts + [("close", "[/quote]")] * closes


def bbcode(raw):
    lines = list(bbcode_events(raw))
    open_places = []
    for number, parts in enumerate(lines):
        for place, (kind, text) in enumerate(parts):
            if kind == "open":
                open_places.append((number, place))
            elif kind == "close":
                if open_places:
                    open_places.pop()
                else:
                    parts[place] = ("text", text)
    for number, place in open_places:
        lines[number][place] = ("text", lines[number][place][1])
    output, depth = [], 0
    for parts in lines:
        for kind, text in parts:
            if kind == "open":
                output.append("> " * depth)
                depth += 1
                output.append("> " * depth)
            elif kind == "close":
                depth -= 1
                output.append("> " * depth)
            else:
                output.append("> " * depth + text)
    text = "\n".join(output)
    for tag in ("b", "i", "u", "s", "spoiler"):
        mark = {"b": "**", "i": "*"}.get(tag, "")
        text = re.sub(rf"\[{tag}\]([^`\n]*?)\[/{tag}\]", rf"{mark}\1{mark}", text)
    return text


def discourse(folder):
    topics = collections.defaultdict(dict)
    for path in sorted(folder.rglob("*.json")):
        value = json.loads(path.read_text(encoding="utf-8"))
        for post in value["post_stream"]["posts"] if "post_stream" in value else [value]:
            topics[post.get("topic_id", value.get("id"))][post["post_number"]] = post
    for topic, posts in sorted(topics.items()):
        kept = [p for _, p in sorted(posts.items()) if p.get("post_type") != 3 and p["raw"].strip()]
        yield str(topic), figures([Post(p["post_number"], bbcode(p["raw"])) for p in kept])


# --- GitHub: bodies as they are, in order of time, none before what it answers


def github_issue(issue, comments):
    entries = []  # (time, body)

    def add(value, after):
        time = max(value.get("createdAt") or value.get("created_at") or "", after)
        if (value.get("body") or "").strip():
            entries.append((time, value["body"]))
        return time

    start = add(issue, "")
    first = len(entries)
    for comment in comments:
        time = add(comment, start)
        for reply in nodes(comment.get("replies")):
            add(reply, time)
    for review in nodes(issue.get("reviews")):
        has_words = (review.get("body") or "").strip()
        time = add(review, start) if has_words else start
        for comment in nodes(review.get("comments")):
            add(comment, time)
    rest = sorted(entries[first:], key=lambda entry: entry[0])
    return figures([Post(0, body.replace("\r\n", "\n")) for _, body in entries[:first] + rest])


def nodes(value):
    if isinstance(value, dict):
        return value.get("nodes") or [edge["node"] for edge in value.get("edges", [])]
    return value if isinstance(value, list) else []


def github(folder):
    for path in sorted(folder.glob("*.json")):
        value = json.loads(path.read_text(encoding="utf-8"))
        if "issues" in value:
            for kind in ("issues", "pulls"):
                for issue in value[kind]:
                    yield f"{path.name} {kind} {issue['number']}", github_issue(issue, issue["comments"])
            continue
        found = value.get("data", {}).get("repository") or value
        issue = next((found[k] for k in ("issue", "pullRequest", "discussion") if found.get(k)), value)
        yield path.name, github_issue(issue, nodes(value.get("comments") or issue.get("comments")))


# --- LessWrong: as GraphQL, and the page of comments; in order of time


def lesswrong(folder):
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))["data"]
        post = data["post"].get("result", data["post"])
        comments = [c for v in data.values() for c in v.get("results", [])]
        entries = [post] + sorted(comments, key=lambda c: c["postedAt"])
        bodies = [
            ((e.get("contents") or {}).get("markdown") or "") if not e.get("deleted") else "" for e in entries
        ]
        yield path.name, figures([Post(0, body) for body in bodies])
    for path in sorted(folder.glob("*.md")):
        parts = re.split(r"(?m)^### Comment by .*$", path.read_text(encoding="utf-8"))[1:]
        dated = []
        for part in parts:
            date = re.search(r"(?m)^\*\s+(\d{4}-\d\d-\d\d \S+)", part)[1]
            lines = [line for line in part.split("\n") if line.startswith("\t") or not line]
            depth = re.search(r"Reply depth: (\d+)", part)
            tabs = "\t" * min(int(depth[1] if depth else 0) + 1, 6)
            dated.append((date, "\n".join(line.removeprefix(tabs) for line in lines)))
        yield path.name, figures([Post(0, body) for _, body in sorted(dated, key=lambda d: d[0])])


# --- Markdown with other bylines

BYLINE = re.compile(r"(?m)^(?:## (?:Post #\d+ by )?@.+ \(.+\)|\*\*[^*]+\*\* wrote:)$")


def markdown(folder):
    for path in sorted(folder.glob("*.md")):
        introduction, *posts = BYLINE.split(path.read_text(encoding="utf-8"))
        introduction = re.sub(r"\A\s*# .*\n", "", introduction)
        yield path.name, figures([Post(0, post) for post in posts], introduction)


# --- Change My View: Reddit's Markdown between the tags


def change_my_view(folder):
    for path in sorted(folder.glob("*.xml")):
        text = path.read_text(encoding="utf-8").split("</thread>")[0]
        title = re.search(r"(?s)<title>(.*?)</title>", text)[1]
        posts = re.split(r"(?s)<(?:OP|reply)\b[^>]*>", text)[1:]
        plain = [html.unescape(re.sub(r"</?(?:claim|premise|OP|reply)\b[^>]*>", "", post)) for post in posts]
        bodies = [post.replace("\r\n", "\n").strip() for post in plain]
        name = html.unescape(re.sub(r"<[^>]*>", "", title)).strip()
        bodies[0] = re.sub(r"([^\w\s])", r"\\\1", name) + "\n\n" + bodies[0]
        yield path.name, figures([Post(0, body) for body in bodies])


# --- Mail: lines with `>`; threads by References


def mail_markdown(text, is_reply):
    text = re.sub(r"(?m)^-- \n(?:.+\n?)*", "", text)
    lines = []
    for line in text.split("\n"):
        marks = re.match(r"(?:> ?)*", line)[0]
        words = re.sub(r"([^\w\s])", r"\\\1", line[len(marks):])
        lines.append(marks.replace("> ", ">").replace(">", "> ") + words)
    # A line that is not quoted does not go on with the quote above it.
    parted, before = [], 0
    for line in lines:
        depth = line.count("> ")
        if depth < before and line.strip("> "):
            parted.append("> " * depth)
        parted.append(line)
        before = depth
    text = "\n".join(parted)
    return re.sub(r"(?m)^On [^\n]*(?:\n[^\n>]+)?wrote\\:\n", "", text) if is_reply else text


def mail(folder):
    for path in sorted(folder.glob("*.mbox")):
        threads, thread_of = [], {}
        for raw in mailbox.mbox(path):
            message = email.message_from_bytes(raw.as_bytes(), policy=email.policy.default)
            names = re.findall(r"<([^>]+)>", f"{message['References']} {message['In-Reply-To']}")
            own = message["Message-ID"].strip("<> ")
            thread = next((thread_of[n] for n in names if n in thread_of), None)
            if thread is None:
                thread = []
                threads.append(thread)
            for name in [own, *names]:
                thread_of[name] = thread
            body = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
            date = email.utils.parsedate_to_datetime(message["Date"])
            thread.append((date, mail_markdown(body, bool(names))))
        for number, thread in enumerate(threads, 1):
            posts = [Post(0, body) for _, body in sorted(thread, key=lambda entry: entry[0])]
            yield f"{path.name} {number}", figures(posts)


READERS = {
    "discourse": discourse, "github-archive": github, "github": github, "lesswrong": lesswrong,
    "markdown": markdown, "cmv": change_my_view, "mail": mail,
}

for name, reader in READERS.items():
    folder = pathlib.Path(sys.argv[1]) / name
    if folder.is_dir():
        for debate, (quotes, resolved) in reader(folder):
            print(f"{name} {debate}: {quotes} quotes, {resolved} resolved")
