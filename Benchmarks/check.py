#!/usr/bin/env python3
"""What checking a corpus takes beside reading and parsing its files.

    Benchmarks/check.py CRUX PARSE_BENCHMARK CORPUS [--rounds N]

Both are whole processes on the same files, in turns: `crux check --quiet` of the corpus, and
`parse-benchmark --reading`, which reads each file, parses it and forgets it. Printed are the median by
the clock and the least by the processor (user and system, all threads; other work can only add to it),
with one processor allowed and with two, and the ratio of the latter. CORPUS is only read.
"""
import argparse
import os
import statistics
import subprocess
import time

parser = argparse.ArgumentParser()
parser.add_argument("crux", type=os.path.abspath)
parser.add_argument("parse_benchmark", type=os.path.abspath)
parser.add_argument("corpus", type=os.path.abspath)
parser.add_argument("--rounds", type=int, default=5)
options = parser.parse_args()


def run(command, processors):
    """Seconds by the clock and by the processor, and peak memory in MB."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, processors))
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{command[0]} exited with {process.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


print("| processors | | clock, s | processor, s | against the parse | peak memory, MB |")
print("|---|---|---|---|---|---|")
available = sorted(os.sched_getaffinity(0))
for count in (1, 2):
    processors = available[:count]
    commands = {
        "read and parse": [
            options.parse_benchmark, options.corpus, "--reading", "--threads", str(count)],
        "crux check": [options.crux, "-C", options.corpus, "check", "--quiet"],
    }
    runs = {name: [] for name in commands}
    for _ in range(options.rounds):
        for name, command in commands.items():
            runs[name].append(run(command, processors))
    least = {name: min(figures[1] for figures in found) for name, found in runs.items()}
    for name, found in runs.items():
        wall = statistics.median(figures[0] for figures in found)
        ratio = least[name] / least["read and parse"]
        memory = max(figures[2] for figures in found)
        print(f"| {count} | {name} | {wall:.2f} | {least[name]:.2f} | {ratio:.2f} | {memory:.0f} |")
