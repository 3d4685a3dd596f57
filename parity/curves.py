"""Twelve programs beside their twins in Java: the same lines, the same seed, the same printed numbers.

    python parity/curves.py            trains here and there, prints both and the largest difference
    python parity/curves.py mlp cnn    only these
    python parity/curves.py --write    keeps what was printed here in curves.json for CurvesTest
    python parity/curves.py chapter    the network of the chapter on 8,000 images of MNIST, which the twin
                                       loads; --home FOLDER is KERAS_HOME for it alone; --picture FILE
                                       draws the curves

The twins are in examples/src/main/java/org/keras4j/examples/curves/Programs.java, in the same order.
The data are the digits that Keras4J generates; the twin writes them where this program reads them.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import numpy as np
import keras
from keras import constraints, layers, optimizers, regularizers

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIXTURE = ROOT / "examples" / "src" / "test" / "resources" / "parity" / "curves.json"
SEED = 23
STEPS = 20


class Steps(keras.callbacks.Callback):
    """Keeps the loss after each of the first steps."""

    def __init__(self):
        super().__init__()
        self.losses = []

    def on_train_batch_end(self, batch, logs=None):
        if len(self.losses) < STEPS:
            self.losses.append(logs["loss"])


def mlp(d, steps):
    model = keras.Sequential()
    model.add(keras.Input((28, 28)))
    model.add(layers.Rescaling(1 / 255))
    model.add(layers.Flatten())
    model.add(layers.Dense(64, activation="relu"))
    model.add(layers.Dense(10, activation="softmax"))
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model.fit(d.x, d.one_hot, batch_size=50, epochs=4, validation_data=(d.x_val, d.one_hot_val),
                     verbose=0, callbacks=[steps])


def cnn(d, steps):
    model = keras.Sequential()
    model.add(keras.Input((28, 28, 1)))
    factor = 0.04
    model.add(layers.RandomRotation(factor, fill_mode="nearest"))
    model.add(layers.RandomTranslation(factor, factor, fill_mode="nearest"))
    model.add(layers.RandomZoom(factor, fill_mode="nearest"))
    model.add(layers.Rescaling(1 / 255))
    model.add(layers.Conv2D(8, (3, 3), activation="relu"))
    model.add(layers.MaxPooling2D((2, 2)))
    model.add(layers.Conv2D(16, (3, 3), activation="relu"))
    model.add(layers.MaxPooling2D((2, 2)))
    model.add(layers.Flatten())
    model.add(layers.Dense(64, activation="relu"))
    model.add(layers.Dropout(0.5))
    model.add(layers.Dense(10, activation="softmax"))
    model.compile(loss="categorical_crossentropy", optimizer=optimizers.Adam(0.00168), metrics=["accuracy"])
    return model.fit(d.x[..., None], d.one_hot, batch_size=50, epochs=3,
                     validation_data=(d.x_val[..., None], d.one_hot_val), verbose=0, callbacks=[steps])


def batch_normalization(d, steps):
    model = keras.Sequential()
    model.add(keras.Input((28, 28)))
    model.add(layers.Flatten())
    model.add(layers.Dense(32, use_bias=False))
    model.add(layers.BatchNormalization(momentum=0.9))
    model.add(layers.Activation("relu"))
    model.add(layers.Dense(10, activation="softmax"))
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model.fit(d.x, d.one_hot, batch_size=64, epochs=4, validation_data=(d.x_val, d.one_hot_val),
                     verbose=0, callbacks=[steps])


def regularizers_and_constraints(d, steps):
    model = keras.Sequential()
    model.add(keras.Input((28, 28)))
    model.add(layers.Rescaling(1 / 255))
    model.add(layers.Flatten())
    model.add(layers.Dense(32, activation="tanh", kernel_regularizer=regularizers.L1L2(1e-4, 1e-3),
                           kernel_constraint=constraints.MaxNorm(1.5), bias_constraint="non_neg"))
    model.add(layers.Dense(10, activation="softmax", activity_regularizer=regularizers.L2(1e-3),
                           kernel_constraint=constraints.UnitNorm()))
    model.compile(optimizer=optimizers.SGD(0.1, momentum=0.9, nesterov=True), loss="categorical_crossentropy",
                  metrics=["accuracy"])
    return model.fit(d.x, d.one_hot, batch_size=50, epochs=4, validation_data=(d.x_val, d.one_hot_val),
                     verbose=0, callbacks=[steps])


OPTIMIZERS = {
    "Adadelta": lambda: optimizers.Adadelta(1.0),
    "Adafactor": lambda: optimizers.Adafactor(0.01),
    "Adagrad": lambda: optimizers.Adagrad(0.05),
    "Adam": lambda: optimizers.Adam(0.003),
    "AdamAmsgrad": lambda: optimizers.Adam(0.003, amsgrad=True),
    "AdamW": lambda: optimizers.AdamW(0.003, weight_decay=0.01),
    "Adamax": lambda: optimizers.Adamax(0.003),
    "Ftrl": lambda: optimizers.Ftrl(0.05),
    "Lamb": lambda: optimizers.Lamb(0.01),
    "Lion": lambda: optimizers.Lion(0.001),
    "Muon": lambda: optimizers.Muon(0.003),
    "Nadam": lambda: optimizers.Nadam(0.003),
    "RMSprop": lambda: optimizers.RMSprop(0.001, momentum=0.5, centered=True),
    "ScheduleFreeAdamW": lambda: optimizers.ScheduleFreeAdamW(0.005),
    "SGD": lambda: optimizers.SGD(0.1),
    "SGDCosine": lambda: optimizers.SGD(optimizers.schedules.CosineDecay(0.2, 60), clipnorm=1.0),
}


def optimizer(name):
    def program(d, steps):
        model = keras.Sequential()
        model.add(keras.Input((28, 28)))
        model.add(layers.Rescaling(1 / 255))
        model.add(layers.Flatten())
        model.add(layers.Dense(32, activation="sigmoid"))
        model.add(layers.Dense(10, activation="softmax"))
        model.compile(optimizer=OPTIMIZERS[name](), loss="categorical_crossentropy", metrics=["accuracy"])
        # fit would build it in a graph, where ScheduleFreeAdamW loses the initial weights.
        model.optimizer.build(model.trainable_variables)
        return model.fit(d.x, d.one_hot, batch_size=50, epochs=3, verbose=0, callbacks=[steps])

    return program


def class_weights(d, steps):
    model = keras.Sequential()
    model.add(keras.Input((28, 28)))
    model.add(layers.Rescaling(1 / 255))
    model.add(layers.Flatten())
    model.add(layers.Dense(32, activation="elu"))
    model.add(layers.Dense(10, activation="softmax"))
    model.compile(optimizer="nadam", loss="categorical_crossentropy", metrics=["accuracy"],
                  weighted_metrics=["categorical_crossentropy"])
    return model.fit(d.x, d.one_hot, batch_size=48, epochs=4, validation_split=0.2,
                     class_weight={0: 3.0, 1: 0.5, 7: 2.0}, verbose=0, callbacks=[steps])


def plateau(d, steps):
    model = keras.Sequential()
    model.add(keras.Input((28, 28)))
    model.add(layers.Flatten())
    model.add(layers.Dense(48, activation="relu"))
    model.add(layers.Dense(10))
    model.compile(optimizer=optimizers.Adam(0.02), loss=keras.losses.CategoricalCrossentropy(from_logits=True),
                  metrics=["accuracy"])
    reduce = keras.callbacks.ReduceLROnPlateau("val_loss", factor=0.3, patience=1, min_lr=1e-4)
    early = keras.callbacks.EarlyStopping("val_loss", patience=3, restore_best_weights=True)
    return model.fit(d.x / 255, d.one_hot, batch_size=50, epochs=12, validation_data=(d.x_val / 255, d.one_hot_val),
                     verbose=0, callbacks=[steps, reduce, early])


def two_outputs(d, steps):
    inputs = keras.Input((28, 28), name="image")
    x = layers.Rescaling(1 / 255)(inputs)
    x = layers.Flatten()(x)
    x = layers.Dense(48, activation="relu")(x)
    digit = layers.Dense(10, activation="softmax", name="digit")(x)
    odd = layers.Dense(1, activation="sigmoid", name="odd")(layers.Concatenate()([x, digit]))
    model = keras.Model(inputs, [digit, odd])
    model.compile(optimizer="adam", loss={"digit": "sparse_categorical_crossentropy", "odd": "binary_crossentropy"},
                  loss_weights={"digit": 1.0, "odd": 0.5}, metrics={"digit": ["accuracy"], "odd": ["accuracy"]})
    return model.fit({"image": d.x}, {"digit": d.y, "odd": d.y % 2}, batch_size=50, epochs=4,
                     validation_data=(d.x_val, {"digit": d.y_val, "odd": d.y_val % 2}), verbose=0, callbacks=[steps])


def frozen_layers(d, steps):
    base = keras.Sequential([keras.Input((28, 28)), layers.Rescaling(1 / 255), layers.Flatten(),
                             layers.Dense(96, activation="relu"), layers.BatchNormalization()])
    base.trainable = False
    model = keras.Sequential([keras.Input((28, 28)), base, layers.Dropout(0.2), layers.Dense(10, activation="softmax")])
    model.compile(optimizer=optimizers.Adam(0.01), loss="categorical_crossentropy", metrics=["accuracy"])
    return model.fit(d.x, d.one_hot, batch_size=50, epochs=4, validation_data=(d.x_val, d.one_hot_val),
                     verbose=0, callbacks=[steps])


def sparse_labels(d, steps):
    model = keras.Sequential([keras.Input((28, 28)), layers.Rescaling(1 / 255), layers.Reshape((28, 28, 1)),
                              layers.AveragePooling2D(2), layers.Flatten(), layers.Dense(10)])
    model.compile(optimizer=optimizers.SGD(0.5), loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
                  metrics=["accuracy", keras.metrics.SparseTopKCategoricalAccuracy(k=3, name="top3")])
    return model.fit(d.x, d.y, batch_size=32, epochs=4, validation_data=(d.x_val, d.y_val), verbose=0, callbacks=[steps])


def regression(d, steps):
    model = keras.Sequential()
    model.add(keras.Input((28, 28)))
    model.add(layers.Rescaling(1 / 255))
    model.add(layers.Flatten())
    model.add(layers.Dense(32, activation="selu", kernel_initializer="lecun_normal"))
    model.add(layers.GaussianNoise(0.1))
    model.add(layers.Dense(1, kernel_initializer="lecun_uniform"))
    model.compile(optimizer=optimizers.Adam(0.003), loss="mse", metrics=["mae"])
    return model.fit(d.x, d.y.astype("float32"), batch_size=50, epochs=4,
                     validation_data=(d.x_val, d.y_val.astype("float32")), verbose=0, callbacks=[steps])


def separable(d, steps):
    model = keras.Sequential()
    model.add(keras.Input((28, 28, 1)))
    model.add(layers.Rescaling(1 / 127.5, offset=-1))
    model.add(layers.SeparableConv2D(12, 3, strides=2, activation="relu"))
    model.add(layers.SeparableConv2D(24, 3, padding="same", activation="relu", depth_multiplier=2))
    model.add(layers.GlobalAveragePooling2D())
    model.add(layers.Dense(10, activation="softmax"))
    model.compile(optimizer=optimizers.Adam(0.01), loss="categorical_crossentropy", metrics=["accuracy"])
    return model.fit(d.x[..., None], d.one_hot, batch_size=50, epochs=3,
                     validation_data=(d.x_val[..., None], d.one_hot_val), verbose=0, callbacks=[steps])


PROGRAMS = {
    "mlp": mlp,
    "cnn": cnn,
    "batch-normalization": batch_normalization,
    "regularizers-and-constraints": regularizers_and_constraints,
    **{f"optimizer-{name}": optimizer(name) for name in OPTIMIZERS},
    "class-weights": class_weights,
    "plateau": plateau,
    "two-outputs": two_outputs,
    "frozen-layers": frozen_layers,
    "sparse-labels": sparse_labels,
    "regression": regression,
    "separable": separable,
}


def chapter(d, steps):
    model = keras.Sequential()
    model.add(keras.Input((28, 28, 1)))
    factor = 0.04
    model.add(layers.RandomRotation(factor, fill_mode="nearest"))
    model.add(layers.RandomTranslation(factor, factor, fill_mode="nearest"))
    model.add(layers.RandomZoom(factor, fill_mode="nearest"))
    model.add(layers.Rescaling(1 / 255))
    filters = 64
    model.add(layers.Conv2D(filters, (3, 3), activation="relu"))
    model.add(layers.MaxPooling2D((2, 2)))
    model.add(layers.Conv2D(2 * filters, (3, 3), activation="relu"))
    model.add(layers.MaxPooling2D((2, 2)))
    model.add(layers.Flatten())
    model.add(layers.Dense(800, activation="relu"))
    model.add(layers.Dropout(0.5))
    model.add(layers.Dense(10, activation="softmax"))
    model.compile(loss="categorical_crossentropy", optimizer=optimizers.Adam(0.00168), metrics=["accuracy"])
    return model.fit(d.x[..., None], d.one_hot, batch_size=256, epochs=20,
                     validation_data=(d.x_val[..., None], d.one_hot_val), verbose=0, callbacks=[steps])


# Takes minutes and the real data: only by name.
LARGE = {"chapter": chapter}


class Data:
    """The digits as the twin wrote them."""

    def __init__(self, file):
        with np.load(file) as f:
            self.x, self.y, self.x_val, self.y_val = (f[k] for k in ("x", "y", "x_val", "y_val"))
        self.one_hot = keras.utils.to_categorical(self.y, 10)
        self.one_hot_val = keras.utils.to_categorical(self.y_val, 10)


def train(name, data):
    """One program; returns the losses of its first steps, and its history as lists by name."""
    keras.utils.set_random_seed(SEED)
    steps = Steps()
    history = (PROGRAMS | LARGE)[name](data, steps).history
    return {"steps": [float(v) for v in steps.losses], "epochs": {k: [float(v) for v in h] for k, h in history.items()}}


def twins(names, folder, home):
    """Runs the twins in Java; returns the same of them."""
    file = pathlib.Path(folder) / "java.json"
    command = [str(ROOT / "keras4j"), "example", "curves", *names, "--output", folder]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=os.environ | ({"KERAS_HOME": home} if home else {}))
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}")
    result = {}
    for line in done.stdout.splitlines():
        words = line.split()
        if len(words) > 3 and words[0] in PROGRAMS | LARGE:
            of = result.setdefault(words[0], {"steps": [], "epochs": {}})
            if words[1] == "steps":
                of["steps"] = [float(v) for v in words[2:]]
            else:
                for key, value in zip(words[3::2], words[4::2]):
                    of["epochs"].setdefault(key, []).append(float(value))
    return result


def relative(a, b):
    return max((abs(x - y) / max(abs(x), 1e-12) for x, y in zip(a, b)), default=0.0)


def differences(python, java):
    """The largest difference of the losses of the first steps, relative, and of each loss and metric."""
    if len(python["steps"]) != len(java["steps"]) or sorted(python["epochs"]) != sorted(java["epochs"]):
        sys.exit(f"not the same numbers: {python}, {java}")
    losses = [relative(v, java["epochs"][k]) for k, v in python["epochs"].items() if "loss" in k]
    others = [max(abs(x - y) for x, y in zip(v, java["epochs"][k])) for k, v in python["epochs"].items() if "loss" not in k]
    return relative(python["steps"], java["steps"]), max(losses), max(others, default=0.0)


def show(name, python, java):
    print(f"\n{name}")
    keys = list(python["epochs"])
    print("  epoch  " + "  ".join(f"{k:>27}" for k in keys))
    for e in range(len(python["epochs"]["loss"])):
        cells = (f"{python['epochs'][k][e]:>13.6f} {java['epochs'][k][e]:>13.6f}" for k in keys)
        print(f"  {e + 1:>5}  " + "  ".join(cells))


def draw(file, python, java):
    """Loss and accuracy of both sides in one picture."""
    import matplotlib
    matplotlib.use("Agg")
    from matplotlib import pyplot
    figure, axes = pyplot.subplots(1, 2, figsize=(11, 4.2))
    for axis, key in zip(axes, ("loss", "accuracy")):
        for k, color in ((key, "tab:blue"), ("val_" + key, "tab:orange")):
            epochs = range(1, len(python["epochs"][k]) + 1)
            axis.plot(epochs, python["epochs"][k], color=color, linewidth=5, alpha=0.35, label=f"{k}, Python Keras")
            axis.plot(epochs, java["epochs"][k], color=color, linewidth=1, marker="o", markersize=3, label=f"{k}, Keras4J")
        axis.set_xlabel("epoch")
        axis.set_ylabel(key)
        axis.grid(alpha=0.3)
        axis.legend()
    axes[1].set_ylim(0.9, 1)
    axes[0].set_ylim(0, 0.35)
    figure.tight_layout()
    figure.savefig(file, dpi=90)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--picture", metavar="FILE")
    parser.add_argument("--home", metavar="FOLDER", help="KERAS_HOME of the twin; Python's Keras never reads there")
    options = parser.parse_args()
    names = options.names or list(PROGRAMS)
    with tempfile.TemporaryDirectory() as folder:
        java = twins(names, folder, options.home)
        data = Data(os.path.join(folder, "digits.npz"))
        python = {n: train(n, data) for n in names}
    for n in names:
        show(n, python[n], java[n])
    print(f"\nLeft each time Python (Keras {keras.__version__}), right Java. Largest differences:\n")
    print(f"| Program | loss of the first {STEPS} steps, relative | losses of all epochs, relative | other metrics |")
    print("|---|---|---|---|")
    for n in names:
        first, losses, others = differences(python[n], java[n])
        print(f"| `{n}` | {first:.0e} | {losses:.0e} | {others:.4f} |")
    if options.picture:
        draw(options.picture, python[names[0]], java[names[0]])
    if options.write:
        FIXTURE.parent.mkdir(parents=True, exist_ok=True)
        with open(FIXTURE, "w", encoding="utf-8", newline="\n") as f:
            rows = ",\n".join(json.dumps({"case": n, **python[n]}) for n in names)
            f.write(f'{{"versions": {{"keras": "{keras.__version__}"}}, "cases": [\n{rows}\n]}}\n')


if __name__ == "__main__":
    main()
