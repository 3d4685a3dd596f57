"""Writes the files of weights that WeightsOfKerasTest reads, with the installed Keras.

    python parity/weights_h5_fixtures.py

Each version makes an archive keras-VERSION.zip. Run it with each version that files shall be read of; they are not
written again by parity/all.py, as h5py's bytes depend on its version.
"""
import json
import pathlib
import tempfile
import zipfile

import h5py
import keras
import numpy as np
from keras import layers as L

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "api/src/test/resources/org/keras4j/weights"


def convolutional():
    return keras.Sequential([
        keras.Input((6, 6, 2)), L.Conv2D(2, 3, name="first"), L.BatchNormalization(), L.SeparableConv2D(3, 2),
        L.Flatten(), L.Dropout(0.1, seed=1), L.Dense(2)])


def nested():
    a, b = keras.Input((3,)), keras.Input((4,))
    shared = L.Dense(4, name="shared")
    inner = keras.Sequential([keras.Input((4,)), L.Dense(3, activation="tanh"), L.Dense(4)], name="inner")
    x = L.add([inner(shared(b)), shared(L.Dense(4)(a))])
    return keras.Model([a, b], L.Dense(1)(x))


class Residual(L.Layer):
    """A layer made of layers, in attributes and in a list."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.wide = L.Dense(5, activation="relu")
        self.blocks = [L.Dense(4), L.Dense(4, use_bias=False)]

    def build(self, shape):
        self.scale = self.add_weight(name="scale", shape=(shape[-1],))
        self.wide.build(shape)
        self.blocks[0].build(shape[:-1] + (5,))
        self.blocks[1].build(shape)

    def call(self, x):
        return x * self.scale + self.blocks[1](self.blocks[0](self.wide(x)))


def text():
    return keras.Sequential(
        [keras.Input((5,)), L.Embedding(7, 4), L.GlobalAveragePooling1D(), Residual(), L.LayerNormalization()])


MODELS = {"convolutional": convolutional, "nested": nested, "text": text}


def ramp(shape):
    """Numbers that Java makes alike."""
    n = int(np.prod(shape))
    return (np.arange(n, dtype="float64") % 7 / 7).astype("float32").reshape(shape)


def inputs(name):
    if name == "text":
        return [(np.arange(10) % 7).reshape(2, 5).astype("int32")]
    return [ramp((2, 6, 6, 2))] if name == "convolutional" else [ramp((2, 3)), ramp((2, 4))]


def main():
    outputs = {}
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name, make in MODELS.items():
            keras.utils.set_random_seed(7)
            model = make()
            x = inputs(name)
            x = x if len(x) > 1 else x[0]
            model.compile("adam", "mse")
            model.fit(x, np.ones((2, model.output_shape[-1])), epochs=2, verbose=0)
            outputs[name] = np.asarray(model.predict(x, verbose=0)).tolist()
            model.save_weights(folder / f"{name}.weights.h5")
            try:
                model.save(folder / f"{name}.h5")
            except ValueError as e:  # Keras 3.0 gives weights of inner layers the same path
                print(keras.__version__, name, e)
                (folder / f"{name}.h5").unlink()
        (folder / "outputs.json").write_text(json.dumps(outputs) + "\n", encoding="utf-8")
        with zipfile.ZipFile(FOLDER / f"keras-{keras.__version__}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
            for file in sorted(folder.iterdir()):
                z.write(file, file.name)


def types():
    """What files of others have: all element types, texts of both kinds, split attributes."""
    import ml_dtypes
    with h5py.File(FOLDER / "types.h5", "w") as f:
        g = f.create_group("g")
        for t in ["i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "?"]:
            g[t] = np.arange(6).reshape(2, 3).astype(t)
            g["big_" + t] = np.arange(6).reshape(2, 3).astype(np.dtype(t).newbyteorder(">"))
        bf = g.create_dataset("bfloat16", data=np.array([1, -2, 0.5]).astype(ml_dtypes.bfloat16))
        bf.attrs["dtype"] = "bfloat16"
        g["scalar"] = np.float32(2.5)
        g["empty"] = np.zeros((0, 3), "float32")
        f.attrs["fixed"] = np.array([b"a", b"bb"])
        f.attrs["variable"] = ["x", "größer"]
        f.attrs["split0"], f.attrs["split1"] = ["a", "b"], ["c"]
        f.attrs["none"] = []


def keras2(variable):
    """A file as Keras 2 wrote it: weights are called dense/kernel:0."""
    kernel, bias = np.arange(6, dtype="float32").reshape(2, 3), np.arange(3, dtype="float32")
    with h5py.File(FOLDER / f"keras2_{'variable' if variable else 'fixed'}.h5", "w") as f:
        names = [["input_1", "hidden", "dropout"], ["out"]]
        texts = (lambda a: a) if variable else (lambda a: np.array([s.encode() for s in a]))
        if variable:
            f.attrs["layer_names"] = sum(names, [])
        else:
            f.attrs["layer_names0"], f.attrs["layer_names1"] = map(texts, names)
        f.attrs["keras_version"], f.attrs["backend"] = "2.4.0", b"tensorflow"
        for layer in sum(names, []):
            g = f.create_group(layer)
            weights = {"hidden": (kernel, bias), "out": (kernel.T, bias[:2])}.get(layer, ())
            paths = [f"{layer}/{w}:0" for w in ("kernel", "bias")][:len(weights)]
            g.attrs["weight_names"] = texts(paths) if paths else []
            for path, value in zip(paths, weights):
                g[path] = value


def odd():
    """Files that are HDF5 and not what Keras writes; the last two can be read."""
    folder = FOLDER / "odd"
    folder.mkdir(exist_ok=True)
    a = np.arange(6, dtype="float32")

    def write(name, fill, **options):
        with h5py.File(folder / f"{name}.h5", "w", **options) as f:
            fill(f)

    def external_data(f):
        f.create_dataset("a", (2,), "f4", external=[("elsewhere.bin", 0, 8)])

    def many_links(f):
        for i in range(20):
            f[f"a{i}"] = a

    def hard_link(f):
        f["a"] = a
        f["b"] = f["a"]

    write("compound", lambda f: f.create_dataset("a", data=np.zeros(2, [("x", "f4"), ("y", "i4")])))
    write("external_link", lambda f: f.__setitem__("a", h5py.ExternalLink("other.h5", "/a")))
    write("soft_link", lambda f: f.__setitem__("a", h5py.SoftLink("/b")))
    write("hard_link", hard_link)
    write("chunked", lambda f: f.create_dataset("a", data=a, chunks=(2,), compression="gzip"))
    write("external_data", external_data)
    write("text", lambda f: f.create_dataset("a", data=np.array([b"abc"])))
    write("reference", lambda f: f.create_dataset("a", (1,), h5py.ref_dtype))
    write("many_links", many_links, libver="latest")
    write("user_block", lambda f: f.create_dataset("g/a", data=a), userblock_size=1024)
    write("latest", lambda f: f.create_dataset("g/a", data=a), libver="latest")


if __name__ == "__main__":
    main()
    types()
    keras2(True)
    keras2(False)
    odd()
