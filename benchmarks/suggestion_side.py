"""The Python side of Suggestions.java: suggestion_side.py TRIALS DIMENSIONS REPEATS. Prints one line of JSON
with the seconds that KerasTuner takes for a suggestion after so many trials: on the clock, and of the processors."""
import contextlib
import io
import json
import os
import random
import sys
import tempfile
import time
import warnings

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
warnings.filterwarnings("ignore")
import keras_tuner
from keras_tuner import oracles


def main():
    trials, dimensions, repeats = map(int, sys.argv[1:4])
    space = keras_tuner.HyperParameters()
    for i in range(dimensions):
        space.Float(f"x{i}", 0.0, 1.0)
    oracle = oracles.BayesianOptimizationOracle(
        objective=keras_tuner.Objective("score", "min"), max_trials=trials + repeats, seed=1,
        num_initial_points=trials, hyperparameters=space)
    oracle._set_project_dir(tempfile.mkdtemp(), "p")
    wall, processor = [], []
    with contextlib.redirect_stdout(io.StringIO()):
        for i in range(trials + repeats):
            clock, used = time.perf_counter(), time.process_time()
            trial = oracle.create_trial("t")
            if i >= trials:
                wall.append(time.perf_counter() - clock)
                processor.append(time.process_time() - used)
            values = trial.hyperparameters.values.values()
            oracle.update_trial(trial.trial_id, {"score": sum((v - .4) ** 2 for v in values) + random.gauss(0, .01)})
            trial.status = "COMPLETED"
            oracle.end_trial(trial)
    print(json.dumps({"wall": wall, "processor": processor}))


main()
