"""Best models across the languages: KerasTuner takes them from our project, and we from its.

    python parity/tuner_models_check.py

Runs ProjectModelsTest of the module tuner, which leaves a finished search and predictions of its best model,
and reads one that is written here.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import common  # before Keras: it silences TensorFlow
import keras
import keras_tuner
import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent
keras_tuner.Tuner._configure_tensorboard_dir = lambda *args, **kwargs: None  # needs no tensorboard
X = (np.arange(40, dtype="float32") / 40).reshape(10, 4)
Y = X.sum(1, keepdims=True)


def build(hp):
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(hp.Int("units", 2, 8), activation="relu"), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(0.01), "mse")
    return model


def search(folder, **kwargs):
    return keras_tuner.RandomSearch(build, objective="val_loss", max_trials=3, seed=3, directory=folder, project_name="p", **kwargs)


def main():
    with tempfile.TemporaryDirectory() as folder:
        tuner = search(folder)
        tuner.search(X, Y, validation_data=(X, Y), epochs=2, verbose=0)
        theirs = tuner.get_best_models(1)[0].predict(X, verbose=0)
        np.save(pathlib.Path(folder) / "best.npy", theirs)
        done = subprocess.run([str(ROOT / "mvnw"), "-o", "-B", "-q", "-Dfast", "-pl", "tuner", "-am", "test", "-Dtest=ProjectModelsTest",
                               "-Dsurefire.failIfNoSpecifiedTests=false", f"-Dkerastuner.project={folder}"], cwd=ROOT, text=True,
                              capture_output=True)
        if done.returncode:
            sys.exit(done.stdout[-2000:])
    ours = ROOT / "tuner/target/interop-models"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ours / "p", pathlib.Path(folder) / "p")
        best = search(folder).get_best_models(1)[0].predict(X, verbose=0)
    difference = float(np.abs(best - np.load(ours / "best.npy")).max())
    print(f"Java takes the best model from KerasTuner's project; from ours KerasTuner's predictions differ by {difference:.1e}")
    sys.exit(1 if difference > 1e-5 else 0)


if __name__ == "__main__":
    main()
