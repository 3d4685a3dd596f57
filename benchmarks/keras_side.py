"""The Python Keras side of one row: keras_side.py NAME IMAGES.npz [POLICY]. Prints one line of JSON.
keras_side.py cnnaug_accuracy IMAGES.npz POLICY SEED IMAGES EPOCHS is the side of Accuracy.java."""
import json
import os
import platform
import resource
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import keras
from keras import layers as L

name, npz = sys.argv[1], sys.argv[2]
policy = sys.argv[3] if len(sys.argv) > 3 else "float32"
keras.config.set_dtype_policy(policy)
steps_per_execution = int(os.environ.get("STEPS_PER_EXECUTION", "1"))
with np.load(npz) as file:  # all four arrays, like load_data
    data = {key: file[key] for key in file.files}


def images(key):
    return data[key].astype("float32")[..., None]


def peak_mb():
    """Of this program alone; ru_maxrss may include the process that started it."""
    try:
        with open("/proc/self/status") as f:
            return int(next(line for line in f if line.startswith("VmHWM:")).split()[1]) // 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


class EpochTimes(keras.callbacks.Callback):
    """Times each epoch of a fit, so that what a fit does once counts on no side."""

    def __init__(self):
        super().__init__()
        self.seconds = []

    def on_epoch_begin(self, epoch, logs=None):
        self.start = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        self.seconds.append(time.perf_counter() - self.start)


def cnn(augmented):
    m = keras.Sequential([keras.Input((28, 28, 1))])
    if augmented:
        m.add(L.RandomRotation(0.04, fill_mode="nearest"))
        m.add(L.RandomTranslation(0.04, 0.04, fill_mode="nearest"))
        m.add(L.RandomZoom(0.04, fill_mode="nearest"))
    for layer in (
        L.Rescaling(1.0 / 255), L.Conv2D(64, (3, 3), activation="relu"), L.MaxPooling2D((2, 2)),
        L.Conv2D(128, (3, 3), activation="relu"), L.MaxPooling2D((2, 2)), L.Flatten(),
        L.Dense(800, activation="relu"), L.Dropout(0.5),
        L.Dense(10, activation="softmax", dtype="float32"),
    ):
        m.add(layer)
    return m


def mlp():
    return keras.Sequential([
        keras.Input((28, 28, 1)), L.Rescaling(1.0 / 255), L.Flatten(),
        L.Dense(800, activation="relu"), L.Dense(10, activation="softmax", dtype="float32")])


def timed(action, times):
    spans = []
    for _ in range(times):
        t = time.perf_counter()
        action()
        spans.append(time.perf_counter() - t)
    return float(np.median(spans))


# Batch, steps an epoch and epochs to warm up; TrainingSize.java has the same, and TIMED.
SIZES = {"mlp16": (16, 750, 3), "mlp256": (256, 195, 2), "cnn256": (256, 24, 1),
         "cnnaug256": (256, 24, 1)}
TIMED = 3
if name == "cnnaug_accuracy":
    seed, count, epochs = map(int, sys.argv[4:7])
    keras.utils.set_random_seed(seed)
model = mlp() if name.startswith("mlp") else cnn(name.startswith("cnnaug"))
model.compile(optimizer=keras.optimizers.Adam(0.00168), loss="categorical_crossentropy",
              metrics=["accuracy"], steps_per_execution=steps_per_execution)
out = {}
if name == "startup":
    x, y = images("x_train"), keras.utils.to_categorical(data["y_train"], 10)
    model.fit(x[:256], y[:256], batch_size=256, verbose=0)
    out["first_step_at_ms"] = time.time() * 1e3
elif name == "predict1":
    import tensorflow as tf

    one = images("x_train")[:1]
    f = tf.function(lambda t: model(t, training=False))
    for _ in range(10):
        model.predict(one, verbose=0), model(one, training=False), f(one)
    out["predict_us"] = 1e6 * timed(lambda: model.predict(one, verbose=0), 60)
    out["call_us"] = 1e6 * timed(lambda: np.asarray(model(one, training=False)), 200)
    out["function_us"] = 1e6 * timed(lambda: f(one).numpy(), 500)
elif name == "predict10k":
    test = images("x_test")[:10000]
    model.predict(test, batch_size=256, verbose=0)
    s = timed(lambda: model.predict(test, batch_size=256, verbose=0), 3)
    out["img_per_s"] = len(test) / s
elif name == "cnnaug_accuracy":
    x, y = images("x_train"), keras.utils.to_categorical(data["y_train"], 10)
    times = EpochTimes()
    history = model.fit(x[:count], y[:count], batch_size=256, epochs=epochs, verbose=0,
                        validation_data=(x[-10000:], y[-10000:]), callbacks=[times])
    out["val_accuracy"] = max(history.history["val_accuracy"])
    out["s_per_epoch"] = float(np.median(times.seconds[1:]))
else:
    batch, steps, warm_up = SIZES[name]
    x, y = images("x_train"), keras.utils.to_categorical(data["y_train"], 10)
    times = EpochTimes()
    model.fit(x[:batch * steps], y[:batch * steps], batch_size=batch, epochs=warm_up + TIMED, verbose=0,
              callbacks=[times])
    s = float(np.median(times.seconds[warm_up:]))
    out["ms_per_step"] = s / steps * 1e3
    out["img_per_s"] = batch * steps / s
out["peak_mb"] = peak_mb()
import tensorflow as tf

out["versions"] = (f"Keras {keras.__version__} (TensorFlow {tf.__version__}), "
                   f"Python {platform.python_version()}")
print(json.dumps(out))
