"""Writes kerastuner-project/: a small random search by KerasTuner, for ProjectFilesTest.

The Java test makes the same search and must end with the same files.
Run from the repository root with a Python that has keras-tuner:
    python parity/tuner_project.py
"""
import contextlib
import io
import pathlib
import tempfile

import keras_tuner
import texts
import topics
from keras_tuner import oracles

NAME = "kerastuner-project"


def comparable(state):
    """Without times, and with the list that KerasTuner makes of a set in order."""
    return {k: sorted(v) if k == "tried_so_far" else v for k, v in state.items() if k not in ("display", "run_times")}


TEXTS = texts.Texts("tuner", "kerastuner_project", "org/keras4j/tuner/" + NAME, comparable=comparable)
SCORES = [0.5, float("nan"), 0.75, 0.625]


def main():
    hp = keras_tuner.HyperParameters()
    hp.Int("units", 4, 16, step=4)
    hp.Choice("act", ["relu", "tanh"])
    hp.Boolean("drop")
    hp.Float("lr", 1e-4, 1e-2, sampling="log")
    with hp.name_scope("net"):
        hp.Float("slope", 0, 1, step=0.25, default=0.5)
    with hp.conditional_scope("act", ["relu"]):
        hp.Fixed("fx", 7)
        hp.Int("depth", 1, 64, sampling="log")

    oracle = oracles.RandomSearchOracle(
        objective=keras_tuner.Objective("val_accuracy", "max"),
        max_trials=10, seed=1, hyperparameters=hp, max_retries_per_trial=0)
    folder = pathlib.Path(tempfile.mkdtemp())
    oracle._set_project_dir(str(folder), NAME)
    with contextlib.redirect_stdout(io.StringIO()):
        for i, score in enumerate(SCORES):
            trial = oracle.create_trial("tuner0")
            oracle.update_trial(trial.trial_id, {"loss": 1.5 - i, "val_accuracy": score}, step=i)
            oracle.update_trial(trial.trial_id, {"loss": 1.25 - i, "val_accuracy": score / 2}, step=i + 1)
            trial.status = "COMPLETED"
            oracle.end_trial(trial)
        trial = oracle.create_trial("tuner0")  # interrupted
        oracle.save()
    (folder / NAME / "tuner0.json").write_text("{}")
    for f in sorted((folder / NAME).rglob("*.json")):
        TEXTS.keep(f.relative_to(folder / NAME).as_posix(), f.read_text())


if __name__ == "__main__":
    topics.run(main)
