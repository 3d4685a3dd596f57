"""Lets KerasTuner read, check and continue what ProjectFilesTest and GridFilesTest left behind.

Run after the tests, from the repository root, with a Python that has keras-tuner:
    python parity/tuner_interop_check.py
"""
import json
import pathlib
import shutil
import tempfile

from keras_tuner import Objective, oracles
from keras_tuner.src.engine.trial import Trial

ROOT = pathlib.Path(__file__).parents[1] / "tuner"
OURS = ROOT / "target/interop-project"
GRIDS = ROOT / "target/interop-grids"
THEIRS = pathlib.Path(__file__).parents[1] / "tuner/src/test/resources/org/keras4j/tuner/kerastuner-project"


def reload(project):
    folder = pathlib.Path(tempfile.mkdtemp())
    shutil.copytree(project, folder / "p")
    oracle = oracles.RandomSearchOracle(
        objective=Objective("val_accuracy", "max"), max_trials=10, max_retries_per_trial=0)
    oracle._set_project_dir(str(folder), "p")
    oracle.reload()
    return oracle


ours, theirs = reload(OURS), reload(THEIRS)
assert repr(ours.get_space().space) == repr(theirs.get_space().space)
assert ours.get_best_trials()[0].trial_id == theirs.get_best_trials()[0].trial_id == "02"
for trial_id, trial in theirs.trials.items():
    expected, actual = trial.get_state(), ours.trials[trial_id].get_state()
    expected.pop("message"), actual.pop("message")
    assert json.dumps(expected) == json.dumps(actual), (expected, actual)
for _ in range(6):  # the interrupted trial, then new ones
    a, b = ours.create_trial("t"), theirs.create_trial("t")
    assert a.trial_id == b.trial_id and a.hyperparameters.values == b.hyperparameters.values
    for oracle, trial in ((ours, a), (theirs, b)):
        if trial.status == "STOPPED":
            continue
        oracle.update_trial(trial.trial_id, {"val_accuracy": 0.5})
        trial.status = "COMPLETED"
        oracle.end_trial(trial)
assert len(ours.trials) == 10
print("KerasTuner read our search and went on with it as with its own.")


def score(values):
    return values["x"] / values.get("tuner/epochs", 1)


def run(oracle, trial):
    oracle.update_trial(trial.trial_id, {"score": score(trial.hyperparameters.values)})
    trial.status = "COMPLETED"
    oracle.end_trial(trial)


def opened(name, make):
    """Opens a copy of a search that GridFilesTest has cut off."""
    folder = pathlib.Path(tempfile.mkdtemp())
    shutil.copytree(GRIDS / name, folder / "p")
    oracle = make()
    oracle._set_project_dir(str(folder), "p")
    oracle.reload()
    finished = [t for t in oracle.trials.values() if t.status == "COMPLETED"]
    for trial in finished:
        assert trial.score == score(trial.hyperparameters.values), trial.get_state()
    assert oracle.get_best_trials()[0].score == min(t.score for t in finished)
    assert len(finished) == len(oracle.trials) - 1
    return oracle


SCORE = Objective("score", "min")

hyperband = opened(
    "hyperband", lambda: oracles.HyperbandOracle(objective=SCORE, max_epochs=8, factor=2))
rest = json.loads((GRIDS / "hyperband-rest.json").read_text())["trials"]
for step in rest:
    trial = hyperband.create_trial("tuner0")
    assert trial.status == "RUNNING", (step, trial.status)
    assert trial.trial_id == step["trial_id"], (step, trial.trial_id)
    assert trial.hyperparameters.values == step["values"], (step, trial.hyperparameters.values)
    run(hyperband, trial)
assert hyperband.create_trial("tuner0").status == "STOPPED"
print(f"KerasTuner read our Hyperband and went on for {len(rest)} trials as we do.")


def goes_on(oracle):
    try:
        for _ in range(2):  # the interrupted trial, then a new one
            run(oracle, oracle.create_trial("tuner0"))
        return True
    except KeyError:
        return False


# KerasTuner does not save the order of a grid, so it goes on with no grid search, its own included.
grid = opened("grid", lambda: oracles.GridSearchOracle(objective=SCORE))
folder = tempfile.mkdtemp()
own = oracles.GridSearchOracle(objective=SCORE, hyperparameters=grid.get_space())
own._set_project_dir(folder, "p")
for _ in range(3):
    run(own, own.create_trial("tuner0"))
own.create_trial("tuner0")
again = oracles.GridSearchOracle(objective=SCORE)
again._set_project_dir(folder, "p")
again.reload()
assert goes_on(own) and not goes_on(again) and not goes_on(grid)
print("KerasTuner read our grid search, and goes on with it as little as with its own.")
