"""Whole models in .keras files, from Keras to Java and back, by the command keras4j.

    python parity/files.py               all models
    python parity/files.py Dense branches  those whose names begin so

Each model of model_configs.py (every class of layers, and all ways of joining them) is saved by the real
Keras. keras4j predicts from the file, and converts it into another one, from which Keras predicts. Models
with each optimizer are trained for two epochs here, saved, trained for two by keras4j, and compared with
four epochs here. Prints one line each, and ends with 1 if something is not within its tolerance: 1e-5 for
predictions, 1e-4 for weights after a training.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import model_configs  # silences TensorFlow
import keras
import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent
PREDICTIONS, WEIGHTS = 1e-5, 1e-4
OPTIMIZERS = ("SGD", "RMSprop", "Adam", "AdamW", "Adamax", "Nadam", "Adagrad", "Adadelta", "Adafactor", "Ftrl", "Lion", "Muon", "Lamb")
models = []


class NothingToCompare(Exception):
    """A model whose predictions differ from call to call, or that has none."""


def keras4j(*words):
    done = subprocess.run([str(ROOT / "keras4j"), *map(str, words)], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError("; ".join(l for l in done.stderr.splitlines() if l.startswith("keras4j"))[:300] or done.stderr[-300:])
    return json.loads(done.stdout)


def inputs(model, rng):
    if not model.built or not getattr(model, "_functional", True):
        raise NothingToCompare("it is not built")
    xs = []
    for t in model.inputs:
        shape = (6,) + tuple(5 if d is None else d for d in t.shape[1:])
        if keras.backend.is_int_dtype(t.dtype):
            xs.append(rng.integers(0, 3, shape).astype(t.dtype))
        else:
            xs.append(rng.random(shape, dtype="float32").astype(t.dtype))
    return xs


def predict(model, xs):
    # A Sequential that was never called has no input, but inputs.
    form = model.inputs[0] if isinstance(model, keras.Sequential) else model.input
    y = model(dict(zip([t.name for t in model.inputs], xs)) if isinstance(form, dict) else keras.tree.pack_sequence_as(form, xs))
    return [keras.ops.convert_to_numpy(t).astype("float64") for t in keras.tree.flatten(y)]


def difference(a, b):
    if [x.shape for x in a] != [x.shape for x in b]:
        return float("inf")
    return max((float(np.max(np.abs(x - y) / np.maximum(1, np.abs(x)), initial=0)) for x, y in zip(a, b)), default=0.0)


def round_trip(make, folder):
    """The largest difference of Java's predictions, and of those from Java's file."""
    keras.utils.set_random_seed(5)
    model = make()
    xs = inputs(model, np.random.default_rng(1))
    expected = predict(model, xs)
    if difference(expected, predict(model, xs)) > PREDICTIONS:
        raise NothingToCompare("it draws random numbers when it predicts")
    model.save(folder / "m.keras")
    words = ["predict", folder / "m.keras"]
    for i, x in enumerate(xs):
        np.save(folder / f"x{i}.npy", x)
        words += ["--x", folder / f"x{i}.npy"]
    for i in range(len(expected)):
        words += ["--out", folder / f"y{i}.npy"]
    keras4j(*words)
    there = [np.load(folder / f"y{i}.npy").astype("float64") for i in range(len(expected))]
    keras4j("convert", folder / "m.keras", folder / "j.keras")
    back = predict(keras.models.load_model(folder / "j.keras"), xs)
    return difference(expected, there), difference(expected, back)


def training(name, folder):
    """The largest difference of the weights after two epochs there, and of Keras's after two more here."""
    rng = np.random.default_rng(2)
    x, y = rng.random((40, 6), dtype="float32"), rng.random((40, 2), dtype="float32")
    L = keras.layers

    def make():
        keras.utils.set_random_seed(7)
        model = keras.Sequential([keras.Input((6,)), L.Dense(8, activation="tanh"), L.Dropout(0.0), L.Dense(2)])
        model.compile(getattr(keras.optimizers, name)(0.01), "mse", metrics=["mae"])
        model.optimizer.build(model.trainable_variables)
        return model

    def fit(model, epochs):
        model.fit(x, y, epochs=epochs, batch_size=8, shuffle=False, verbose=0)

    whole, first = make(), make()
    fit(whole, 4)
    fit(first, 2)
    first.save(folder / "first.keras")
    np.save(folder / "x.npy", x)
    np.save(folder / "y.npy", y)
    keras4j("fit", folder / "first.keras", "--x", folder / "x.npy", "--y", folder / "y.npy", "--epochs", 2, "--batch-size", 8,
            "--no-shuffle", "--out", folder / "second.keras")
    second = keras.models.load_model(folder / "second.keras")
    there = difference(whole.get_weights(), second.get_weights())
    fit(whole, 2)
    fit(second, 2)
    return there, difference(whole.get_weights(), second.get_weights())


def collect():
    model_configs.add = lambda text, make: models.append((text, make))
    model_configs.image_models = lambda: models.append(
        ("image layers", lambda: model_configs.chain(keras.Input((16, 16, 3)), [l for l in model_configs.images() if "Random" not in type(l).__name__])))
    model_configs.compiles = lambda: None
    model_configs.main()


def main():
    collect()
    wanted = sys.argv[1:]
    failed = done = 0
    worst = [0.0, 0.0]
    jobs = [(t, lambda f, m=m: round_trip(m, f), PREDICTIONS) for t, m in models if not t.endswith(", last")]
    jobs += [(f"training with {o}", lambda f, o=o: training(o, f), WEIGHTS) for o in OPTIMIZERS]
    for text, job, tolerance in jobs:
        if wanted and not any(text.startswith(w) for w in wanted):
            continue
        keras.utils.clear_session(free_memory=False)
        try:
            with tempfile.TemporaryDirectory() as folder:
                there, back = job(pathlib.Path(folder))
        except NothingToCompare as e:
            print(f"{text}: left out, {e}", flush=True)
            continue
        except Exception as e:
            print(f"{text}: FAILED {type(e).__name__}: {str(e)[:300]}", flush=True)
            failed += 1
            continue
        done += 1
        good = there <= tolerance and back <= tolerance
        failed += not good
        worst = [max(worst[0], there), max(worst[1], back)]
        print(f"{text}: {there:.1e} there, {back:.1e} back{'' if good else ' NOT WITHIN ' + str(tolerance)}", flush=True)
    print(f"{done} models, {failed} failed; largest difference {worst[0]:.1e} there, {worst[1]:.1e} back")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
