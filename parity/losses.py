"""Losses: values, gradients by the predictions, reductions, configs, as Keras computes them.

Run with Keras installed: python parity/losses.py
"""
from common import array, write
import common

import keras
import numpy as np
import tensorflow as tf

L = keras.losses


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


cases = []


def case(name, cls, y, p, w=None, activation=None, reduction="sum_over_batch_size", **config):
    config = dict(config)
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
    cases.append({
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


W2 = np.array([1.0, 3.0, 0.0, 0.5], "float32")
REDUCTIONS = ["sum_over_batch_size", "sum", "mean_with_sample_weight"]
seen = set()


def everywhere(cls, targets, predictions, activation=None, **config):
    """Ranks 2 and 3, without weights and with weights of each useful rank."""
    tag = cls + ("" if activation is None else " of " + activation) + "".join(f" {k}={v}" for k, v in config.items())
    y, p = targets(1, 4, 3), predictions(2, 4, 3)
    y3, p3 = targets(3, 2, 3, 4), predictions(4, 2, 3, 4)
    case(tag, cls, y, p, activation=activation, **config)
    case(f"{tag}, rank 3, weights of samples", cls, y3, p3, random(6, 2, 1, low=0, high=2), activation=activation, **config)
    if cls in seen:  # reductions do not depend on the other arguments, but on the mask of ignore_class
        if "ignore_class" not in config:
            return
    seen.add(cls)
    for r in REDUCTIONS:
        case(f"{tag}, weights, {r}", cls, y, p, W2, activation=activation, reduction=r, **config)
    case(f"{tag}, rank 3", cls, y3, p3, activation=activation, reduction="mean", **config)
    case(f"{tag}, rank 3, weights of steps", cls, y3, p3, random(5, 2, 3, low=0, high=2), activation=activation,
         reduction="mean_with_sample_weight", **config)


def real(seed, *shape):
    return random(seed, *shape, low=-2, high=2)


def logits(seed, *shape):
    x = random(seed, *shape, low=-4, high=4)
    x.reshape(-1)[:3] = [0.0, 40.0, -40.0]
    return x


for cls in ["MeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "LogCosh"]:
    everywhere(cls, real, real)
everywhere("MeanSquaredLogarithmicError", real, real)
everywhere("Huber", real, real)
everywhere("Huber", real, real, delta=0.3)
everywhere("CosineSimilarity", real, real)
case("CosineSimilarity axis 1", "CosineSimilarity", real(1, 2, 3, 4), real(2, 2, 3, 4), axis=1)
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
case("BinaryCrossentropy axis 1", "BinaryCrossentropy", binary(1, 2, 3, 4), unit(2, 2, 3, 4), axis=1)
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
     np.moveaxis(one_hot(1, 2, 4, 3), -1, 1), positive(2, 2, 3, 4), axis=1)
case("CategoricalCrossentropy axis 1, logits", "CategoricalCrossentropy",
     np.moveaxis(one_hot(1, 2, 4, 3), -1, 1).copy(), real(2, 2, 3, 4), axis=1, from_logits=True)
everywhere("CategoricalFocalCrossentropy", one_hot, probabilities)
everywhere("CategoricalFocalCrossentropy", one_hot, logits, from_logits=True, label_smoothing=0.1, gamma=1.0, alpha=0.6)
everywhere("CategoricalFocalCrossentropy", one_hot, logits, activation="softmax")
case("CategoricalFocalCrossentropy alpha by class", "CategoricalFocalCrossentropy",
     one_hot(1, 4, 3), probabilities(2, 4, 3), alpha=[0.2, 0.5, 1.0])

everywhere("SparseCategoricalCrossentropy", labels, probabilities)
everywhere("SparseCategoricalCrossentropy", labels, one_hot)
everywhere("SparseCategoricalCrossentropy", labels, logits, from_logits=True)
everywhere("SparseCategoricalCrossentropy", labels, logits, activation="softmax")
everywhere("SparseCategoricalCrossentropy", labels, probabilities, ignore_class=1)
everywhere("SparseCategoricalCrossentropy", labels, logits, from_logits=True, ignore_class=0)
everywhere("SparseCategoricalCrossentropy", labels, logits, activation="softmax", ignore_class=0)
y = labels(1, 4, 3)
y[2] = -1
case("SparseCategoricalCrossentropy ignores -1", "SparseCategoricalCrossentropy", y, probabilities(2, 4, 3), ignore_class=-1)
case("SparseCategoricalCrossentropy ignores all", "SparseCategoricalCrossentropy", 0 * y - 1, probabilities(2, 4, 3),
     ignore_class=-1)
case("SparseCategoricalCrossentropy of a column", "SparseCategoricalCrossentropy", labels(1, 4, 3)[:, None],
     probabilities(2, 4, 3))
case("CategoricalGeneralizedCrossEntropy", "CategoricalGeneralizedCrossEntropy", labels(1, 4, 3), probabilities(2, 4, 3), W2)
case("CategoricalGeneralizedCrossEntropy q=0.8", "CategoricalGeneralizedCrossEntropy", labels(1, 4, 3),
     probabilities(2, 4, 3), q=0.8)

for cls, config in [("Dice", {}), ("Tversky", {}), ("Tversky", {"alpha": 0.3, "beta": 0.7})]:
    y, p = binary(1, 2, 3, 4), unit(2, 2, 3, 4)
    case(f"{cls} {config}", cls, y, p, **config)
    case(f"{cls} {config}, weights", cls, y, p, np.array([1, 3], "float32"), **config)
    case(f"{cls} {config}, by sample", cls, y, p, np.array([1, 3], "float32"), axis=[1, 2], **config)

# Rank alignment: targets and outputs whose ranks differ by an axis of 1.
case("column output", "MeanSquaredError", real(1, 4), real(2, 4, 1), W2)
case("column targets", "MeanAbsoluteError", real(1, 4, 1), real(2, 4, 1), W2.reshape(4, 1))
case("targets without last axis", "BinaryCrossentropy", binary(1, 2, 3), unit(2, 2, 3, 1))

write("api", "losses", cases)

CLASSES = [n for n, c in vars(keras.losses).items() if isinstance(c, type) and n not in ("Loss", "CTC", "Circle")]
write("api", "loss_configs", [{"class": n, "config": getattr(L, n)().get_config()} for n in sorted(CLASSES)])
