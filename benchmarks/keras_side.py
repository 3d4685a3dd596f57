"""The Python Keras side of one row: keras_side.py NAME IMAGES.npz [POLICY]. Prints one line of JSON."""
import json
import os
import resource
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


def since_process_start():
    with open("/proc/self/stat") as f:
        ticks = int(f.read().rsplit(")", 1)[1].split()[19])
    with open("/proc/uptime") as f:
        return float(f.read().split()[0]) - ticks / os.sysconf("SC_CLK_TCK")


import numpy as np
import keras
from keras import layers as L

name, npz = sys.argv[1], sys.argv[2]
policy = sys.argv[3] if len(sys.argv) > 3 else "float32"
keras.config.set_dtype_policy(policy)
steps_per_execution = int(os.environ.get("STEPS_PER_EXECUTION", "1"))
data = np.load(npz)
x = data["x_train"].astype("float32")[..., None]
y = keras.utils.to_categorical(data["y_train"], 10)


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


SIZES = {"mlp16": (16, 16 * 1500), "mlp256": (256, 50000 // 256 * 256),
         "cnn256": (256, 256 * 24), "cnnaug256": (256, 256 * 24)}
model = mlp() if name.startswith("mlp") else cnn(name.startswith("cnnaug"))
model.compile(optimizer=keras.optimizers.Adam(0.00168), loss="categorical_crossentropy",
              metrics=["accuracy"], steps_per_execution=steps_per_execution)
out = {"side": "keras", "workload": name, "policy": policy}
if name == "predict1":
    import tensorflow as tf

    one = x[:1]
    f = tf.function(lambda t: model(t, training=False))
    for _ in range(5):
        model.predict(one, verbose=0), model(one, training=False), f(one)
    out["predict_us_p50"] = 1e6 * timed(lambda: model.predict(one, verbose=0), 60)
    out["call_us_p50"] = 1e6 * timed(lambda: np.asarray(model(one, training=False)), 200)
    out["tf_function_us_p50"] = 1e6 * timed(lambda: f(one).numpy(), 500)
elif name == "predict10k":
    test = data["x_test"].astype("float32")[:10000, ..., None]
    model.predict(test, batch_size=256, verbose=0)
    s = timed(lambda: model.predict(test, batch_size=256, verbose=0), 3)
    out["img_per_s"] = round(len(test) / s)
else:
    batch, n = SIZES[name]
    if steps_per_execution == 1:
        model.train_on_batch(x[:batch], y[:batch])
        out["startup_s"] = round(since_process_start(), 2)
    epoch = lambda: model.fit(x[:n], y[:n], batch_size=batch, epochs=1, verbose=0)
    epoch()
    s = timed(epoch, 3)
    out["ms_per_step"] = s / (n / batch) * 1e3
    out["img_per_s"] = round(n / s)
out["rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
out["version"] = keras.__version__
print(json.dumps(out))
