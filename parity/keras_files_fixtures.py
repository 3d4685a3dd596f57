"""Writes the whole models that KerasFilesTest loads, with the installed Keras.

    python parity/keras_files_fixtures.py          keras-VERSION.zip: .keras files and, where it can, .h5
    python parity/keras_files_fixtures.py --keras2  keras-2.zip: .h5 files of Keras 2, by the package tf-keras

Run it with each version that files shall be read of. Each archive has the models, and in models.json inputs,
predictions, and the losses of two further epochs.
"""
import json
import os
import pathlib
import sys
import tempfile
import zipfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
if "--keras2" in sys.argv:
    import tf_keras as keras
else:
    import keras
import numpy as np

L = keras.layers
FOLDER = pathlib.Path(__file__).resolve().parents[1] / "api/src/test/resources/org/keras4j/models"
VERSION = "2" if "--keras2" in sys.argv else keras.__version__


def sequential():
    return keras.Sequential([
        L.InputLayer((6, 6, 2)) if VERSION == "2" else keras.Input((6, 6, 2)), L.Conv2D(2, 3, activation="relu", name="first"),
        L.BatchNormalization(), L.MaxPooling2D(2), L.Flatten(), L.Dropout(0.0), L.Dense(2, kernel_regularizer="l2")])


def first_layer_has_the_shape():
    return keras.Sequential([L.Dense(3, input_shape=(4,), activation="tanh"), L.Dense(1)])


def functional():
    a, b = keras.Input((3,), name="a"), keras.Input((3,), name="b")
    shared = L.Dense(4, name="shared")
    inner = keras.Sequential([keras.Input((4,)), L.Dense(3, activation="tanh"), L.Dense(4)], name="inner")
    x = L.Add()([inner(shared(b)), shared(a)])
    return keras.Model([a, b], [L.Dense(1, name="p")(x), L.Dense(2, activation="softmax", name="q")(x)])


def small():
    return keras.Sequential([L.Dense(3, input_shape=(4,), activation="tanh"), L.Dense(3), L.Dense(1)])


def of_optimizers():
    """Makers of models, each with the optimizer that it is to have."""
    O = keras.optimizers
    for name, optimizer in {"sgd": O.SGD(0.05), "momentum": O.SGD(0.05, momentum=0.9), "rmsprop": O.RMSprop(0.01),
                            "centered": O.RMSprop(0.01, momentum=0.5, centered=True), "adagrad": O.Adagrad(0.1),
                            "adamw": O.AdamW(0.01), "amsgrad": O.Adam(0.01, amsgrad=True), "adamax": O.Adamax(0.01),
                            "adadelta": O.Adadelta(1.0), "ftrl": O.Ftrl(0.1)}.items():
        def make(optimizer=optimizer):
            model = small()
            model.compile(optimizer, "mse")
            return model
        make.__name__ = name
        yield make


def main():
    os.makedirs(FOLDER, exist_ok=True)
    rng = np.random.default_rng(3)
    cases = []
    with zipfile.ZipFile(FOLDER / f"keras-{VERSION}.zip", "w", zipfile.ZIP_DEFLATED) as archive, tempfile.TemporaryDirectory() as folder:
        models = [sequential, functional] + ([first_layer_has_the_shape, *of_optimizers()] if VERSION == "2" else [])
        for make in models:
            model = make()
            shapes = [tuple(t.shape[1:]) for t in model.inputs]
            xs = [np.round(rng.random((8,) + s), 3).astype("float32") for s in shapes]
            ys = [np.round(rng.random((8, t.shape[-1])), 3).astype("float32") for t in model.outputs]
            if getattr(model, "optimizer", None) is None:
                model.compile("adam", ["mse"] * len(ys) if len(ys) > 1 else "mse")
            x, y = (xs, ys) if len(xs) > 1 else (xs[0], ys[0])
            model.fit(x, y, epochs=2, batch_size=4, shuffle=False, verbose=0)
            out = model.predict(x, verbose=0)
            written = []
            for suffix in ((".h5",) if VERSION == "2" else (".keras", ".h5")):
                path = os.path.join(folder, make.__name__ + suffix)
                try:
                    model.save(path)
                    archive.write(path, make.__name__ + suffix)
                    written.append(make.__name__ + suffix)
                except Exception as e:  # some versions cannot write some models so
                    print(f"{VERSION}, {make.__name__}{suffix}: {type(e).__name__} {str(e)[:100]}")
            more = model.fit(x, y, epochs=2, batch_size=4, shuffle=False, verbose=0).history["loss"]
            cases.append({"files": written, "x": [a.tolist() for a in xs], "y": [a.tolist() for a in ys],
                          "predictions": [np.asarray(o).tolist() for o in (out if isinstance(out, list) else [out])],
                          "losses": [float(v) for v in more]})
        archive.writestr("models.json", json.dumps(cases))


if __name__ == "__main__":
    main()
