"""Constraints and regularizers: values, configs, and the gradients of regularizers."""
import common
import keras
import tensorflow as tf
from keras import constraints as C
from keras import regularizers as R

W = [common.random(1, 3, 4, low=-2, high=2), common.random(2, 2, 3, 2, 4, low=-1, high=1)]


def main():
    cases = []
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
        for w in W:
            cases.append(
                {
                    "class": type(c).__name__,
                    "config": c.get_config(),
                    "w": common.array(w),
                    "value": common.array(c(tf.constant(w))),
                }
            )
    common.write("api", "constraints", cases)
    cases = []
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
        for w in W:
            if isinstance(r, R.OrthogonalRegularizer) and w.ndim != 2:
                continue
            v = tf.Variable(w)
            with tf.GradientTape() as tape:
                y = r(v)
            g = tape.gradient(y, v)
            cases.append(
                {
                    "class": type(r).__name__,
                    "config": r.get_config(),
                    "w": common.array(w),
                    "value": common.array(y),
                    "gradient": None if g is None else common.array(g),
                }
            )
    common.write("api", "regularizers", cases)


if __name__ == "__main__":
    main()
