"""Writes bayesian_like.json: KerasTuner's searches of random spaces, for likeKerasTuner of BayesianOptimization.

Run from the repository root with a Python that has keras-tuner, scikit-learn and scipy:
    python parity/tuner_bayesian_like.py
tuner_bayesian_likeness.py runs more of the same searches.
"""
import contextlib
import io
import math
import random
import tempfile
import warnings

import keras_tuner
import topics
from keras_tuner import oracles

warnings.filterwarnings("ignore")
TRIALS = 15
# Both descents stop near a minimum; a number is that near.
TOPIC = topics.Topic("tuner", "bayesian_like", rtol=1e-2, folder="org/keras4j/tuner",
                     packages=("keras-tuner", "scikit-learn", "scipy", "numpy"))
KINDS = ["int", "int step", "int log", "float", "float log", "float step", "words", "numbers", "boolean"]


def declare(hp, kind, name, rng, **parent):
    low = rng.randint(1, 10)
    if kind == "int":
        hp.Int(name, low, low + rng.randint(1, 12), **parent)
    elif kind == "int step":
        step = rng.choice([2, 4, 16])
        hp.Int(name, low, low + step * rng.randint(2, 8), step=step, **parent)
    elif kind == "int log":
        hp.Int(name, low, low * rng.choice([8, 20, 100]), sampling="log", **parent)
    elif kind == "float":
        hp.Float(name, -low, low * 2, **parent)
    elif kind == "float log":
        hp.Float(name, 10.0 ** -rng.randint(3, 6), 0.1, sampling="log", **parent)
    elif kind == "float step":
        hp.Float(name, 0, 0.125 * rng.randint(2, 6), step=0.125, **parent)
    elif kind == "words":
        hp.Choice(name, ["relu", "tanh", "selu", "elu"][:rng.randint(2, 4)], **parent)
    elif kind == "numbers":
        hp.Choice(name, [16, 32, 64, 128, 256][:rng.randint(2, 5)], **parent)
    else:
        hp.Boolean(name, **parent)


def space(number):
    """One to four hyperparameters of any kind, sometimes with a fixed one or with one under a condition."""
    rng = random.Random(number)
    hp = keras_tuner.HyperParameters()
    for i in range(rng.choice([1, 1, 2, 2, 3, 3, 4])):
        declare(hp, rng.choice(KINDS), f"p{i}", rng)
    if rng.random() < 0.2:
        hp.Fixed("fixed", 3)
    if rng.random() < 0.3:
        hp.Choice("kind", ["plain", "fancy"])
        with hp.conditional_scope("kind", ["fancy"]):
            declare(hp, rng.choice(KINDS), "child", rng)
    return hp, rng.choice(["min", "max"]), rng.choice([None, None, 3, 6])


def score(values):
    """A wavy function of anything; the same in BayesianLikeness.java."""
    total = 0.0
    for i, name in enumerate(sorted(values)):
        v = values[name]
        u = sum(map(ord, v)) % 7 / 7 if isinstance(v, str) else math.log1p(abs(v))
        total += math.sin(1.3 * i + 1.7 * u) + 0.1 * u
    return total


def create(number, folder):
    hp, direction, initial = space(number)
    oracle = oracles.BayesianOptimizationOracle(
        objective=keras_tuner.Objective("score", direction), max_trials=TRIALS, seed=100 + number,
        num_initial_points=initial, hyperparameters=hp)
    oracle._set_project_dir(folder, "p")
    return oracle


def end(oracle, trial, status):
    if status == "COMPLETED":
        oracle.update_trial(trial.trial_id, {"score": score(trial.hyperparameters.values)})
    trial.status = status
    oracle.end_trial(trial)


def search(number, workers=1, fails=None, resume=None):
    """Runs a search: each worker's trial ends when it asks for the next one."""
    folder = tempfile.mkdtemp()
    oracle = create(number, folder)
    settings = oracle.get_state()["hyperparameters"]
    steps, running = [], []
    with contextlib.redirect_stdout(io.StringIO()):
        for i in range(TRIALS):
            if len(running) == workers:
                trial = running.pop(0)
                status = "FAILED" if fails and int(trial.trial_id) % fails == 0 else "COMPLETED"
                end(oracle, trial, status)
            if i == resume:
                oracle.save()  # end_trial has saved the trial as running
                oracle = create(number, folder)
                oracle.reload()
            trial = oracle.create_trial(f"tuner{i % workers}")
            if trial.status == "STOPPED":
                break
            running.append(trial)
            steps.append({
                "id": trial.trial_id, "values": trial.hyperparameters.values,
                "score": score(trial.hyperparameters.values), "seed_state": oracle._seed_state,
                "length_scale": getattr(getattr(oracle.gpr, "kernel_", None), "length_scale", None)})
    return dict(
        direction=oracle.objective.direction, seed=oracle.seed, num_initial_points=oracle.num_initial_points,
        workers=workers, fails=fails, resume=resume, hyperparameters=settings, steps=steps)


def main():
    for number in range(1, 13):
        TOPIC.case(f"space {number}").keep(**search(number))
    for number in (1, 4, 7):
        TOPIC.case(f"space {number}, three workers").keep(**search(number, workers=3))
        TOPIC.case(f"space {number}, every fifth trial fails").keep(**search(number, fails=5))
        TOPIC.case(f"space {number}, resumed at trial 10").keep(**search(number, resume=10))


if __name__ == "__main__":
    topics.run(main)
