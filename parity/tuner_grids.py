"""Writes tuner_grids/: searches of random spaces by KerasTuner's GridSearch and Hyperband, for GridsTest.

Run from the repository root with a Python that has keras-tuner:
    python parity/tuner_grids.py
A file of more of the same searches is written by
    python parity/tuner_grids.py wide FOLDER COUNT
"""
import contextlib
import hashlib
import io
import json
import math
import pathlib
import random
import sys
import tempfile

import keras_tuner
import topics
from keras_tuner import oracles

TOPIC = topics.Topic("tuner", "tuner_grids", rtol=1e-12, atol=0, folder="org/keras4j/tuner", packages=("keras-tuner",))
KINDS = ["int", "int step", "int log", "float", "float log", "float reverse", "float step", "float log step",
         "words", "numbers", "boolean", "fixed"]


def declare(hp, kind, name, rng, **parent):
    low = rng.randint(1, 10)
    if kind == "int":
        hp.Int(name, low, low + rng.randint(0, 5), **parent)
    elif kind == "int step":
        step = rng.choice([2, 4, 16])
        high = low + step * rng.randint(1, 4)
        hp.Int(name, low, high, step=step, default=rng.choice([None, low + step]), **parent)
    elif kind == "int log":
        hp.Int(name, low, low * rng.choice([8, 20, 100]), sampling="log", **parent)
    elif kind == "float":
        hp.Float(name, -low, low * 2, default=rng.choice([None, 0.5]), **parent)
    elif kind == "float log":
        hp.Float(name, 10.0 ** -rng.randint(3, 6), 0.1, sampling="log", **parent)
    elif kind == "float reverse":
        hp.Float(name, 1, 10 * low, sampling="reverse_log", **parent)
    elif kind == "float step":
        hp.Float(name, 0, 0.125 * rng.randint(1, 4), step=0.125, **parent)
    elif kind == "float log step":
        hp.Float(name, 0.01, 0.3, sampling="log", step=2, default=rng.choice([None, 0.05]), **parent)
    elif kind == "words":
        values = ["relu", "tanh", "selu", "elu"][:rng.randint(1, 4)]
        hp.Choice(name, values, default=rng.choice([None, rng.choice(values)]), **parent)
    elif kind == "numbers":
        hp.Choice(name, [16, 32, 64, 128, 256][:rng.randint(2, 5)], **parent)
    elif kind == "boolean":
        hp.Boolean(name, default=rng.random() < 0.5, **parent)
    else:
        hp.Fixed(name, 3, **parent)


def family(hp, rng, name):
    """A choice with children of one of its values, sometimes with a grandchild."""
    hp.Choice(name, ["plain", "fancy", "odd"][:rng.randint(2, 3)])
    with hp.conditional_scope(name, ["fancy"]):
        if rng.random() < 0.4:
            hp.Boolean(name + "_deep", default=rng.random() < 0.5)
            with hp.conditional_scope(name + "_deep", [True]):
                declare(hp, rng.choice(KINDS), name + "_grandchild", rng)
        declare(hp, rng.choice(KINDS), name + "_child", rng)


def space(number):
    """One to four hyperparameters of any kind, often with conditional ones among them."""
    rng = random.Random(number)
    hp = keras_tuner.HyperParameters()
    for i in range(rng.choice([1, 1, 2, 2, 3, 4])):
        if rng.random() < 0.35:
            family(hp, rng, f"kind{i}")
        declare(hp, rng.choice(KINDS), f"p{i}", rng)
    return hp, rng.choice(["min", "max"])


def late(hp, number):
    """What a model declares only when it runs: nothing, or one more, under a condition where there can be one."""
    rng = random.Random(-number)
    if number % 3:
        return
    kind = rng.choice(KINDS)
    if hp.get("kind0") if "kind0" in [e.name for e in hp.space] else False:
        with hp.conditional_scope("kind0", ["plain"]):
            declare(hp, kind, "late", rng)
    else:
        declare(hp, kind, "late", rng)


def score(values):
    """A wavy function of anything."""
    total = 0.0
    for i, name in enumerate(sorted(values)):
        v = values[name]
        u = sum(map(ord, v)) % 7 / 7 if isinstance(v, str) else math.log1p(abs(v))
        total += math.sin(1.3 * i + 1.7 * u) + 0.1 * u
    return total


def grid(number):
    hp, direction = space(number)
    rng = random.Random(1000 + number)
    return oracles.GridSearchOracle(
        objective=keras_tuner.Objective("score", direction), max_trials=rng.choice([None, None, 7]), seed=100 + number,
        hyperparameters=hp, max_retries_per_trial=1), {}


def hyperband(number):
    hp, direction = space(number)
    rng = random.Random(2000 + number)
    settings = {"max_epochs": rng.choice([1, 2, 3, 4, 5, 6, 8, 9, 10]), "factor": rng.choice([2, 3, 3, 4]),
                "hyperband_iterations": rng.choice([1, 1, 2])}
    return oracles.HyperbandOracle(
        objective=keras_tuner.Objective("score", direction), seed=100 + number, hyperparameters=hp,
        max_retries_per_trial=1, **settings), settings


def digest(value):
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:16]


def state(oracle):
    """What oracle.json has at the end; the long lists of hashes only as their digests."""
    saved = json.loads((pathlib.Path(oracle._project_dir) / "oracle.json").read_text())
    saved.pop("display"), saved.pop("ongoing_trials")
    saved["tried_so_far"] = digest(sorted(saved["tried_so_far"]))
    saved["id_to_hash"] = digest(sorted(saved["id_to_hash"].items()))
    return saved


def project(oracle):
    oracle.save()
    folder = pathlib.Path(oracle._project_dir)
    return {f.relative_to(folder).as_posix(): f.read_text() for f in sorted(folder.rglob("*.json"))}


def end(oracle, trial, number, fails):
    """Ends a run; returns how."""
    if "fail" in fails and int(trial.trial_id) % 5 == 3:
        trial.status = "FAILED"
    elif "retry" in fails and int(trial.trial_id) % 4 == 1 and oracle._run_times[trial.trial_id] == 0:
        trial.status = "INVALID"
    else:
        late(trial.hyperparameters, number)
        oracle.update_trial(trial.trial_id, {"score": score(trial.hyperparameters.values)})
        trial.status = "COMPLETED"
    oracle.end_trial(trial)
    return trial.status


def search(make, number, limit, workers=1, fails=(), resume=None):
    """Runs a search: when all workers are busy or one has to wait, the oldest trial ends."""
    oracle, settings = make(number)
    oracle._set_project_dir(tempfile.mkdtemp(), "p")
    given = oracle.get_state()["hyperparameters"]
    extra = keras_tuner.HyperParameters.from_config(json.loads(json.dumps(given)))
    late(extra, number)
    extra = [e for e in extra.get_config()["space"] if e["config"]["name"] == "late"]
    steps, running, files = [], [], None
    with contextlib.redirect_stdout(io.StringIO()):
        for i in range(limit):
            if len(running) == workers:
                k, oldest = running.pop(0)
                steps[k]["end"] = end(oracle, oldest, number, fails)
            if i == resume:
                files = project(oracle)
                again, _ = make(number)
                again._set_project_dir(oracle._directory, "p")
                again.reload()
                oracle = again
            trial = oracle.create_trial(f"tuner{i}")
            steps.append({"id": trial.trial_id, "status": trial.status})
            if trial.status == "STOPPED":
                break
            if trial.status == "IDLE":
                k, oldest = running.pop(0)
                steps[k]["end"] = end(oracle, oldest, number, fails)
                continue
            steps[-1]["values"] = dict(trial.hyperparameters.values)
            steps[-1]["seed_state"] = oracle._seed_state
            running.append((i, trial))
        for k, trial in running:
            steps[k]["end"] = end(oracle, trial, number, fails)
        for step in steps:
            if step["status"] == "RUNNING":
                step["score"] = oracle.trials[step["id"]].score
    oracle.save()
    return dict(direction=oracle.objective.direction, max_trials=oracle.max_trials, seed=100 + number, workers=workers,
                hyperparameters=given, late=extra, settings=settings, resume=resume, files=files, steps=steps, state=state(oracle))


def cases(count, limit):
    """Texts and searches; the numbers of spaces are those of the searches."""
    for number in range(1, count + 1):
        yield f"space {number}", "Grid", lambda: search(grid, number, limit)
        yield f"space {number}", "Hyperband", lambda: search(hyperband, number, 60)
        if number % 6 == 0:
            yield f"space {number}, three workers", "Grid", lambda: search(grid, number + 1, limit, workers=3)
            yield f"space {number}, three workers", "Hyperband", lambda: search(hyperband, number, 60, workers=3)
            yield f"space {number}, failures", "Grid", lambda: search(grid, number + 1, limit, fails=("fail", "retry"))
            yield f"space {number}, failures", "Hyperband", lambda: search(hyperband, number, 60, fails=("fail", "retry"))
            yield f"space {number}, retries", "Hyperband", lambda: search(hyperband, number, 60, fails=("retry",))
        if number % 12 == 0:
            yield f"space {number}, resumed", "Hyperband", lambda: search(hyperband, number, 60, resume=5)


def main():
    for text, cls, run in cases(60, 30):
        case = TOPIC.case(text, cls)
        if case is not None:
            case.keep(**run())


def wide(folder, count):
    found = {"Grid": [], "Hyperband": []}
    for text, cls, run in cases(count, 120):
        try:
            found[cls].append({"case": text, **run()})
        except Exception as e:
            print(f"KerasTuner fails: {cls}, {text}: {type(e).__name__}: {e}")
    for cls, all_cases in found.items():
        print(cls, len(all_cases), "searches", sum(len(c["steps"]) for c in all_cases), "steps")
        (pathlib.Path(folder) / f"{cls}.json").write_text(json.dumps({"cases": all_cases}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["wide"]:
        wide(sys.argv[2], int(sys.argv[3]))
    else:
        topics.run(main)
