"""Fixtures of the image layers: what Keras draws, what becomes of the pixels, where gradients go.

Each random layer is called twice in a row, so that the advance of its seed counts too.
"""
import common
import topics
from common import array, np, random

import keras
import tensorflow as tf
from keras import layers

LAYERS = topics.Topic("augment", "layers", rtol=3e-5)


def pixels(seed, *shape, dtype="float32"):
    return np.random.default_rng(seed).integers(0, 256, shape).astype(dtype)


def parameters(layer, x):
    """The numbers that the layer draws for one call, as one array."""
    t = layer.get_random_transformation(tf.constant(x), training=True)
    name = type(layer).__name__
    if name == "RandomRotation":
        return t["angle"]
    if name == "RandomTranslation":
        return layer._get_translation_matrix(t["translations"])
    if name == "RandomZoom":
        zooms = tf.concat([t["width_zoom"], t["height_zoom"]], 1)
        height, width = x.shape[-2:] if layer.data_format == "channels_first" else x.shape[-3:-1]
        return layer._get_zoom_matrix(zooms, height, width)
    if name == "RandomShear":
        return layer._get_shear_matrix(t["shear_factor"])
    if name == "RandomFlip":
        return tf.reshape(tf.cast(t["flips"], tf.float32), [-1])
    if name == "RandomCrop":
        return tf.cast(tf.stack([tf.cast(v, tf.int32) for v in t]), tf.int32)
    if name == "RandomContrast":
        return tf.reshape(t["contrast_factor"], [-1])
    if name == "RandomBrightness":
        return tf.reshape(t["rgb_delta"], [-1])
    raise ValueError(name)


def plain(config):
    """A config without what every layer has."""
    return {k: v for k, v in config.items() if k not in ("name", "trainable", "dtype")}


def gradient(layer, x, cotangent):
    v = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(v)
        y = layer(v, training=True)
    return tape.gradient(y, v, cotangent)


def begin(layer, x):
    """Begins the case of a layer; returns it and its input, as the file has it or as it is given."""
    name = type(layer).__name__
    text = f"{name}{common.arguments(plain(layer.get_config()))} of {x.dtype} {x.shape}"
    case = LAYERS.case(text, name)
    return case, case and case.given("x", lambda: x)


def random_case(make, x, differentiable=False):
    layer, twin = make(), make()
    case, x = begin(layer, x)
    if case is None:
        return
    fields = {"layer": type(layer).__name__, "x": array(x)}
    fields["parameters"] = [array(np.asarray(parameters(twin, x))) for _ in range(2)]
    outputs = [np.asarray(layer(x, training=True)) for _ in range(2)]
    fields["outputs"] = [array(y) for y in outputs]
    fields["state"] = array(np.asarray(layer.generator.state))
    still = np.asarray(make()(x, training=False))
    assert np.array_equal(still, x)
    fields["inference_dtype"] = str(still.dtype)
    fields["config"] = plain(layer.get_config())
    if differentiable:
        c = case.given("cotangent", lambda: random(case.seed, *outputs[0].shape))
        fields["cotangent"] = array(c)
        fields["gradient"] = array(np.asarray(gradient(make(), x, c)))
    case.keep(**fields)


def fixed_case(make, x, differentiable=True):
    layer = make()
    case, x = begin(layer, x)
    if case is None:
        return
    y = np.asarray(layer(x))
    fields = {"layer": type(layer).__name__, "config": plain(layer.get_config()), "x": array(x), "outputs": [array(y)]}
    if differentiable and x.dtype == np.float32:
        c = case.given("cotangent", lambda: random(case.seed, *y.shape))
        fields["cotangent"] = array(c)
        fields["gradient"] = array(np.asarray(gradient(make(), x, c)))
    case.keep(**fields)


def shapes_and_types():
    """A batch of one, one image, one pixel, one row; numbers of several types."""
    shapes = ((1, 5, 4, 3), (5, 4, 3), (1, 1, 1, 1), (3, 1, 6, 2))
    types = ("float32", "uint8", "int32", "int64")
    return [pixels(100 + i, *s, dtype=t) for i, s in enumerate(shapes) for t in types]


def affine():
    x = pixels(1, 2, 7, 6, 1)
    small = pixels(2, 3, 4, 5, 2)
    for fill in ("reflect", "wrap", "constant", "nearest"):
        for interpolation in ("bilinear", "nearest"):
            kw = dict(fill_mode=fill, interpolation=interpolation, fill_value=7.5)
            random_case(lambda: layers.RandomRotation(0.3, seed=11, **kw), x)
            random_case(lambda: layers.RandomTranslation(0.4, 0.9, seed=12, **kw), x)
            random_case(lambda: layers.RandomZoom(0.6, seed=13, **kw), x)
            random_case(lambda: layers.RandomShear(0.4, 0.3, seed=14, **kw), x)
    for seed in (1, 2**31 - 2, 2**40 + 5):
        random_case(lambda: layers.RandomRotation((-0.2, 0.5), seed=seed), small)
        random_case(lambda: layers.RandomTranslation((-0.1, 0.6), (0.3, -0.2), seed=seed), small)
        random_case(lambda: layers.RandomZoom((-0.5, 0.2), (0.1, 0.7), seed=seed), small)
        random_case(lambda: layers.RandomShear((0.1, 0.3), (0.2, 0.6), seed=seed), small)
    one = pixels(3, 6, 5, 2)
    first = pixels(4, 2, 3, 5, 4)
    for make in (
        lambda **kw: layers.RandomRotation(0.1, seed=5, **kw),
        lambda **kw: layers.RandomTranslation(0.2, 0.3, seed=5, **kw),
        lambda **kw: layers.RandomZoom(0.4, 0.3, seed=5, **kw),
        lambda **kw: layers.RandomShear(0.4, 0.0, seed=5, **kw),
    ):
        random_case(make, one)
        random_case(make, pixels(5, 2, 4, 4, 1, dtype="uint8"))
        random_case(lambda: make(data_format="channels_first"), first)
    for x in shapes_and_types():
        random_case(lambda: layers.RandomRotation(0.2, seed=61), x)
        random_case(lambda: layers.RandomTranslation(0.3, 0.2, seed=62), x)
        random_case(lambda: layers.RandomZoom(0.3, 0.2, seed=63), x)
        random_case(lambda: layers.RandomShear(0.3, 0.2, seed=64), x)


def other():
    x = pixels(6, 4, 4, 3, 2)
    wide = pixels(15, 2, 7, 6, 1)
    one = pixels(7, 6, 5, 2)
    bytes_ = pixels(8, 2, 5, 4, 2, dtype="uint8")
    first = pixels(9, 2, 3, 5, 4)
    for mode in ("horizontal", "vertical", "horizontal_and_vertical"):
        random_case(lambda: layers.RandomFlip(mode, seed=21), x, True)
        random_case(lambda: layers.RandomFlip(mode, seed=22), one, True)
    random_case(lambda: layers.RandomFlip(seed=4), bytes_)
    random_case(lambda: layers.RandomFlip("vertical", seed=4, data_format="channels_first"), first, True)
    for size in ((4, 3), (7, 3), (3, 6), (9, 4), (5, 12), (7, 6), (8, 8)):
        random_case(lambda: layers.RandomCrop(*size, seed=31), wide, True)
    random_case(lambda: layers.RandomCrop(2, 3, seed=32), one, True)
    random_case(lambda: layers.RandomCrop(2, 3, seed=33), bytes_)
    random_case(lambda: layers.RandomCrop(2, 3, seed=34, data_format="channels_first"), first, True)
    unit = random(5, 3, 4, 3, 2, low=0.0)
    for factor in (0.5, (0.3, 0.9), (0.9, 0.1)):
        random_case(lambda: layers.RandomContrast(factor, seed=41), x, True)
        random_case(lambda: layers.RandomContrast(factor, (0, 1), seed=42), unit, True)
    random_case(lambda: layers.RandomContrast(0.4, seed=43), one, True)
    for factor in (0.5, -0.2, (-0.1, 0.9), (0.6, -0.7)):
        random_case(lambda: layers.RandomBrightness(factor, seed=51), x, True)
        random_case(lambda: layers.RandomBrightness(factor, [0, 1], seed=52), unit, True)
    random_case(lambda: layers.RandomBrightness(0.4, seed=53), one, True)
    random_case(lambda: layers.RandomBrightness(0.7, seed=54), bytes_.astype("int32"))
    for x in shapes_and_types():
        random_case(lambda: layers.RandomFlip(seed=71), x)
        if x.dtype.kind == "f":  # Keras fails for integers
            random_case(lambda: layers.RandomContrast(0.5, seed=72), x)
        if x.dtype != "uint8":  # Keras's bytes wrap around
            random_case(lambda: layers.RandomBrightness(0.3, seed=73), x)


def fixed():
    x = pixels(10, 2, 7, 6, 1)
    coloured = pixels(16, 1, 3, 2, 3)
    one = pixels(11, 6, 5, 2)
    bytes_ = pixels(12, 1, 5, 8, 2, dtype="uint8")
    first = pixels(13, 2, 3, 5, 4)
    for size in ((4, 3), (7, 6), (5, 6), (6, 9), (9, 4), (12, 11)):
        fixed_case(lambda: layers.CenterCrop(*size), x)
    fixed_case(lambda: layers.CenterCrop(3, 3), one)
    fixed_case(lambda: layers.CenterCrop(9, 3), one)
    fixed_case(lambda: layers.CenterCrop(4, 4), bytes_)
    fixed_case(lambda: layers.CenterCrop(4, 3, data_format="channels_first"), first)
    for interpolation in ("bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5"):
        smooth = interpolation != "area"
        for size, antialias in (((4, 3), False), ((4, 3), True), ((5, 9), False), ((5, 9), True), ((7, 6), False)):
            make = lambda: layers.Resizing(*size, interpolation=interpolation, antialias=antialias)
            fixed_case(make, x[:1], smooth)
        fixed_case(lambda: layers.Resizing(4, 11, interpolation=interpolation), bytes_)
    for size in ((4, 4), (10, 3), (3, 10), (9, 9)):
        fixed_case(lambda: layers.Resizing(*size, crop_to_aspect_ratio=True), x)
        fixed_case(lambda: layers.Resizing(*size, pad_to_aspect_ratio=True, fill_value=3.5), x)
        fixed_case(lambda: layers.Resizing(*size, crop_to_aspect_ratio=True), bytes_)
        fixed_case(lambda: layers.Resizing(*size, pad_to_aspect_ratio=True, fill_value=3), bytes_)
    fixed_case(lambda: layers.Resizing(4, 4, crop_to_aspect_ratio=True, interpolation="bicubic"), one)
    fixed_case(lambda: layers.Resizing(4, 4), one)
    fixed_case(lambda: layers.Resizing(4, 6, data_format="channels_first"), first)
    fixed_case(lambda: layers.Resizing(3, 3, pad_to_aspect_ratio=True, data_format="channels_first"), first)
    fixed_case(lambda: layers.Resizing(3, 3), bytes_.astype("int32") - 100)
    fixed_case(lambda: layers.Rescaling(1.0 / 255), coloured)
    fixed_case(lambda: layers.Rescaling(1.0 / 127.5, offset=-1), bytes_)
    fixed_case(lambda: layers.Rescaling([0.5, 2.0, -1.0], offset=[0.0, 1.0, 0.1]), coloured)
    fixed_case(lambda: layers.Rescaling(3.0, offset=0.25), random(14, 2, 3))
    for x in shapes_and_types():
        fixed_case(lambda: layers.Rescaling(1.0 / 127.5, offset=-1), x, False)


def main():
    affine()
    other()
    fixed()


if __name__ == "__main__":
    topics.run(main)
