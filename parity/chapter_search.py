"""The chapter's search, here with KerasTuner and in Java, trial by trial.

    python parity/chapter_search.py MNIST.npz --home FOLDER [--images 50000] [--epochs 2] [--trials 10]

MNIST.npz is a copy of the file for Python; FOLDER is KERAS_HOME of the twin in Java alone. The twin is
./keras4j example mnist-tuning --like-keras-tuner. Prints the factor, the score and the first epoch's
loss of each trial on both sides.
"""
import argparse
import contextlib
import io
import os
import pathlib
import re
import subprocess
import sys
import tempfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import keras_tuner
import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent
keras_tuner.Tuner._configure_tensorboard_dir = lambda *args, **kwargs: None  # needs no tensorboard


class MyHyperModel(keras_tuner.HyperModel):
    def __init__(self, epochs):
        self.epochs = epochs

    def build(self, hp):
        M = keras.Sequential()
        M.add(keras.Input(shape=(28, 28, 1)))
        factor = hp.Float("factor", min_value=0.01, max_value=0.3, step=2, sampling="log")
        M.add(keras.layers.RandomRotation(factor, fill_mode="nearest"))
        M.add(keras.layers.RandomTranslation(factor, factor, fill_mode="nearest"))
        M.add(keras.layers.RandomZoom(factor, fill_mode="nearest"))
        M.add(keras.layers.Rescaling(1. / 255))
        filters = 64
        M.add(keras.layers.Conv2D(filters, kernel_size=(3, 3), activation="relu"))
        M.add(keras.layers.MaxPooling2D(pool_size=(2, 2)))
        M.add(keras.layers.Conv2D(2 * filters, kernel_size=(3, 3), activation="relu"))
        M.add(keras.layers.MaxPooling2D(pool_size=(2, 2)))
        M.add(keras.layers.Flatten())
        M.add(keras.layers.Dense(units=800, activation="relu"))
        M.add(keras.layers.Dropout(0.5))
        M.add(keras.layers.Dense(10, activation="softmax"))
        opt = keras.optimizers.Adam(learning_rate=0.00168)
        M.compile(loss="categorical_crossentropy", optimizer=opt, metrics=["accuracy"])
        return M

    def fit(self, hp, M, x, y, xy_val, **kwargs):
        reduce_cb = keras.callbacks.ReduceLROnPlateau(
            monitor="val_accuracy", factor=0.3787, patience=5, min_delta=1e-4, min_lr=1e-5)
        early_cb = keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=10, min_delta=1e-5)
        kwargs["callbacks"].extend([reduce_cb, early_cb])
        history = M.fit(x, y, batch_size=256, epochs=self.epochs, validation_data=xy_val, **kwargs)
        print("FIRST", history.history["loss"][0], flush=True)
        return history


def data(file, images):
    """The parts that the examples take."""
    with np.load(file) as f:
        x, y = f["x_train"].astype("float32")[..., None], keras.utils.to_categorical(f["y_train"], 10)
    others = min(10000, images)
    return x[:images], y[:images], x[-others:], y[-others:]


def python(options):
    x, y, x_val, y_val = data(options.mnist, options.images)
    output = io.StringIO()
    keras.utils.set_random_seed(23)
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(output):
        tuner = keras_tuner.BayesianOptimization(
            MyHyperModel(options.epochs), objective="val_accuracy", max_trials=options.trials,
            executions_per_trial=1, overwrite=True, directory=folder, project_name="MNIST")
        tuner.search(x, y, (x_val, y_val))
    losses = [float(v) for v in re.findall(r"^FIRST (\S+)", output.getvalue(), re.M)]
    trials = [tuner.oracle.trials[i] for i in tuner.oracle.start_order]
    return [(t.hyperparameters.values["factor"], t.score, loss) for t, loss in zip(trials, losses)]


def java(options):
    with tempfile.TemporaryDirectory() as folder:
        command = [str(ROOT / "keras4j"), "example", "mnist-tuning", "--like-keras-tuner", "--data", "mnist",
                   "--images", str(options.images), "--epochs", str(options.epochs), "--trials", str(options.trials),
                   "--output", folder]
        env = os.environ | ({"KERAS_HOME": options.home} if options.home else {})
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=env)
        if done.returncode:
            sys.exit(done.stdout)
        print(done.stdout[done.stdout.index("Results summary"):])
        trials = []
        parts = re.split(r"^Search: Running Trial #\d+", done.stdout.replace("\r", "\n"), flags=re.M)[1:]
        for part in parts:
            factor = re.search(r"^(\S+)\s+\|\S+\s+\|factor$", part, re.M)
            score = re.search(r"^val_accuracy: (\S+)", part, re.M)
            loss = re.search(r" loss: (\S+) - val_accuracy", part)
            trials.append((float(factor[1]), float(score[1]), float(loss[1])))
        return trials


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mnist", metavar="MNIST.npz")
    parser.add_argument("--home", metavar="FOLDER")
    for name, value in (("images", 50000), ("epochs", 2), ("trials", 10)):
        parser.add_argument("--" + name, type=int, default=value)
    options = parser.parse_args()
    here, there = python(options), java(options)
    print("| Trial | factor: Python, Java | val_accuracy: Python, Java | first epoch's loss: Python, Java |")
    print("|---|---|---|---|")
    for i, (p, j) in enumerate(zip(here, there)):
        print(f"| {i} | {p[0]:g}, {j[0]:g} | {p[1]:.4f}, {j[1]:.4f} | {p[2]:.4f}, {j[2]:.4f} |")
    same = [p[0] for p in here] == [j[0] for j in there]
    print(f"\n{len(here)} trials here, {len(there)} there; the factors are {'the same' if same else 'not the same'}.")


if __name__ == "__main__":
    main()
