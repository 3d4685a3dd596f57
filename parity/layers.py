"""Layers: outputs, gradients by inputs and weights for a random cotangent, configs, updated weights.

Every case is one layer with one choice of arguments, called once. A test builds the layer from the
config, sets the weights and compares everything.
"""
import inspect
import re
import sys

import common
import topics
import numpy as np
import keras
import tensorflow as tf
from keras import layers as L

LAYERS = topics.Topic("api", "layers")
skipped = []


def text(layer):
    """The class with the arguments that are not the defaults."""
    config, cls = layer.get_config(), type(layer)
    needed = [p.name for p in inspect.signature(cls).parameters.values() if p.default is p.empty and p.name in config]
    usual = cls(**{k: config[k] for k in needed}).get_config()
    special = {k: v for k, v in config.items() if k in needed or k != "name" and v != usual.get(k)}
    if not re.fullmatch(keras.src.utils.naming.to_snake_case(cls.__name__) + r"(_\d+)?", layer.name):
        special["name"] = layer.name
    return cls.__name__ + common.arguments(special)


def add(make, *inputs, training=(False,), low=-1.0, high=1.0, ints=None, negative=False, call=None, atol=1e-6):
    """Adds a case for each mode; inputs are shapes with the batch. Where Keras cannot compute on a
    processor, call says how to get the result by what it can. The tolerance atol is for values up to 1."""
    for mode in training:
        keras.utils.clear_session(free_memory=False)  # so that names do not count on
        layer = make()
        cls = type(layer).__name__
        tag = " ".join([text(layer), "of", *map(str, inputs)])
        tag += (", training" if mode else "") + (f", from {low} to {high}" if (low, high) != (-1.0, 1.0) else "")
        tag += f", integers from {-ints if negative else 0} to {ints - 1}" if ints is not None else ""
        case = LAYERS.case(tag, cls)
        if case is None:
            continue

        def draw():
            if ints is not None:
                return [case.rng.integers(-ints if negative else 0, ints, s).astype("int32") for s in inputs]
            # Multiples of 1/128: exact, and without ties between neighbours.
            return [
                (case.rng.permutation(int(np.prod(s))).reshape(s) % 256 / 128.0 * (high - low) / 2 + low).astype("float32")
                for s in inputs
            ]

        def draw_weights():
            values = [case.rng.uniform(-1, 1, w.shape).astype("float32") for w in layer.weights]
            return [np.abs(v) + np.float32(0.5) if "variance" in w.name else v for v, w in zip(values, layer.weights)]

        xs = case.given("inputs", draw)
        vs = [tf.Variable(x) for x in xs]
        merging = isinstance(layer, (L.Concatenate, L.Add, L.Subtract, L.Multiply, L.Average, L.Maximum, L.Minimum))
        layer.build([tuple(v.shape) for v in vs] if merging else tuple(vs[0].shape))
        weights = case.given("weights", draw_weights)
        layer.set_weights(weights)
        try:
            with tf.GradientTape() as tape:
                argument = [v * 1.0 if ints is None else v for v in vs] if merging else vs[0] * (1 if ints is not None else 1.0)
                y = call(layer, argument) if call else layer(argument, training=mode)
                penalties = sum(float(w.regularizer(w)) for w in layer.trainable_weights if w.regularizer)
                loss = float(sum(layer.losses)) - penalties
            dy = case.given("dy", lambda: case.rng.uniform(-1, 1, y.shape).astype("float32"))
            trainable = [w.value for w in layer.trainable_weights]
            grads = tape.gradient(y, (vs if ints is None else []) + trainable, tf.constant(dy))
        except Exception as e:
            skipped.append(f"{tag}: {type(e).__name__} {str(e)[:200]}")
            continue
        n = len(vs) if ints is None else 0
        case.keep(**{
            "class": cls,
            "config": layer.get_config(),
            "training": mode,
            "atol": atol,
            "inputs": [common.packed(x) for x in xs],
            "weights": [common.packed(w) for w in weights],
            "output": common.packed(y),
            "loss": loss,
            "dy": common.packed(dy),
            "dx": [common.packed(g if g is not None else np.zeros_like(x)) for g, x in zip(grads[:n], xs)],
            "dw": [
                common.packed(tf.convert_to_tensor(g) if g is not None else np.zeros(w.shape, "float32"))
                for g, w in zip(grads[n:], trainable)
            ],
            "after": [common.packed(w) for w in layer.get_weights()] if mode and layer.non_trainable_weights else None,
        })


def channels_last(layer, x):
    """What a convolution with the channels first computes, by way of one with the channels last."""
    rank = x.shape.rank
    to_last = [0, *range(2, rank), 1]
    to_first = [0, rank - 1, *range(1, rank - 1)]
    transposed = isinstance(layer, (L.Conv1DTranspose, L.Conv2DTranspose))
    f = keras.ops.conv_transpose if transposed else keras.ops.conv
    y = f(tf.transpose(x, to_last), layer.kernel.value, layer.strides, layer.padding, data_format="channels_last")
    return layer.activation(tf.transpose(y + layer.bias.value, to_first))


def widened(layer, x):
    """A dilated transposed convolution, by a kernel with zeros in the gaps."""
    k = layer.kernel.value
    for axis, rate in enumerate(layer.dilation_rate):
        parts = [p for one in tf.split(k, k.shape[axis], axis) for p in [one] + [tf.zeros_like(one)] * (rate - 1)]
        k = tf.concat(parts[: len(parts) - rate + 1], axis)
    return keras.ops.conv_transpose(x, k, 1, layer.padding, data_format="channels_last") + layer.bias.value


def core():
    add(lambda: L.Dense(3), (4, 5))
    add(lambda: L.Dense(3, activation="relu", use_bias=False, kernel_regularizer="l2"), (2, 3, 4))
    add(lambda: L.Dense(2, activation="softmax", activity_regularizer="l2", kernel_constraint="max_norm"), (2, 2, 3, 4))
    add(lambda: L.Dense(2, activation=L.LeakyReLU(negative_slope=0.1), name="with_layer"), (2, 3))
    add(lambda: L.Flatten(), (2, 3, 4))
    add(lambda: L.Flatten(), (3,))
    add(lambda: L.Flatten(data_format="channels_first"), (2, 3, 2, 2))
    add(lambda: L.Activation("tanh"), (2, 3))
    add(lambda: L.Activation("silu", activity_regularizer="l1"), (2, 3, 2))
    add(lambda: L.Reshape((2, 6)), (2, 3, 4))
    add(lambda: L.Reshape((3, -1)), (2, 3, 4))
    add(lambda: L.Reshape((-1,)), (2, 3, 4))
    add(lambda: L.Permute((2, 1)), (2, 3, 4))
    add(lambda: L.Permute((3, 1, 2)), (2, 3, 2, 4))
    add(lambda: L.RepeatVector(3), (2, 4))
    add(lambda: L.ActivityRegularization(0.1, 0.2), (4, 3))
    add(lambda: L.Embedding(7, 3), (2, 4), ints=7)
    add(lambda: L.Embedding(5, 2, embeddings_initializer="ones", embeddings_regularizer="l1", embeddings_constraint="unit_norm"), (3,), ints=5)


def convolutions():
    for padding in ("valid", "same"):
        for kernel, strides, dilation in [
            (3, 1, 1),
            ((2, 3), (2, 1), 1),
            (3, 2, 1),
            ((1, 2), (2, 3), 1),
            (2, 1, 2),
            ((3, 2), 1, (2, 3)),
            (3, 1, (1, 2)),
        ]:
            add(lambda: L.Conv2D(3, kernel, strides, padding, dilation_rate=dilation), (2, 7, 6, 2))
        add(lambda: L.Conv2D(4, 3, 1, padding, groups=2, activation="relu"), (2, 5, 6, 4))
        add(lambda: L.Conv2D(6, 2, 2, padding, groups=3, use_bias=False), (1, 5, 6, 3))
        add(lambda: L.Conv2D(4, 2, 1, padding, dilation_rate=2, groups=2), (1, 5, 6, 4))
        add(lambda: L.Conv2D(3, 3, 2, padding, data_format="channels_first", activation="softmax"), (2, 2, 5, 6), call=channels_last)
        add(lambda: L.Conv2DTranspose(3, 3, 1, padding), (2, 3, 4, 2))
        add(lambda: L.Conv2DTranspose(3, (2, 3), (2, 3), padding, activation="relu"), (2, 3, 2, 2))
        add(lambda: L.Conv2DTranspose(2, 2, 3, padding), (1, 3, 2, 2))
        add(lambda: L.Conv2DTranspose(2, 3, 2, padding, output_padding=1), (1, 3, 2, 2))
        add(lambda: L.Conv2DTranspose(2, 3, 2, padding, output_padding=0, use_bias=False), (1, 3, 2, 2))
        add(lambda: L.Conv2DTranspose(2, 2, 1, padding, dilation_rate=2), (1, 4, 3, 2), call=widened)
        add(lambda: L.Conv2DTranspose(2, 3, 2, padding, data_format="channels_first"), (1, 2, 3, 4), call=channels_last)
        add(lambda: L.Conv1DTranspose(2, 3, 2, padding), (2, 4, 3))
        add(lambda: L.Conv1DTranspose(2, 2, 1, padding, dilation_rate=3), (2, 4, 3), call=widened)
        for kernel, strides, dilation, dm in [(3, 1, 1, 1), ((2, 3), 2, 1, 2), (2, 1, 2, 2), (3, 1, (2, 1), 1)]:
            add(lambda: L.DepthwiseConv2D(kernel, strides, padding, dm, dilation_rate=dilation), (2, 5, 6, 2))
            add(lambda: L.SeparableConv2D(3, kernel, strides, padding, dilation_rate=dilation, depth_multiplier=dm), (2, 5, 6, 2))
        add(lambda: L.DepthwiseConv2D(2, 1, padding, data_format="channels_first"), (1, 2, 4, 4))
        add(lambda: L.SeparableConv2D(2, 2, 1, padding, activation="relu", use_bias=False, pointwise_regularizer="l2"), (1, 4, 4, 2))
        for kernel, strides, dilation, dm in [(3, 1, 1, 1), (2, 2, 1, 2), (2, 1, 2, 2)]:
            add(lambda: L.DepthwiseConv1D(kernel, strides, padding, dm, dilation_rate=dilation), (2, 6, 3))
            add(lambda: L.SeparableConv1D(3, kernel, strides, padding, dilation_rate=dilation, depth_multiplier=dm), (2, 6, 3))
    for padding in ("valid", "same", "causal"):
        for kernel, strides, dilation in [(3, 1, 1), (2, 2, 1), (3, 3, 1), (2, 1, 3)]:
            add(lambda: L.Conv1D(3, kernel, strides, padding, dilation_rate=dilation), (2, 8, 2))
        add(lambda: L.Conv1D(4, 3, 1, padding, groups=2, activation="tanh", activity_regularizer="l2"), (2, 5, 4))
    add(lambda: L.Conv1D(2, 3, data_format="channels_first"), (2, 3, 5), call=channels_last)


def pooling():
    for padding in ("valid", "same"):
        for kind in (L.MaxPooling2D, L.AveragePooling2D):
            for size, strides in [(2, None), ((2, 3), None), (3, 1), ((3, 2), (1, 2)), (2, 3)]:
                add(lambda: kind(size, strides, padding), (2, 5, 7, 2))
            add(lambda: kind(2, None, padding, data_format="channels_first"), (2, 2, 5, 4))
        for kind in (L.MaxPooling1D, L.AveragePooling1D):
            for size, strides in [(2, None), (3, 1), (3, 2)]:
                add(lambda: kind(size, strides, padding), (2, 7, 2))
            add(lambda: kind(2, 1, padding, data_format="channels_first"), (2, 2, 5))
    for kind in ("GlobalMaxPooling", "GlobalAveragePooling"):
        for rank in (1, 2, 3):
            shape = (2,) + (3, 2, 4)[:rank] + (2,)
            of = getattr(L, f"{kind}{rank}D")
            add(lambda: of(), shape)
            add(lambda: of(keepdims=True), shape)
            add(lambda: of(data_format="channels_first"), shape)


def normalization():
    both = (False, True)
    for shape, axis in [((5, 3), -1), ((2, 4, 3), -1), ((2, 4, 3, 2), -1), ((2, 2, 3, 2, 2), -1), ((2, 3, 2, 4), 1), ((2, 3, 4), 1), ((4, 3, 2), -2), ((1, 3), -1)]:
        add(lambda: L.BatchNormalization(axis=axis), shape, training=both)
    add(lambda: L.BatchNormalization(momentum=0.8, epsilon=0.1, center=False), (4, 3, 2, 2), training=both)
    add(lambda: L.BatchNormalization(scale=False, beta_regularizer="l2"), (4, 3), training=both)
    add(lambda: L.BatchNormalization(center=False, scale=False), (4, 3, 2), training=both)
    add(lambda: L.BatchNormalization(trainable=False), (4, 2, 2, 3), training=(True,))
    # Keras multiplies first and subtracts the mean afterwards, so it loses digits here; we do not.
    add(lambda: L.BatchNormalization(), (4, 2, 2, 3), training=both, low=40, high=44, atol=2e-5)
    for shape, axis in [((3, 4), -1), ((2, 3, 4), -1), ((2, 3, 4), [1, 2]), ((2, 3, 4), 1), ((2, 3, 2, 4), [3, 1]), ((2, 3, 4), [-1, -2])]:
        add(lambda: L.LayerNormalization(axis=axis), shape)
    add(lambda: L.LayerNormalization(epsilon=0.1, center=False), (3, 4))
    add(lambda: L.LayerNormalization(scale=False), (3, 4))
    add(lambda: L.LayerNormalization(center=False, scale=False), (3, 4))
    for shape, axis in [((3, 4), -1), ((2, 3, 4), -1), ((2, 3, 2, 4), -1), ((2, 4, 3, 2), 1), ((2, 3, 4, 2), -2), ((2, 2, 3, 2, 4), 4)]:
        add(lambda: L.GroupNormalization(2, axis), shape)
    for groups in (1, -1):
        add(lambda: L.GroupNormalization(groups), (2, 3, 4))
    # Keras subtracts the mean after scaling, and its gradient is off by 2e-5 here, ours by 2e-8.
    add(lambda: L.GroupNormalization(4), (2, 3, 4), atol=4e-6)
    add(L.GroupNormalization, (2, 2, 64))
    add(lambda: L.GroupNormalization(2, epsilon=0.1, center=False), (3, 4))
    add(lambda: L.GroupNormalization(2, scale=False, beta_regularizer="l2", beta_constraint="non_neg"), (3, 4))
    add(lambda: L.GroupNormalization(2, center=False, scale=False, gamma_initializer="zeros"), (3, 4))


def noise():
    both = (False, True)
    add(lambda: L.Dropout(0.4, seed=3), (3, 5), training=both)
    add(lambda: L.Dropout(0.0, seed=3), (3, 5), training=(True,))
    add(lambda: L.Dropout(0.9, seed=4), (3, 5), training=(True,))
    add(lambda: L.Dropout(0.5, noise_shape=(None, 1, 2), seed=5), (3, 4, 2), training=(True,))
    add(lambda: L.SpatialDropout1D(0.5, seed=6), (3, 2, 4), training=both)
    add(lambda: L.SpatialDropout2D(0.5, seed=7), (3, 2, 2, 4), training=both)
    add(lambda: L.SpatialDropout2D(0.5, data_format="channels_first", seed=7), (3, 4, 2, 2), training=(True,))
    add(lambda: L.SpatialDropout3D(0.5, seed=8), (3, 2, 1, 2, 4), training=(True,))
    add(lambda: L.GaussianNoise(0.3, seed=9), (3, 5), training=both)
    add(lambda: L.GaussianDropout(0.3, seed=10), (3, 5), training=both)


def merging():
    for kind in (L.Add, L.Subtract, L.Multiply, L.Average, L.Maximum, L.Minimum):
        add(lambda: kind(), (2, 3, 2), (2, 3, 2))
        add(lambda: kind(), (2, 3, 2), (2, 1, 2))
        add(lambda: kind(), (2, 2), (2, 3, 2))
        if kind is not L.Subtract:
            add(lambda: kind(), (2, 3), (2, 3), (2, 3))
    add(lambda: L.Concatenate(), (2, 3), (2, 2))
    add(lambda: L.Concatenate(axis=1), (2, 3, 2), (2, 1, 2), (2, 2, 2))
    add(lambda: L.Concatenate(axis=-2), (2, 3, 2), (2, 1, 2))


def shapes():
    add(lambda: L.ZeroPadding1D(), (2, 3, 2))
    add(lambda: L.ZeroPadding1D((0, 2)), (2, 3, 2))
    add(lambda: L.ZeroPadding1D(2, data_format="channels_first"), (2, 2, 3))
    add(lambda: L.ZeroPadding2D(), (1, 3, 2, 2))
    add(lambda: L.ZeroPadding2D((1, 2)), (1, 3, 2, 2))
    add(lambda: L.ZeroPadding2D(((1, 0), (2, 3))), (1, 3, 2, 2))
    add(lambda: L.ZeroPadding2D(1, data_format="channels_first"), (1, 2, 2, 3))
    add(lambda: L.Cropping1D(), (2, 5, 2))
    add(lambda: L.Cropping1D((0, 2)), (2, 5, 2))
    add(lambda: L.Cropping2D(), (1, 3, 2, 2))
    add(lambda: L.Cropping2D((1, 2)), (1, 3, 5, 2))
    add(lambda: L.Cropping2D(((1, 0), (2, 1)), data_format="channels_first"), (1, 2, 3, 5))
    add(lambda: L.UpSampling1D(3), (2, 3, 2))
    add(lambda: L.UpSampling2D(), (2, 2, 3, 2))
    add(lambda: L.UpSampling2D((3, 1), data_format="channels_first"), (1, 2, 2, 3))
    add(lambda: L.UpSampling2D(2, interpolation="bilinear"), (1, 3, 2, 2))
    add(lambda: L.UpSampling2D((2, 3), interpolation="bicubic"), (1, 3, 4, 1))


def activations():
    add(lambda: L.ReLU(), (2, 8))
    add(lambda: L.ReLU(max_value=0.5, negative_slope=0.1, threshold=0.1), (2, 8))
    add(lambda: L.LeakyReLU(), (2, 8))
    add(lambda: L.LeakyReLU(0.1), (2, 8))
    add(lambda: L.ELU(), (2, 8))
    add(lambda: L.ELU(0.7), (2, 8))
    add(lambda: L.Softmax(), (2, 3, 4))
    add(lambda: L.Softmax(axis=1), (2, 3, 4))
    add(lambda: L.Softmax(axis=[1, 2]), (2, 3, 4))
    add(lambda: L.PReLU(), (2, 3, 4))
    add(lambda: L.PReLU(shared_axes=[1], alpha_initializer="ones", alpha_regularizer="l2"), (2, 3, 4))


def points():
    """Windows of size 1 with strides, whose gradients are special in oneDNN."""
    for padding in ("valid", "same"):
        for channels in (1, 2, 8):
            add(lambda: L.Conv2D(3, 1, 2, padding), (2, 6, 8, channels))
            add(lambda: L.Conv2DTranspose(3, 1, 2, padding), (2, 3, 4, channels))
            add(lambda: L.Conv1D(3, 1, 2, padding), (2, 8, channels))
            add(lambda: L.Conv1DTranspose(3, 1, 3, padding), (2, 4, channels))
            add(lambda: L.DepthwiseConv2D(1, 2, padding, 2), (2, 6, 8, channels))
            add(lambda: L.SeparableConv2D(3, 1, 2, padding), (2, 6, 8, channels))
            add(lambda: L.DepthwiseConv1D(1, 2, padding), (2, 7, channels))
        add(lambda: L.Conv2D(4, 1, (2, 3), padding, groups=2), (2, 6, 9, 4))
        add(lambda: L.Conv2D(4, 1, (1, 3), padding), (2, 5, 8, 2))
        add(lambda: L.Conv2DTranspose(2, 1, (2, 3), padding, output_padding=(1, 2)), (1, 3, 2, 2))
        add(lambda: L.Conv2DTranspose(2, 1, (2, 3), padding, output_padding=0), (1, 3, 2, 2))
    add(lambda: L.Conv1D(3, 1, 2, "causal"), (2, 8, 2))
    add(lambda: L.Embedding(5, 2), (3, 4), ints=5, negative=True)


def steps():
    """Depthwise kernels that move by other steps in each dimension, with gaps too; and on one channel."""
    for padding in ("valid", "same"):
        for strides in ((1, 2), (2, 1), 2, (3, 2)):
            for kernel, dilation in ((3, 1), (2, 2), ((3, 2), (1, 3)), (2, (2, 1))):
                if strides != 2 or dilation != 1:
                    add(lambda: L.DepthwiseConv2D(kernel, strides, padding, 2, dilation_rate=dilation), (2, 7, 8, 2))
                    add(lambda: L.SeparableConv2D(3, kernel, strides, padding, dilation_rate=dilation), (2, 7, 8, 2))
        for strides, dilation in ((2, 2), (3, 2), (2, 3)):
            add(lambda: L.DepthwiseConv1D(2, strides, padding, 2, dilation_rate=dilation), (2, 9, 3))
            add(lambda: L.SeparableConv1D(3, 3, strides, padding, dilation_rate=dilation), (2, 9, 3))
        add(lambda: L.DepthwiseConv2D(3, (1, 2), padding, dilation_rate=2, data_format="channels_first"), (1, 2, 7, 12))
        for multiplier in (1, 3):
            add(lambda: L.DepthwiseConv2D((3, 2), (2, 1), padding, multiplier), (2, 7, 6, 1))
            add(lambda: L.DepthwiseConv2D(1, 1, padding, multiplier), (2, 4, 6, 1))
            add(lambda: L.DepthwiseConv2D(2, (2, 3), padding, multiplier, dilation_rate=2), (2, 7, 6, 1))
            add(lambda: L.DepthwiseConv1D(3, 2, padding, multiplier), (2, 7, 1))
            add(lambda: L.SeparableConv1D(1, 1, 1, padding, depth_multiplier=multiplier), (2, 6, 1))
            add(lambda: L.SeparableConv2D(1, 1, 1, padding, depth_multiplier=multiplier), (2, 4, 6, 1))
    add(lambda: L.DepthwiseConv2D(1, (1, 2)), (2, 4, 5, 3))
    add(lambda: L.ELU(0.5, activity_regularizer="l2"), (2, 8))
    add(lambda: L.Conv2DTranspose(2, 2, 2, "same", output_padding=1), (1, 3, 2, 2))
    add(lambda: L.Conv2DTranspose(2, (3, 4), (2, 3), "same", output_padding=(0, 2)), (1, 3, 2, 2))
    add(lambda: L.Conv1DTranspose(2, 4, 3, "same", output_padding=1), (2, 4, 3))


def whole_numbers():
    """Layers whose outputs are whole numbers if their inputs are."""
    def ints(make, *inputs):
        add(make, *inputs, ints=9, negative=True)

    for merge in (L.Add, L.Subtract, L.Multiply, L.Maximum, L.Minimum, L.Concatenate):
        ints(merge, (2, 3), (2, 3))
    for padding in ("valid", "same"):
        ints(lambda: L.MaxPooling1D(2, padding=padding), (2, 5, 2))
        ints(lambda: L.MaxPooling2D(2, padding=padding), (2, 5, 3, 2))
    ints(L.GlobalMaxPooling1D, (2, 5, 2))
    ints(L.GlobalMaxPooling2D, (2, 3, 4, 2))
    ints(L.GlobalMaxPooling3D, (2, 3, 2, 2, 2))
    ints(L.GlobalAveragePooling1D, (2, 5, 2))
    ints(L.GlobalAveragePooling2D, (2, 3, 4, 2))
    ints(L.UpSampling1D, (2, 3, 2))
    for interpolation in ("nearest", "bilinear", "bicubic"):
        ints(lambda: L.UpSampling2D(2, interpolation=interpolation), (2, 3, 2, 2))
    ints(L.ReLU, (2, 6))
    ints(lambda: L.ReLU(max_value=3.0), (2, 6))
    ints(lambda: L.ReLU(negative_slope=0.5), (2, 6))
    ints(lambda: L.ReLU(threshold=2.0), (2, 6))
    ints(L.LeakyReLU, (2, 6))
    for name in ("linear", "relu", "relu6", "leaky_relu", "tanh", "sigmoid", "softplus", "hard_tanh", "exponential"):
        ints(lambda: L.Activation(name), (2, 6))
    ints(lambda: L.Dropout(0.5), (2, 6))
    ints(lambda: L.SpatialDropout1D(0.5), (2, 3, 2))
    ints(lambda: L.GaussianNoise(0.5), (2, 6))
    ints(lambda: L.Cropping1D(1), (2, 4, 2))
    ints(lambda: L.ZeroPadding2D(1), (2, 3, 3, 2))
    ints(L.Flatten, (2, 3, 2))
    ints(lambda: L.Reshape((3, 2)), (2, 6))
    ints(lambda: L.Permute((2, 1)), (2, 3, 2))
    ints(lambda: L.RepeatVector(3), (2, 4))
    ints(lambda: L.Dense(2), (2, 4))
    ints(L.BatchNormalization, (2, 4))


def mask_shapes():
    """Dropout whose mask has fewer axes than the input."""
    for shape in ((2,), (1,), (4, 2), (4, 1), (1, 2), (3, 1, 2), (None, 1, 2), (1, 1, 1)):
        add(lambda: L.Dropout(0.5, noise_shape=shape, seed=7), (3, 4, 2), training=(True,))


def masks():
    """Layers in which masks begin; what masks do in models is in masks.py."""
    add(lambda: L.Masking(), (2, 3, 4))
    add(lambda: L.Masking(-0.5), (2, 3))
    add(lambda: L.Masking(3.0), (2, 4, 1), ints=5, negative=True)
    add(lambda: L.Embedding(5, 2, mask_zero=True), (3, 4), ints=5)


def main():
    for part in (core, convolutions, pooling, normalization, noise, merging, shapes, activations, points, steps, whole_numbers, mask_shapes, masks):
        part()
    for s in skipped:
        print("skipped:", s, file=sys.stderr)


if __name__ == "__main__":
    topics.run(main)
