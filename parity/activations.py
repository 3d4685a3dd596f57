"""Activation functions: values and gradients."""
import common
import topics
import numpy as np
import keras
import tensorflow as tf
from keras import activations

TOPIC = topics.Topic("api", "activations")
POINTS = np.array(
    [-100, -8, -4, -3.5, -2.25, -1.5, -1, -0.75, -0.5, -0.3, -1e-3, 0, 1e-3, 0.2, 0.5, 0.6, 1, 1.75, 3, 4, 6.5, 100],
    "float32",
)
NAMES = """linear relu relu6 leaky_relu elu selu celu gelu silu swish hard_silu hard_swish sigmoid hard_sigmoid
log_sigmoid sparse_sigmoid tanh hard_tanh tanh_shrink soft_shrink hard_shrink exponential softplus softsign squareplus
mish sparse_plus softmax log_softmax sparsemax glu""".split()
PARAMETERS = [
    ("relu", dict(negative_slope=0.1)),
    ("relu", dict(max_value=2.0)),
    ("relu", dict(threshold=1.0)),
    ("relu", dict(max_value=6.0)),
    ("relu", dict(negative_slope=0.1, max_value=2.0, threshold=1.0)),
    ("leaky_relu", dict(negative_slope=0.1)),
    ("elu", dict(alpha=0.7)),
    ("celu", dict(alpha=1.5)),
    ("gelu", dict(approximate=True)),
    ("squareplus", dict(b=2.0)),
    ("soft_shrink", dict(threshold=0.3)),
    ("hard_shrink", dict(threshold=0.7)),
    ("threshold", dict(threshold=0.1, default_value=-2.0)),
    ("softmax", dict(axis=1)),
    ("log_softmax", dict(axis=-2)),
    ("sparsemax", dict(axis=1)),
    ("glu", dict(axis=1)),
]


def sparsemax(x, dy, axis=-1):
    """The projection onto the simplex and its gradient. Keras 3.15 sums the cumulative sums over the
    support instead of the values, so that its result does not sum to 1 once two values are positive."""
    z = -np.sort(-x.astype("float64"), axis)
    k = np.expand_dims(np.arange(1, x.shape[axis] + 1), tuple(i for i in range(x.ndim) if i != axis % x.ndim))
    support = z - (np.cumsum(z, axis) - 1) / k > 0
    tau = (np.sum(z * support, axis, keepdims=True) - 1) / np.sum(support, axis, keepdims=True)
    y = np.maximum(x - tau, 0)
    inside = y > 0
    mean = np.sum(dy * inside, axis, keepdims=True) / np.sum(inside, axis, keepdims=True)
    return y, inside * (dy - mean)


def add(name, parameters, make, kind):
    """Adds a case with inputs that make draws with a seed; kind tells them in words."""
    case = TOPIC.case(f"{name}{common.arguments(parameters)} of {kind}", name)
    if case is None:
        return
    x = case.given("x", lambda: make(case.seed))
    f = getattr(activations, name) if parameters else activations.get(name)
    v = tf.Variable(x)
    with tf.GradientTape() as tape:
        y = f(v, **parameters)
    dy = case.given("dy", lambda: common.random(case.seed + 1, *y.shape))
    dx = tape.gradient(y, v, tf.constant(dy))
    if name == "sparsemax":
        y, dx = sparsemax(x, dy, **parameters)
    case.keep(name=name, parameters=parameters, x=common.array(x), dy=common.array(dy), y=common.array(y), dx=common.array(dx))


def cube(*shape, size):
    return lambda seed: common.random(seed, *shape, low=-size, high=size)


def points(seed):
    return POINTS.reshape(1, 22)


def main():
    for name in NAMES:
        if name in ("softmax", "log_softmax", "sparsemax", "glu"):
            add(name, {}, cube(1, 22, size=2), "(1, 22)")
        else:
            add(name, {}, points, "points")
        add(name, {}, cube(2, 3, 4, size=3), "(2, 3, 4)")
    for name, parameters in PARAMETERS:
        if "axis" not in parameters:
            add(name, parameters, points, "points")
        add(name, parameters, cube(2, 4, 3, size=2), "(2, 4, 3)")


if __name__ == "__main__":
    topics.run(main)
