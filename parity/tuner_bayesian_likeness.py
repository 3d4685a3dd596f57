"""Prints KerasTuner's searches of sixty random spaces, one a line, for BayesianLikeness.java to follow.

Takes a quarter of an hour:
    python parity/tuner_bayesian_likeness.py 1 60 > searches.txt
"""
import json
import sys

import tuner_bayesian_like

first, last = int(sys.argv[1]), int(sys.argv[2])
for number in range(first, last + 1):
    print(json.dumps({"case": f"space {number}", **tuner_bayesian_like.search(number)}), flush=True)
