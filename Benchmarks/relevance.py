#!/usr/bin/env python3
"""nDCG@10 of `crux search` on judged collections, beside plain FTS5 in the same run.

    Benchmarks/relevance.py CRUX DATA

CRUX is the binary, DATA the folder that holds `cranfield` and `ibm-kpa`. Each document becomes a
thread with one claim, in a temporary corpus; each query is asked through the command itself. The
peer is FTS5 with `porter unicode61 remove_diacritics 2`, any of the query's words, ranked by bm25,
over the same words. Gains: a judged document counts 1, an unjudged one 0.
"""
import csv
import json
import math
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

PUNCTUATION = re.compile(r"([!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])")
WORD = re.compile(r"\w+")


def cranfield(folder):
    """Documents, queries and what is relevant to each; judgements 1 to 4 count, 5 and -1 do not."""
    documents = {}
    for entry in (folder / "cran.all.1400").read_text().split("\n.I ")[0:]:
        entry = entry.removeprefix(".I ")
        number = int(entry.split("\n", 1)[0])
        title = entry.split("\n.T\n", 1)[1].split("\n.A\n", 1)[0]
        text = entry.split("\n.W\n", 1)[1] if "\n.W\n" in entry else ""
        documents[f"d{number}"] = " ".join((title + " " + text).split())
    queries = {}
    for number, entry in enumerate((folder / "cran.qry").read_text().split(".I ")[1:], 1):
        queries[str(number)] = " ".join(entry.split(".W", 1)[1].split())
    relevant = {query: set() for query in queries}
    for line in (folder / "cranqrel").read_text().splitlines():
        query, document, grade = line.split()[:3]
        if 1 <= int(grade) <= 4:
            relevant[query].add(f"d{document}")
    return documents, queries, relevant


def key_points(folder, split):
    """Key points as queries, the split's arguments as documents, label 1 as relevant."""
    rows = lambda name: csv.DictReader(open(folder / f"{name}_{split}.csv", newline=""))
    documents = {r["arg_id"].replace("_", "-"): " ".join(r["argument"].split()) for r in rows("arguments")}
    queries = {r["key_point_id"]: r["key_point"] for r in rows("key_points")}
    relevant = {query: set() for query in queries}
    for row in rows("labels"):
        if row["label"] == "1":
            relevant[row["key_point_id"]].add(row["arg_id"].replace("_", "-"))
    return documents, queries, relevant


def ndcg(found, relevant):
    gain = sum(1 / math.log2(rank + 2) for rank, one in enumerate(found[:10]) if one in relevant)
    best = sum(1 / math.log2(rank + 2) for rank in range(min(10, len(relevant))))
    return gain / best


def write_corpus(folder, documents):
    (folder / "crux.yml").write_text("title: judged\n")
    for name, text in documents.items():
        words = PUNCTUATION.sub(r"\\\1", text)
        body = f"## @D · 2025-01-01\n\n**Claim** `{name}`: {words}\n"
        (folder / f"t-{name}.md").write_text(body)


def ask_crux(crux, folder, query):
    command = [crux, "search", "-C", str(folder), "--no-refresh", "--json", "--limit", "10", "--", query]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{query}: {done.stderr}")
    if not done.stdout.strip():
        return []
    return [name for result in json.loads(done.stdout)["items"] for name in documents_of(result)]


def documents_of(result):
    """The document found and those that repeat its words, which are said once: under it."""
    first = pathlib.PurePath(result["path"]).stem.removeprefix("t-")
    return [first] + [repeat["id"] for repeat in result["repeats"]]


def peer(documents):
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE d USING fts5(name UNINDEXED, words, "
                 "tokenize='porter unicode61 remove_diacritics 2')")
    base.executemany("INSERT INTO d VALUES (?, ?)", documents.items())

    def ask(query):
        words = WORD.findall(query)
        if not words:
            return []
        match = " OR ".join(f'"{word}"' for word in words)
        rows = base.execute("SELECT name FROM d WHERE d MATCH ? ORDER BY rank LIMIT 10", (match,))
        return [row[0] for row in rows]

    return ask


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def measure(name, collection, crux):
    documents, queries, relevant = collection
    judged = {query: words for query, words in queries.items() if relevant[query]}
    ask_peer = peer(documents)
    with tempfile.TemporaryDirectory() as made:
        folder = pathlib.Path(made)
        write_corpus(folder, documents)
        subprocess.run([crux, "ingest", "-C", made], check=True, capture_output=True)
        ours = mean(ndcg(unique(ask_crux(crux, folder, words)), relevant[query])
                    for query, words in judged.items())
    plain = mean(ndcg(ask_peer(words), relevant[query]) for query, words in judged.items())
    print(f"{name:16} {len(documents):6} documents {len(judged):4} queries   "
          f"crux {ours:.3f}   plain FTS5 {plain:.3f}", flush=True)


def unique(found):
    return list(dict.fromkeys(found))


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    crux, data = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
    measure("cranfield", cranfield(data / "cranfield"), crux)
    measure("ibm-kpa dev", key_points(data / "ibm-kpa", "dev"), crux)
    measure("ibm-kpa train", key_points(data / "ibm-kpa", "train"), crux)


main()
