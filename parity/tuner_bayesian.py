"""Writes bayesian_search.json: searches by KerasTuner, for BayesianLikeKerasTunerTest.

Run from the repository root with a Python that has keras-tuner, scikit-learn and scipy:
    python parity/tuner_bayesian.py
"""
import contextlib
import io
import math
import tempfile
import warnings

import keras_tuner
import topics
from keras_tuner import oracles

warnings.filterwarnings("ignore")
# The search for the best point stops within such a distance.
TOPIC = topics.Topic("tuner", "bayesian_search", rtol=1e-2, folder="org/keras4j/tuner",
                     packages=("keras-tuner", "scikit-learn", "scipy", "numpy"))


def discrete(hp):
    hp.Int("units", 32, 512, step=32)
    hp.Choice("act", ["relu", "tanh", "selu"])
    hp.Float("rate", 0, 0.5, step=0.125)


def discrete_score(v):
    return (v["units"] / 512 - 0.6) ** 2 + {"relu": 0.0, "tanh": 0.1, "selu": 0.3}[v["act"]] + (v["rate"] - 0.2) ** 2


def continuous(hp):
    hp.Float("x", -5, 10)
    hp.Float("y", 0, 15)


def branin(v):
    x, y = v["x"], v["y"]
    return (y - 5.1 * x * x / (4 * math.pi**2) + 5 * x / math.pi - 6) ** 2 + 10 * (
        1 - 1 / (8 * math.pi)) * math.cos(x) + 10


def main():
    for name, declare, score, direction, seed, trials in [
        ("discrete", discrete, discrete_score, "min", 7, 14),
        ("discrete", discrete, discrete_score, "max", 3, 14),
        ("continuous", continuous, branin, "min", 5, 12),
    ]:
        hp = keras_tuner.HyperParameters()
        declare(hp)
        oracle = oracles.BayesianOptimizationOracle(
            objective=keras_tuner.Objective("score", direction), max_trials=trials, seed=seed, hyperparameters=hp)
        oracle._set_project_dir(tempfile.mkdtemp(), "p")
        steps = []
        with contextlib.redirect_stdout(io.StringIO()):
            for _ in range(trials):
                trial = oracle.create_trial("t")
                value = score(trial.hyperparameters.values)
                oracle.update_trial(trial.trial_id, {"score": value})
                trial.status = "COMPLETED"
                oracle.end_trial(trial)
                steps.append({"values": trial.hyperparameters.values, "score": value})
        TOPIC.case(f"{name} {direction}").keep(
            name=name, direction=direction, seed=seed, hyperparameters=hp.get_config(), steps=steps)


if __name__ == "__main__":
    topics.run(main)
