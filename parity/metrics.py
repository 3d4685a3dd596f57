"""Metrics: results after each of several batches and the state behind them, as Keras computes them.

Run with Keras installed: python parity/metrics.py
"""
import warnings

from common import array
import common
import topics

import keras
import numpy as np
import tensorflow as tf

warnings.filterwarnings("ignore")
M = keras.metrics
METRICS = topics.Topic("api", "metrics")
CONFIGS = topics.Topic("api", "metric_configs")
BATCHES = [4, 3]


def random(seed, *shape, low=-1.0, high=1.0):
    return np.round(common.random(seed, *shape, low=low, high=high), 2)


def real(seed, *shape):
    return random(seed, *shape, low=-2, high=2)


def unit(seed, *shape):
    return random(seed, *shape, low=0.0, high=1.0)


def coarse(seed, *shape):
    """Probabilities with ties, and often right on a threshold."""
    return np.round(np.random.default_rng(seed).integers(0, 11, shape) / 10, 1).astype("float32")


def binary(seed, *shape):
    return np.random.default_rng(seed).integers(0, 2, shape).astype("int32")


def signs(seed, *shape):
    return 2.0 * binary(seed, *shape).astype("float32") - 1


def counts(seed, *shape):
    return np.random.default_rng(seed).integers(0, 5, shape).astype("float32")


def named(name, draw):
    draw.__name__ = name
    return draw


def classes(k):
    return named(f"classes of {k}", lambda seed, *shape: np.random.default_rng(seed).integers(0, k, shape).astype("int32"))


def one_hot(seed, *shape):
    *lead, k = shape
    return np.eye(k, dtype="float32")[classes(k)(seed, *lead)]


def labels(seed, *shape):
    *lead, k = shape
    return classes(k)(seed, *lead)


def column_labels(seed, *shape):
    return labels(seed, *shape)[..., None]


def positive(seed, *shape):
    return random(seed, *shape, low=0.05, high=3.0)


def probabilities(seed, *shape):
    e = np.exp(2 * real(seed, *shape))
    return np.round(e / e.sum(-1, keepdims=True), 3).astype("float32")


def logits(seed, *shape):
    return random(seed, *shape, low=-4, high=4)


def case(cls, targets, predictions, shape, weights=None, activation=None, note="", sizes=None, **config):
    tag = cls + "".join(f" {k}={v}" for k, v in config.items())
    tag += f", {shape}" + (f", weights {weights}" if weights is not None else "") + (f" of {activation}" if activation else "") + note
    entry = METRICS.case(f"{tag}; {targets.__name__}, {predictions.__name__}", cls)
    if entry is None:
        return
    metric = getattr(M, cls)(**config)

    def update(y, p, w):
        q = {"softmax": tf.nn.softmax, "sigmoid": tf.nn.sigmoid}[activation](p) if activation else p
        metric.update_state(y, q, w)

    step = tf.function(update) if activation else update
    batches = []
    for b, n in enumerate(sizes or BATCHES):
        seed = entry.seed + 10 * b
        y = entry.given(f"batches/{b}/y", lambda: targets(seed + 1, n, *shape))
        p = entry.given(f"batches/{b}/p", lambda: predictions(seed + 2, n, *shape))
        w = None if weights is None else entry.given(f"batches/{b}/w", lambda: random(seed + 3, n, *weights, low=0, high=3))
        if activation and not metric.variables:
            update(y, p, w)
            metric.reset_state()
        step(tf.constant(y), tf.constant(p), None if w is None else tf.constant(w))
        batches.append({
            "y": array(y), "p": array(p), "w": None if w is None else array(w),
            "result": array(np.asarray(metric.result(), "float32")),
        })
    state = [{"name": v.name, "value": array(v.numpy())} for v in metric.variables if v.numpy().size <= 16]
    entry.keep(**{"name": tag, "class": cls, "config": config, "activation": activation, "batches": batches, "state": state})


def values(cls, shape, weights):
    """Adds a case of a metric of plain values."""
    name = f"{cls} {shape}, weights {weights}"
    entry = METRICS.case(name, cls)
    if entry is None:
        return
    metric = getattr(M, cls)()
    batches = []
    for b, n in enumerate(BATCHES):
        v = entry.given(f"batches/{b}/y", lambda: real(entry.seed + b, n, *shape))
        w = None if weights is None else entry.given(
            f"batches/{b}/w", lambda: random(entry.seed + 7 + b, n, *weights, low=0, high=3))
        metric.update_state(v, w)
        batches.append({"y": array(v), "p": array(v), "w": None if w is None else array(w),
                        "result": array(np.float32(metric.result()))})
    state = [{"name": v.name, "value": array(v.numpy())} for v in metric.variables]
    entry.keep(**{"name": name, "class": cls, "config": {}, "activation": None, "batches": batches, "state": state})


def everywhere(cls, targets, predictions, deep=True, **config):
    case(cls, targets, predictions, (3,), **config)
    case(cls, targets, predictions, (3,), weights=(), **config)
    if deep:
        case(cls, targets, predictions, (2, 3), weights=(), **config)
        case(cls, targets, predictions, (2, 3), weights=(2,), **config)
        case(cls, targets, predictions, (2, 3), weights=(1,), **config)


def column(f):
    return named(f"column of {f.__name__}", lambda seed, *shape: f(seed, *shape)[..., None])


def permutations(seed, n, k):
    return np.stack([np.random.default_rng(seed + i).permutation(k) for i in range(n)]).astype("float32")


REQUIRED = {
    "IoU": dict(num_classes=3, target_class_ids=[0]), "MeanIoU": dict(num_classes=3),
    "OneHotIoU": dict(num_classes=3, target_class_ids=[0]), "OneHotMeanIoU": dict(num_classes=3),
    "PrecisionAtRecall": dict(recall=0.5), "RecallAtPrecision": dict(precision=0.5),
    "SensitivityAtSpecificity": dict(specificity=0.5), "SpecificityAtSensitivity": dict(sensitivity=0.5),
}


def main():
    # Means
    for cls in ["MeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "MeanSquaredLogarithmicError",
                "LogCoshError", "CosineSimilarity"]:
        everywhere(cls, real, real)
    case("CosineSimilarity", real, real, (2, 3), axis=1)
    everywhere("RootMeanSquaredError", real, real)
    case("RootMeanSquaredError", real, real, (2, 3), weights=(2, 3))
    everywhere("Hinge", signs, real)
    everywhere("Hinge", binary, real, deep=False)
    everywhere("SquaredHinge", signs, real, deep=False)
    everywhere("CategoricalHinge", one_hot, real)
    everywhere("KLDivergence", probabilities, probabilities)
    everywhere("Poisson", counts, positive, deep=False)
    everywhere("BinaryCrossentropy", binary, unit)
    case("BinaryCrossentropy", binary, logits, (3,), from_logits=True, label_smoothing=0.2)
    case("BinaryCrossentropy", binary, logits, (3,), weights=(), activation="sigmoid")
    everywhere("CategoricalCrossentropy", one_hot, probabilities)
    case("CategoricalCrossentropy", one_hot, logits, (3,), from_logits=True, label_smoothing=0.2)
    case("CategoricalCrossentropy", one_hot, logits, (3,), weights=(), activation="softmax")
    everywhere("SparseCategoricalCrossentropy", labels, probabilities)
    case("SparseCategoricalCrossentropy", labels, logits, (3,), from_logits=True)
    case("SparseCategoricalCrossentropy", labels, probabilities, (3,), ignore_class=1)
    case("SparseCategoricalCrossentropy", labels, probabilities, (3,), weights=(), ignore_class=1)
    case("SparseCategoricalCrossentropy", labels, logits, (3,), weights=(), activation="softmax")
    everywhere("PearsonCorrelation", real, real)
    everywhere("ConcordanceCorrelation", real, real)
    case("PearsonCorrelation", real, real, (4, 2), axis=1)

    # Accuracies
    case("Accuracy", classes(3), classes(3), (2,))
    case("Accuracy", classes(3), classes(3), (2,), weights=())
    everywhere("BinaryAccuracy", binary, coarse)
    everywhere("BinaryAccuracy", binary, coarse, deep=False, threshold=0.3)
    case("BinaryAccuracy", binary, column(coarse), (), note=", column output")
    everywhere("CategoricalAccuracy", one_hot, coarse)
    everywhere("SparseCategoricalAccuracy", labels, coarse)
    case("SparseCategoricalAccuracy", column_labels, coarse, (3,), weights=(), note=", column")
    case("SparseCategoricalAccuracy", column_labels, coarse, (2, 3), weights=(2,), note=", column")
    for k in [1, 2]:
        everywhere("TopKCategoricalAccuracy", one_hot, coarse, k=k)
        everywhere("SparseTopKCategoricalAccuracy", labels, coarse, k=k)
    case("TopKCategoricalAccuracy", one_hot, coarse, (7,))
    case("SparseTopKCategoricalAccuracy", labels, permutations, (4,), k=2, from_sorted_ids=True)
    case("SparseTopKCategoricalAccuracy", labels, permutations, (4,), weights=(), k=2, from_sorted_ids=True)

    # Counts of decisions
    for cls in ["TruePositives", "TrueNegatives", "FalsePositives", "FalseNegatives"]:
        case(cls, binary, column(coarse), ())
        case(cls, binary, coarse, (3,), weights=())
        case(cls, binary, coarse, (3,), weights=(3,), thresholds=[0.2, 0.7])
        case(cls, binary, coarse, (2,), thresholds=[0.0, 0.25, 0.5, 0.75, 1.0])
    for cls in ["Precision", "Recall"]:
        case(cls, binary, column(coarse), ())
        case(cls, binary, coarse, (3,), weights=())
        case(cls, binary, coarse, (3,), weights=(1,), thresholds=0.3)
        case(cls, binary, coarse, (3,), weights=(), thresholds=[0.3, 0.7])
        case(cls, binary, coarse, (3,), weights=(), thresholds=[0.0, 0.5, 1.0])
        case(cls, one_hot, coarse, (4,), top_k=2)
        case(cls, one_hot, coarse, (4,), weights=(), top_k=2, class_id=1)
        case(cls, one_hot, coarse, (4,), top_k=2, thresholds=0.4)
        case(cls, one_hot, coarse, (4,), class_id=2)
    for cls, argument in [("SensitivityAtSpecificity", "specificity"), ("SpecificityAtSensitivity", "sensitivity"),
                          ("PrecisionAtRecall", "recall"), ("RecallAtPrecision", "precision")]:
        case(cls, binary, coarse, (2,), **{argument: 0.6})
        case(cls, binary, coarse, (2,), weights=(), **{argument: 0.4}, num_thresholds=5)
        case(cls, one_hot, coarse, (3,), **{argument: 0.3}, num_thresholds=1, class_id=1)
    for curve in ["ROC", "PR", "PRGAIN"]:
        for method in ["interpolation", "minoring", "majoring"]:
            case("AUC", binary, coarse, (2,), weights=(), curve=curve, summation_method=method, num_thresholds=20)
        case("AUC", binary, column(unit), (), curve=curve)
        case("AUC", binary, coarse, (3,), weights=(), curve=curve, multi_label=True, num_thresholds=11)
        case("AUC", binary, coarse, (3,), curve=curve, multi_label=True, label_weights=[1.0, 2.0, 0.5], num_thresholds=11)
    case("AUC", binary, coarse, (3,), weights=(), label_weights=[1.0, 2.0, 0.5])
    case("AUC", binary, coarse, (2,), weights=(), thresholds=[0.8, 0.2, 0.5])
    case("AUC", binary, coarse, (3,), weights=(), thresholds=[0.8, 0.2], multi_label=True)
    case("AUC", binary, coarse, (2,), thresholds=[0.25, 0.5, 0.75])
    case("AUC", binary, logits, (2,), from_logits=True)

    # F scores
    for average in [None, "micro", "macro", "weighted"]:
        case("F1Score", one_hot, coarse, (3,), average=average)
        case("FBetaScore", binary, coarse, (3,), weights=(), average=average, beta=2.0, threshold=0.45)

    # Overlaps
    case("IoU", classes(3), classes(3), (2,), num_classes=3, target_class_ids=[0, 2])
    case("IoU", classes(4), classes(3), (2,), num_classes=3, target_class_ids=[1], ignore_class=0)
    case("MeanIoU", classes(3), classes(3), (2, 2), num_classes=3)
    case("MeanIoU", classes(3), classes(5), (), weights=(), num_classes=5)
    case("OneHotIoU", one_hot, coarse, (3,), num_classes=3, target_class_ids=[0, 1])
    case("OneHotMeanIoU", one_hot, coarse, (2, 3), num_classes=3)
    case("OneHotMeanIoU", one_hot, coarse, (3,), weights=(), num_classes=3)
    case("BinaryIoU", binary, coarse, (2,))
    case("BinaryIoU", binary, coarse, (2,), target_class_ids=[1], threshold=0.3)

    # R²
    for aggregation in [None, "uniform_average", "variance_weighted_average"]:
        case("R2Score", real, real, (3,), class_aggregation=aggregation)
        case("R2Score", real, real, (3,), weights=(), class_aggregation=aggregation)
    case("R2Score", real, real, (1,), num_regressors=1)
    case("R2Score", real, real, (1,), num_regressors=20)
    case("R2Score", real, column(real), ())

    # Mean and sum of values
    for cls in ["Mean", "Sum"]:
        for shape, weights in [((), None), ((2,), None), ((2,), ()), ((2, 3), (2,)), ((2, 3), (2, 3))]:
            values(cls, shape, weights)

    for name, cls in sorted(vars(M).items()):
        if isinstance(cls, type) and name not in ("Metric", "MeanMetricWrapper") and (one := CONFIGS.case(name)):
            keras.utils.clear_session(free_memory=False)
            metric = cls(**REQUIRED.get(name, {}))
            one.keep(**{
                "class": name,
                "config": metric.get_config(),
                "direction": {"up": "MAX", "down": "MIN", None: "UNKNOWN"}[getattr(metric, "_direction", None)],
                "strings": sorted(k for k, v in keras.src.metrics.ALL_OBJECTS_DICT.items() if v is cls),
            })


if __name__ == "__main__":
    topics.run(main)
