"""Lets Python load and run the SavedModels that SavedModelInteropTest has exported.

Run after the tests, with a Python that has TensorFlow and Keras:
    python parity/saved_models_check.py
"""
import pathlib
import sys

import common
from common import np

import keras
import tensorflow as tf

FOLDER = pathlib.Path(common.ROOT) / "api" / "target" / "interop-saved-models"
LARGEST = 1e-5


def difference(ours, theirs):
    assert ours.shape == theirs.shape and ours.dtype == theirs.dtype, (ours, theirs)
    return float(np.max(np.abs(ours.astype("float64") - theirs))) if ours.size else 0.0


worst = 0.0
models = sorted(p.parent for p in FOLDER.glob("*/saved_model.pb"))
for folder in models:
    data = np.load(folder.with_suffix(".npz"))
    inputs = {k[3:]: data[k] for k in data.files if k.startswith("in:")}
    outputs = {k[4:]: data[k] for k in data.files if k.startswith("out:")}
    loaded = tf.saved_model.load(str(folder))
    for signature in ("serving_default", "serve"):
        got = loaded.signatures[signature](**{k: tf.constant(v) for k, v in inputs.items()})
        assert set(got) == set(outputs), (set(got), set(outputs))
        worst = max([worst] + [difference(outputs[k], got[k].numpy()) for k in got])
    for rows in (1, 7):  # the number of samples is open
        loaded.signatures["serve"](**{k: tf.constant(np.repeat(v[:1], rows, 0)) for k, v in inputs.items()})
    if len(inputs) == 1:
        layer = keras.layers.TFSMLayer(str(folder), call_endpoint="serving_default")
        got = layer(tf.constant(next(iter(inputs.values()))))
        worst = max([worst] + [difference(outputs[k], np.asarray(v)) for k, v in got.items()])
    print(f"{folder.name}: {worst:.2g}")

# The values lie under the paths that Keras gives its weights, so Keras itself computes the same with them.
values = tf.train.load_checkpoint(str(FOLDER / "sequential" / "variables" / "variables"))
data = np.load(FOLDER / "sequential.npz")
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(8, activation="relu", name="first"), keras.layers.BatchNormalization(name="norm"),
                          keras.layers.Dropout(0.5), keras.layers.Dense(3, name="last")])
for layer in model.layers:
    if layer.trainable_weights:
        paths = [f"{layer.name}/{w.name}" for w in layer.weights]
        layer.set_weights([values.get_tensor(k) for p in paths for k in values.get_variable_to_shape_map() if k.endswith(p)])
worst = max(worst, difference(data["out:output_0"], model.predict(data["in:features"], verbose=0)))

print(f"{len(models)} models, largest difference {worst:.2g}")
sys.exit(0 if models and worst <= LARGEST else 1)
