"""Lets Keras read the weights that WeightsForKerasTest left behind, and go on training with them.

Run after that test, from the repository root:
    python parity/weights_h5.py

Keras must load each file without a warning, have the same groups and attributes if it saves itself, predict
alike, and after two further epochs have the weights that the test ended with, to 1e-4.
"""
import pathlib
import sys
import tempfile
import warnings

import h5py
import keras
import numpy as np
from keras import layers as L

import weights_h5_fixtures as fixtures

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "api/target/weights-for-keras"
SMALLEST = 1e-4


def model(name):
    if name in ("nested", "text"):
        return fixtures.MODELS[name]()
    if name == "cnn":
        return keras.Sequential(
            [keras.Input((6, 6, 2)), L.Conv2D(2, 3), L.BatchNormalization(), L.Flatten(), L.Dense(2)])
    if name == "separable":
        return keras.Sequential([keras.Input((6, 6, 2)), L.SeparableConv2D(3, 2), L.Flatten(), L.Dense(2)])
    if name == "embedding":
        return keras.Sequential([keras.Input((5,)), L.Embedding(7, 4), L.GlobalAveragePooling1D(), L.Dense(2)])
    return keras.Sequential([keras.Input((4,)), L.Dense(5, activation="tanh"), L.Dense(2)])


def inputs(name):
    x = fixtures.inputs({"cnn": "convolutional", "separable": "convolutional", "embedding": "text"}.get(name, name)) \
        if not name.startswith("mlp") else [fixtures.ramp((6, 4))]
    return x if len(x) > 1 else x[0]


def structure(file):
    found = {}
    with h5py.File(file) as f:
        f.visititems(lambda n, o: found.__setitem__(
            n, (o.shape, str(o.dtype)) if isinstance(o, h5py.Dataset) else "name" in o.attrs))
    return found


def check(name):
    m = model(name)
    m.compile(name.partition("-")[2] or ("sgd" if name == "cnn" else "adam"), "mse")
    m.optimizer.build(m.trainable_variables)
    file = FOLDER / f"{name}-2.weights.h5"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        m.load_weights(file)
    if keras.__version__.startswith("3.15"):
        with tempfile.TemporaryDirectory() as folder:
            own = pathlib.Path(folder) / "m.weights.h5"
            m.save_weights(own)
            ours, theirs = structure(file), structure(own)
            assert ours == theirs, {k: (ours.get(k), theirs.get(k)) for k in ours.keys() | theirs.keys()
                                    if ours.get(k) != theirs.get(k)}
    x = inputs(name)
    first = np.abs(m.predict(x, verbose=0) - np.load(FOLDER / f"{name}.npz")["outputs"]).max()
    n = len(x[0]) if isinstance(x, list) else len(x)
    m.fit(x, np.ones((n,) + m.output_shape[1:]), epochs=2, batch_size=1, shuffle=False, verbose=0)
    after = [w.numpy() for w in m.weights] + [np.asarray(v) for v in m.optimizer.variables]
    m.load_weights(FOLDER / f"{name}-4.weights.h5")
    expected = [w.numpy() for w in m.weights] + [np.asarray(v) for v in m.optimizer.variables]
    second = max(np.abs(a.astype("float64") - e).max() for a, e in zip(after, expected))
    print(f"{name:16} outputs differ by {first:.1e}, after two more epochs {second:.1e}")
    return max(first, second) < SMALLEST


names = sorted(f.name[:-len("-2.weights.h5")] for f in FOLDER.glob("*-2.weights.h5"))
failed = [name for name in names if not check(name)]
print(f"Keras {keras.__version__}: {len(names)} models")
sys.exit(f"different: {failed}" if failed or not names else 0)
