"""SavedModels that Python exports, and what they compute, for Keras.loadSavedModel.

    python parity/saved_models.py

writes saved_models.json and, where one is missing, folders in api/src/test/resources/saved_models. A folder that is
there stays: TensorFlow gives other bytes each time. It is loaded and compared with what is stored.
saved_models_check.py loads what the Java tests have exported.
"""
import os
import shutil

import common
import topics
from common import array, np

import keras
import tensorflow as tf
from keras import layers as L

TOPIC = topics.Topic("api", "saved_models")
FOLDER = os.path.join(common.ROOT, "api", "src", "test", "resources", "saved_models")


def image_model():  # without augmentation, which Keras's export leaves switched on
    return keras.Sequential([
        keras.Input((8, 8, 3), dtype="uint8", name="image"), L.Rescaling(1 / 255), L.Conv2D(4, 3),
        L.BatchNormalization(), L.ReLU(), L.GlobalAveragePooling2D(), L.Dropout(0.5), L.Dense(3, activation="softmax")])


def functional_model():
    words, b = keras.Input((6,), dtype="int32", name="words"), keras.Input((2,), name="b")
    means = L.GlobalAveragePooling1D()(L.Embedding(20, 4, mask_zero=True)(words))
    both = L.Concatenate()([means, b])
    return keras.Model([words, b], [L.Dense(1, activation="sigmoid")(both)] + [L.Dense(n + 1)(both) for n in range(10)])


def named_model():
    x = keras.Input((4,), name="features")
    return keras.Model({"features": x}, {"price": L.Dense(1)(x), "kind": L.Dense(3, activation="softmax")(x)})


def recurrent_model():
    return keras.Sequential([keras.Input((None, 3), name="steps"), L.LSTM(4, return_sequences=True), L.GRU(3), L.Dense(2)])


class Functions(tf.Module):
    """No Keras: a loop, two signatures, neither of which is called serving_default."""

    def __init__(self):
        super().__init__()
        self.factor = tf.Variable([1.5, -2.0])

    @tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32, name="x")])
    def powers(self, x):
        y, n = x, tf.constant(0)
        while n < 5:
            y, n = y * self.factor + tf.reduce_max(x), n + 1
        return {"y": y, "same": y, "x": tf.identity(x), "total": tf.reduce_sum(y)}

    @tf.function(input_signature=[tf.TensorSpec([3, 2], tf.int64, name="x")])
    def fixed(self, x):
        return {"y": x * 2}


class Unsafe(tf.Module):
    """What a stranger may send: one signature writes a file from within a function, one takes texts, one is fine."""

    @tf.function
    def hidden(self, x):
        tf.io.write_file("keras4j_was_here", "x")
        return x + 1

    @tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32, name="x")])
    def writes(self, x):
        return {"y": tf.cond(tf.reduce_sum(x) > 0, lambda: self.hidden(x), lambda: x)}

    @tf.function(input_signature=[tf.TensorSpec([None], tf.string, name="text")])
    def texts(self, text):
        return {"length": tf.strings.length(text)}

    @tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32, name="x")])
    def plain(self, x):
        return {"y": x * 2}


def export(name, model):
    folder = os.path.join(FOLDER, name)
    if topics.checking() or os.path.exists(folder):
        return folder
    if isinstance(model, keras.Model):
        model.export(folder, verbose=False)
    elif isinstance(model, Unsafe):
        signatures = {"serving_default": model.writes, "texts": model.texts, "plain": model.plain}
        tf.saved_model.save(model, folder, signatures)
    else:
        tf.saved_model.save(model, folder, {"powers": model.powers, "fixed": model.fixed})
    os.remove(os.path.join(folder, "fingerprint.pb"))
    shutil.rmtree(os.path.join(folder, "assets"), ignore_errors=True)
    return folder


def keep(name, make, signature="serving_default", **inputs):
    if not (case := TOPIC.case(f"{name}, {signature}")):
        return
    keras.utils.set_random_seed(4)
    model = make()
    given = {k: case.given(f"inputs/{k}", lambda v=v: v(case.rng)) for k, v in inputs.items()}
    if isinstance(model, keras.Model):
        for w in model.weights:  # also those that begin as 0 or 1
            if w.dtype == "float32":
                w.assign(np.random.default_rng(len(w.path)).uniform(0.1, 1, w.shape).astype("float32"))
    loaded = tf.saved_model.load(export(name, model)).signatures[signature]
    outputs = {k: v.numpy() for k, v in loaded(**{k: tf.constant(v) for k, v in given.items()}).items()}
    if isinstance(model, keras.Model):
        expected = model.predict(given, verbose=0)
        if not isinstance(expected, dict):
            expected = {f"output_{i}": v for i, v in enumerate(expected if isinstance(expected, list) else [expected])}
        for k, v in expected.items():
            if not np.allclose(v, outputs[k], rtol=1e-5, atol=1e-6):
                TOPIC.report(f"{name}: {k} is another number in the folder")
    case.keep(model=name, signature=signature, inputs={k: array(v) for k, v in given.items()},
              outputs={k: array(v) for k, v in sorted(outputs.items())})


def main():
    keep("image", image_model, image=lambda r: r.integers(0, 256, (3, 8, 8, 3)).astype("uint8"))
    keep("functional", functional_model, words=lambda r: np.where(r.uniform(size=(4, 6)) < 0.4, 0, r.integers(1, 20, (4, 6))).astype("int32"),
         b=lambda r: r.normal(size=(4, 2)).astype("float32"))
    keep("named", named_model, features=lambda r: r.normal(size=(5, 4)).astype("float32"))
    keep("recurrent", recurrent_model, steps=lambda r: r.normal(size=(2, 7, 3)).astype("float32"))
    keep("functions", Functions, "powers", x=lambda r: r.normal(size=(4, 2)).astype("float32"))
    keep("functions", Functions, "fixed", x=lambda r: r.integers(-9, 9, (3, 2)))
    keep("unsafe", Unsafe, "plain", x=lambda r: r.normal(size=(4, 2)).astype("float32"))


topics.run(main)
