"""Losses: values, gradients by the predictions, reductions, configs, as Keras computes them.

Run with Keras installed: python parity/losses.py
"""
from common import array
import common
import topics

import keras
import numpy as np
import tensorflow as tf

L = keras.losses
LOSSES = topics.Topic("api", "losses")
CONFIGS = topics.Topic("api", "loss_configs")


def random(seed, *shape, low=-1.0, high=1.0):
    return np.round(common.random(seed, *shape, low=low, high=high), 2)


def one_hot(seed, *shape):
    *lead, k = shape
    labels = np.random.default_rng(seed).integers(0, k, lead)
    return np.eye(k, dtype="float32")[labels]


def labels(seed, *shape):
    *lead, k = shape
    return np.random.default_rng(seed).integers(0, k, lead).astype("int32")


def probabilities(seed, *shape):
    e = np.exp(2 * random(seed, *shape))
    return np.round(e / e.sum(-1, keepdims=True), 3).astype("float32")


def binary(seed, *shape):
    return np.random.default_rng(seed).integers(0, 2, shape).astype("float32")


def unit(seed, *shape):
    return random(seed, *shape, low=0.02, high=0.98)


def positive(seed, *shape):
    return random(seed, *shape, low=0.05, high=3.0)


def counts(seed, *shape):
    return np.random.default_rng(seed).integers(0, 5, shape).astype("float32")


def signs(seed, *shape):
    return 2 * binary(seed, *shape) - 1


def case(name, cls, targets, predictions, weights=None, activation=None, reduction="sum_over_batch_size", kinds="", **config):
    """Adds a case; targets, predictions and weights are functions of a seed, kinds says what they draw."""
    entry = LOSSES.case(name + kinds, cls)
    if entry is None:
        return
    y = entry.given("y", lambda: targets(entry.seed + 1))
    p = entry.given("p", lambda: predictions(entry.seed + 2))
    w = entry.given("weights", lambda: weights(entry.seed + 3)) if weights else None
    loss = getattr(L, cls)(reduction=reduction, **config)
    each = getattr(L, cls)(reduction="none", **config)

    @tf.function
    def run(x, y, w):
        q = {None: tf.identity, "softmax": tf.nn.softmax, "sigmoid": tf.nn.sigmoid}[activation](x) if activation else x
        return loss(y, q, w), each(y, q, w)

    with tf.GradientTape() as tape:
        x = tf.constant(p)
        tape.watch(x)
        value, values = run(x, tf.constant(y), None if w is None else tf.constant(w))
    gradient = tape.gradient(value, x)
    entry.keep(**{
        "name": name,
        "class": cls,
        "config": {**config, "reduction": reduction},
        "activation": activation,
        "y": array(y),
        "p": array(p),
        "weights": None if w is None else array(w.astype("float32")),
        "value": array(value),
        "values": array(values),
        "gradient": array(gradient),
    })


def of(draw, *shape):
    return lambda seed: draw(seed, *shape)


def fixed(*values):
    return lambda seed: np.array(values, "float32")


W2 = fixed(1.0, 3.0, 0.0, 0.5)
REDUCTIONS = ["sum_over_batch_size", "sum", "mean_with_sample_weight"]
seen = set()


def everywhere(cls, targets, predictions, activation=None, **config):
    """Ranks 2 and 3, without weights and with weights of each useful rank."""
    tag = cls + ("" if activation is None else " of " + activation) + "".join(f" {k}={v}" for k, v in config.items())
    kinds = f"; {targets.__name__}, {predictions.__name__}"

    def add(note, rank=2, weights=None, **more):
        shape = (4, 3) if rank == 2 else (2, 3, 4)
        case(tag + note, cls, lambda s: targets(s, *shape), lambda s: predictions(s, *shape), weights, activation,
             kinds=kinds, **more, **config)

    add("")
    add(", rank 3, weights of samples", 3, lambda s: random(s, 2, 1, low=0, high=2))
    if cls in seen:  # reductions do not depend on the other arguments, but on the mask of ignore_class
        if "ignore_class" not in config:
            return
    seen.add(cls)
    for r in REDUCTIONS:
        add(f", weights, {r}", weights=W2, reduction=r)
    add(", rank 3", 3, reduction="mean")
    add(", rank 3, weights of steps", 3, lambda s: random(s, 2, 3, low=0, high=2), reduction="mean_with_sample_weight")


def real(seed, *shape):
    return random(seed, *shape, low=-2, high=2)


def logits(seed, *shape):
    x = random(seed, *shape, low=-4, high=4)
    x.reshape(-1)[:3] = [0.0, 40.0, -40.0]
    return x


def unlabelled(seed):
    y = labels(seed, 4, 3)
    y[2] = -1
    return y


def main():
    for cls in ["MeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "LogCosh"]:
        everywhere(cls, real, real)
    everywhere("MeanSquaredLogarithmicError", real, real)
    everywhere("Huber", real, real)
    everywhere("Huber", real, real, delta=0.3)
    everywhere("CosineSimilarity", real, real)
    case("CosineSimilarity axis 1", "CosineSimilarity", of(real, 2, 3, 4), of(real, 2, 3, 4), axis=1)
    everywhere("KLDivergence", probabilities, probabilities)
    everywhere("KLDivergence", one_hot, logits)
    everywhere("Poisson", counts, positive)
    everywhere("Hinge", signs, real)
    everywhere("Hinge", binary, real)
    everywhere("SquaredHinge", signs, real)
    everywhere("SquaredHinge", binary, real)
    everywhere("CategoricalHinge", one_hot, real)

    everywhere("BinaryCrossentropy", binary, unit)
    everywhere("BinaryCrossentropy", unit, unit, label_smoothing=0.2)
    everywhere("BinaryCrossentropy", binary, logits)  # outside [0, 1]: clipped
    everywhere("BinaryCrossentropy", binary, logits, from_logits=True)
    everywhere("BinaryCrossentropy", binary, logits, activation="sigmoid")
    everywhere("BinaryCrossentropy", binary, logits, activation="sigmoid", label_smoothing=0.1)
    case("BinaryCrossentropy axis 1", "BinaryCrossentropy", of(binary, 2, 3, 4), of(unit, 2, 3, 4), axis=1)
    everywhere("BinaryFocalCrossentropy", binary, unit)
    everywhere("BinaryFocalCrossentropy", binary, unit, apply_class_balancing=True, alpha=0.3, gamma=1.5)
    everywhere("BinaryFocalCrossentropy", binary, logits, from_logits=True, label_smoothing=0.1)
    everywhere("BinaryFocalCrossentropy", binary, logits, activation="sigmoid")

    everywhere("CategoricalCrossentropy", one_hot, probabilities)
    everywhere("CategoricalCrossentropy", one_hot, positive, label_smoothing=0.1)
    everywhere("CategoricalCrossentropy", one_hot, one_hot)  # ones and zeros: clipped
    everywhere("CategoricalCrossentropy", probabilities, logits, from_logits=True, label_smoothing=0.1)
    everywhere("CategoricalCrossentropy", one_hot, logits, activation="softmax")
    case("CategoricalCrossentropy axis 1", "CategoricalCrossentropy",
         lambda s: np.moveaxis(one_hot(s, 2, 4, 3), -1, 1), of(positive, 2, 3, 4), axis=1)
    case("CategoricalCrossentropy axis 1, logits", "CategoricalCrossentropy",
         lambda s: np.moveaxis(one_hot(s, 2, 4, 3), -1, 1).copy(), of(real, 2, 3, 4), axis=1, from_logits=True)
    everywhere("CategoricalFocalCrossentropy", one_hot, probabilities)
    everywhere("CategoricalFocalCrossentropy", one_hot, logits, from_logits=True, label_smoothing=0.1, gamma=1.0, alpha=0.6)
    everywhere("CategoricalFocalCrossentropy", one_hot, logits, activation="softmax")
    case("CategoricalFocalCrossentropy alpha by class", "CategoricalFocalCrossentropy",
         of(one_hot, 4, 3), of(probabilities, 4, 3), alpha=[0.2, 0.5, 1.0])

    everywhere("SparseCategoricalCrossentropy", labels, probabilities)
    everywhere("SparseCategoricalCrossentropy", labels, one_hot)
    everywhere("SparseCategoricalCrossentropy", labels, logits, from_logits=True)
    everywhere("SparseCategoricalCrossentropy", labels, logits, activation="softmax")
    everywhere("SparseCategoricalCrossentropy", labels, probabilities, ignore_class=1)
    everywhere("SparseCategoricalCrossentropy", labels, logits, from_logits=True, ignore_class=0)
    everywhere("SparseCategoricalCrossentropy", labels, logits, activation="softmax", ignore_class=0)
    case("SparseCategoricalCrossentropy ignores -1", "SparseCategoricalCrossentropy", unlabelled, of(probabilities, 4, 3), ignore_class=-1)
    case("SparseCategoricalCrossentropy ignores all", "SparseCategoricalCrossentropy", lambda s: 0 * labels(s, 4, 3) - 1, of(probabilities, 4, 3),
         ignore_class=-1)
    case("SparseCategoricalCrossentropy of a column", "SparseCategoricalCrossentropy", lambda s: labels(s, 4, 3)[:, None],
         of(probabilities, 4, 3))
    case("CategoricalGeneralizedCrossEntropy", "CategoricalGeneralizedCrossEntropy", of(labels, 4, 3), of(probabilities, 4, 3), W2)
    case("CategoricalGeneralizedCrossEntropy q=0.8", "CategoricalGeneralizedCrossEntropy", of(labels, 4, 3),
         of(probabilities, 4, 3), q=0.8)

    for cls, config in [("Dice", {}), ("Tversky", {}), ("Tversky", {"alpha": 0.3, "beta": 0.7})]:
        y, p = of(binary, 2, 3, 4), lambda s: unit(s, 2, 3, 4)
        case(f"{cls} {config}", cls, y, p, **config)
        case(f"{cls} {config}, weights", cls, y, p, fixed(1, 3), **config)
        case(f"{cls} {config}, by sample", cls, y, p, fixed(1, 3), axis=[1, 2], **config)

    # Rank alignment: targets and outputs whose ranks differ by an axis of 1.
    case("column output", "MeanSquaredError", of(real, 4), of(real, 4, 1), W2)
    case("column targets", "MeanAbsoluteError", of(real, 4, 1), of(real, 4, 1), lambda s: W2(s).reshape(4, 1))
    case("targets without last axis", "BinaryCrossentropy", of(binary, 2, 3), of(unit, 2, 3, 1))

    CLASSES = [n for n, c in vars(keras.losses).items() if isinstance(c, type) and n not in ("Loss", "CTC", "Circle")]
    for n in sorted(CLASSES):
        if one := CONFIGS.case(n):
            one.keep(**{"class": n, "config": getattr(L, n)().get_config()})


if __name__ == "__main__":
    topics.run(main)
