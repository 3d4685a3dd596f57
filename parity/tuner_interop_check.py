"""Lets KerasTuner read, check and continue the search that ProjectFilesTest left behind.

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
