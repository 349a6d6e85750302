#!/usr/bin/env python3
"""Times pygarg's grounded extension on the frameworks that reasoning-benchmark wrote.

    pip install pygarg python-sat
    mkdir -p frameworks && reasoning-benchmark --small frameworks > frameworks/ours.txt
    Benchmarks/Reasoning/beside_pygarg.py frameworks

Both are processor times and leave out reading the file. The number of accepted arguments must be equal.
"""
import statistics
import sys
import time

from pygarg.dung import apx_parser, solver

folder = sys.argv[1]
print("arguments  ours ms  pygarg ms  accepted alike")
for line in open(f"{folder}/ours.txt"):
    size, ours, accepted = line.split()
    arguments, attacks = apx_parser.parse(f"{folder}/{size}.apx")
    times = []
    for _ in range(5):
        start = time.thread_time()
        extension = solver.compute_grounded_extension(arguments, attacks)
        times.append(time.thread_time() - start)
    alike = len(extension) == int(accepted)
    print(f"{size:>9} {float(ours) * 1e3:>8.4f} {statistics.median(times) * 1e3:>10.3f}  {alike}")
