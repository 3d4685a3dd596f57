"""Constraints and regularizers: values, configs, and the gradients of regularizers."""
import common
import topics
import keras
import tensorflow as tf
from keras import constraints as C
from keras import regularizers as R

SHAPES = {(3, 4): 2, (2, 3, 2, 4): 1}  # and the size of the largest value
CONSTRAINTS = topics.Topic("api", "constraints")
REGULARIZERS = topics.Topic("api", "regularizers")


def begin(topic, object, shape):
    """Begins a case; returns it with its weights, or None if it is left out."""
    name, size = type(object).__name__, SHAPES[shape]
    case = topic.case(f"{name}{common.arguments(object.get_config())} of {shape}", name)
    return case and (case, case.given("w", lambda: common.random(case.seed, *shape, low=-size, high=size)))


def constrain(constraint, shape):
    if begun := begin(CONSTRAINTS, constraint, shape):
        case, w = begun
        case.keep(**{
            "class": type(constraint).__name__,
            "config": constraint.get_config(),
            "w": common.array(w),
            "value": common.array(constraint(tf.constant(w))),
        })


def penalize(regularizer, shape):
    if begun := begin(REGULARIZERS, regularizer, shape):
        case, w = begun
        v = tf.Variable(w)
        with tf.GradientTape() as tape:
            y = regularizer(v)
        g = tape.gradient(y, v)
        case.keep(**{
            "class": type(regularizer).__name__,
            "config": regularizer.get_config(),
            "w": common.array(w),
            "value": common.array(y),
            "gradient": None if g is None else common.array(g),
        })


def main():
    for c in [
        C.MaxNorm(),
        C.MaxNorm(0.7, axis=1),
        C.MaxNorm(1.1, axis=[0, 1]),
        C.NonNeg(),
        C.UnitNorm(),
        C.UnitNorm(axis=[0, 1]),
        C.UnitNorm(axis=-1),
        C.MinMaxNorm(),
        C.MinMaxNorm(0.5, 1.0, 0.5),
        C.MinMaxNorm(1.5, 1.9, 0.3, axis=1),
    ]:
        for shape in SHAPES:
            constrain(c, shape)
    for r in [
        R.L1(),
        R.L1(0.3),
        R.L2(),
        R.L2(0.3),
        R.L1L2(),
        R.L1L2(0.1, 0.2),
        R.OrthogonalRegularizer(),
        R.OrthogonalRegularizer(0.4, mode="columns"),
    ]:
        for shape in SHAPES:
            if len(shape) == 2 or not isinstance(r, R.OrthogonalRegularizer):
                penalize(r, shape)


if __name__ == "__main__":
    topics.run(main)
