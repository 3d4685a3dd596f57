"""Prints the best values KerasTuner finds; BayesianQuality.java prints ours for the same searches.

Takes half an hour. Arguments choose functions: branin, hartmann6, mixed; all without.
"""
import contextlib
import io
import math
import statistics
import sys
import tempfile
import time
import warnings

import keras_tuner
from keras_tuner import oracles

warnings.filterwarnings("ignore")
SEEDS = range(1, 11)
A = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]]
P = [[.1312, .1696, .5569, .0124, .8283, .5886], [.2329, .4135, .8307, .3736, .1004, .9991],
     [.2348, .1451, .3522, .2883, .3047, .6650], [.4047, .8828, .8732, .5743, .1091, .0381]]
C = [1, 1.2, 3, 3.2]


def branin(v):
    x, y = v["x"], v["y"]
    return ((y - 5.1 * x * x / (4 * math.pi**2) + 5 * x / math.pi - 6) ** 2
            + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10)


def hartmann(v):
    return -sum(c * math.exp(-sum(a[i] * (v[f"x{i}"] - p[i]) ** 2 for i in range(6))) for a, p, c in zip(A, P, C))


def mixed(v):
    return ((math.log10(v["lr"]) + 3) ** 2 / 4 + (v["units"] / 512 - 0.6) ** 2
            + {"relu": 0.0, "tanh": 0.1, "selu": 0.3}[v["act"]])


def report(name, hp, trials, function):
    if sys.argv[1:] and name not in sys.argv[1:]:
        return
    best, start = [], time.time()
    for seed in SEEDS:
        oracle = oracles.BayesianOptimizationOracle(
            objective=keras_tuner.Objective("score", "min"), max_trials=trials, seed=seed, hyperparameters=hp.copy())
        oracle._set_project_dir(tempfile.mkdtemp(), "p")
        with contextlib.redirect_stdout(io.StringIO()):
            for _ in range(trials):
                trial = oracle.create_trial("t")
                oracle.update_trial(trial.trial_id, {"score": float(function(trial.hyperparameters.values))})
                trial.status = "COMPLETED"
                oracle.end_trial(trial)
        best.append(float(oracle.get_best_trials()[0].score))
    best.sort()
    print(f"{name} median {statistics.median(best):.5f} best {best[0]:.5f} worst {best[-1]:.5f} "
          f"seconds {time.time() - start:.1f}", flush=True)


plane = keras_tuner.HyperParameters()
plane.Float("x", -5, 10)
plane.Float("y", 0, 15)
report("branin", plane, 30, branin)
six = keras_tuner.HyperParameters()
for i in range(6):
    six.Float(f"x{i}", 0, 1)
report("hartmann6", six, 40, hartmann)
space = keras_tuner.HyperParameters()
space.Float("lr", 1e-5, 1, sampling="log")
space.Int("units", 16, 512, step=16)
space.Choice("act", ["relu", "tanh", "selu"])
report("mixed", space, 25, mixed)
