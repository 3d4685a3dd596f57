"""Initial values, bit for bit, and the configs of initializers; whole models after set_random_seed."""
import hashlib

import common
import topics
import numpy as np
import keras
from keras import initializers as I
from keras import layers as L

INITIALIZERS = topics.Topic("api", "initializers")
WEIGHTS = topics.Topic("api", "initial_weights")
ORDERS = topics.Topic("api", "initial_order")
SHAPES = [(5,), (3, 4), (4, 3), (2, 3, 2, 5)]
BIG = [0, 7, 3000000000, -5]


def initializers():
    yield I.Zeros(), SHAPES
    yield I.Ones(), SHAPES
    yield I.Constant(0.3), SHAPES
    yield I.Identity(), [(3, 4), (4, 4)]
    for seed in BIG:
        yield I.RandomNormal(seed=seed), SHAPES[:2]
        yield I.RandomUniform(seed=seed), SHAPES[:2]
    yield I.RandomNormal(0.3, 1.7, seed=2), SHAPES
    yield I.RandomUniform(-0.31, 0.77, seed=2), SHAPES
    yield I.TruncatedNormal(seed=3), SHAPES
    yield I.TruncatedNormal(-0.2, 0.9, seed=4), SHAPES
    for mode in ("fan_in", "fan_out", "fan_avg"):
        for distribution in ("truncated_normal", "untruncated_normal", "uniform"):
            yield I.VarianceScaling(1.3, mode, distribution, seed=5), SHAPES
    yield I.VarianceScaling(0.7, input_axes=[0, 1], output_axes=[2], seed=6), [(2, 3, 4)]
    for kind in (I.GlorotUniform, I.GlorotNormal, I.HeUniform, I.HeNormal, I.LecunUniform, I.LecunNormal):
        yield kind(seed=11), SHAPES
    for shape in [(3, 4), (5, 3), (4, 4), (2, 2, 3, 5), (16, 16)]:
        yield I.Orthogonal(seed=8), [shape]
        yield I.Orthogonal(1.5, seed=9), [shape]


def digest(a):
    return hashlib.sha256(np.ascontiguousarray(a, "<f4").tobytes()).hexdigest()


def models():
    def conv():
        m = keras.Sequential()
        m.add(keras.Input((28, 28, 1)))
        m.add(L.Conv2D(64, (3, 3), activation="relu"))
        m.add(L.MaxPooling2D((2, 2)))
        m.add(L.Conv2D(128, (3, 3), activation="relu"))
        m.add(L.MaxPooling2D((2, 2)))
        m.add(L.Flatten())
        m.add(L.Dense(800, activation="relu"))
        m.add(L.Dropout(0.5))
        m.add(L.Dense(10, activation="softmax"))
        return m

    def dense():
        m = keras.Sequential()
        m.add(keras.Input((20,)))
        m.add(L.Dropout(0.0))
        m.add(L.Dense(30, kernel_initializer="he_normal"))
        m.add(L.Dropout(0.2))
        m.add(L.Dense(20, kernel_initializer="glorot_normal", bias_initializer="normal"))
        m.add(L.Dense(10, kernel_initializer="zeros"))
        m.add(L.Dropout(0.2, seed=3))
        m.add(L.Dense(10, kernel_initializer=I.LecunNormal(seed=4)))
        m.add(L.Dense(10, kernel_initializer=I.TruncatedNormal()))
        m.add(L.Dense(10))
        return m

    def separable():
        m = keras.Sequential()
        m.add(keras.Input((6,)))
        m.add(L.Embedding(12, 8))
        m.add(L.Reshape((6, 8, 1)))
        m.add(L.SeparableConv2D(4, 3, pointwise_initializer="random_normal"))
        m.add(L.SeparableConv2D(4, 2, depthwise_initializer="ones"))
        m.add(L.GlobalAveragePooling2D())
        m.add(L.Dense(3))
        return m

    return {"conv": conv, "dense": dense, "separable": separable}


def orders():
    """Layers whose initializers draw seeds in an order of their own, and the shapes of a sample."""
    ru, rn, hn = "random_uniform", "random_normal", "he_normal"
    return {
        "separable": (lambda: L.SeparableConv1D(2, 1), (3, 1)),
        "separable, depthwise object": (lambda: L.SeparableConv1D(2, 1, depthwise_initializer=I.HeNormal()), (3, 1)),
        "separable, names": (
            lambda: L.SeparableConv2D(2, 1, bias_initializer=ru, pointwise_initializer=rn, depthwise_initializer=hn),
            (3, 3, 1),
        ),
        "separable, pointwise and bias objects": (
            lambda: L.SeparableConv1D(2, 1, pointwise_initializer=I.HeNormal(), bias_initializer=I.RandomNormal()),
            (3, 1),
        ),
        "depthwise, bias object": (lambda: L.DepthwiseConv1D(1, bias_initializer=I.RandomUniform()), (3, 2)),
        "depthwise, names": (lambda: L.DepthwiseConv2D(1, bias_initializer=ru, depthwise_initializer=rn), (3, 3, 2)),
        "dense, bias object": (lambda: L.Dense(2, bias_initializer=I.RandomUniform()), (3,)),
        "dense, objects": (lambda: L.Dense(2, bias_initializer=I.RandomUniform(), kernel_initializer=I.HeNormal()), (3,)),
        "dense, bias object with a seed": (lambda: L.Dense(2, bias_initializer=I.RandomUniform(seed=3)), (3,)),
        "dense, names": (lambda: L.Dense(2, bias_initializer=ru, kernel_initializer=hn), (3,)),
        "transposed, bias object": (lambda: L.Conv2DTranspose(2, 1, bias_initializer=I.RandomUniform()), (3, 3, 1)),
        "batch, names": (lambda: L.BatchNormalization(gamma_initializer=ru, beta_initializer=rn), (3,)),
        "batch, all": (
            lambda: L.BatchNormalization(
                moving_variance_initializer=ru,
                moving_mean_initializer=I.RandomNormal(),
                gamma_initializer=rn,
                beta_initializer=I.HeNormal(),
            ),
            (3,),
        ),
        "layer, names": (lambda: L.LayerNormalization(gamma_initializer=ru, beta_initializer=rn), (3,)),
        "prelu, name": (lambda: L.PReLU(alpha_initializer=ru), (3,)),
        "prelu, object": (lambda: L.PReLU(alpha_initializer=I.RandomNormal()), (3,)),
        "embedding, object": (lambda: L.Embedding(4, 2, embeddings_initializer=I.RandomNormal()), (3,)),
    }


def main():
    for initializer, shapes in initializers():
        name = type(initializer).__name__
        for shape in shapes:
            case = INITIALIZERS.case(f"{name}{common.arguments(initializer.get_config())} of {shape}", name)
            if case:
                value = common.array(initializer(shape))
                case.keep(**{"class": name, "config": initializer.get_config(), "shape": shape, "value": value})
    for name, build in models().items():
        for seed in (23, 1):
            if not (case := WEIGHTS.case(f"{name}, seed {seed}")):
                continue
            keras.utils.set_random_seed(seed)
            weights = [
                {"shape": w.shape, "sha256": digest(w), "first": common.array(w.reshape(-1)[:3])}
                for w in build().get_weights()
            ]
            case.keep(model=name, seed=seed, weights=weights)
    for name, (make, shape) in orders().items():
        if not (case := ORDERS.case(name)):
            continue
        keras.utils.set_random_seed(5)
        # The layers around show that no draw is missing and none is too many.
        made = [L.Dense(1), make(), L.Dense(1)]
        values = []
        for layer, s in zip(made, [(2,), shape, (2,)]):
            layer.build((None,) + s)
            values += [common.array(w) for w in layer.get_weights()]
        case.keep(name=name, shape=shape, weights=values)


if __name__ == "__main__":
    topics.run(main)
