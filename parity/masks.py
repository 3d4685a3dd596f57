"""How masks travel in the real Keras: through layers, models, losses and metrics.

    python parity/masks.py

writes masks.json for the module api: which classes of layers support masks, and for models, made
again under the same names by MaskParityTest, histories, scores, predictions and weights.
"""
import warnings

from common import array, np, random, write

import keras
from keras import layers as L

STEPS = 5


def tokens(seed, n=8, steps=STEPS, high=6):
    """Sequences that end in zeros, one of them empty, one without."""
    rng = np.random.default_rng(seed)
    x = rng.integers(1, high, (n, steps))
    for i in range(n):
        x[i, steps - i % (steps + 1):] = 0
    return x.astype("int32")


def embedded(name="a", **options):
    a = keras.Input((STEPS,), dtype="int32", name=name)
    return a, L.Embedding(6, 3, mask_zero=True, name="e" + name, **options)(a)


def classifier():
    a, x = embedded()
    x = L.Dropout(0.3, seed=5)(x)
    return keras.Model(a, L.Dense(3, activation="softmax", name="out")(x))


def regression():
    a, x = embedded()
    x = L.Dense(4, activation="tanh")(x)
    return keras.Model(a, L.Dense(2, name="out")(x))


def sequential():
    return keras.Sequential([keras.Input((STEPS,), dtype="int32"), L.Embedding(6, 3, mask_zero=True),
                             L.LayerNormalization(), L.ReLU(), L.Dense(1)])


def two_outputs():
    a, x = embedded()
    p = L.Dense(1, name="p")(x)
    q = L.Dense(2, name="q")(L.GlobalAveragePooling1D()(x))
    return keras.Model(a, [p, q])


def normalized():
    """Statistics of what is not masked; the steps of -1 are masked."""
    a = keras.Input((STEPS, 3), name="a")
    x = L.Masking(-1.0)(a)
    x = L.BatchNormalization(momentum=0.8)(L.Dense(4)(x))
    return keras.Model(a, L.Dense(2, name="out")(x))


def normalized_first():
    a = keras.Input((STEPS, 3), name="a")
    x = L.BatchNormalization(axis=1, momentum=0.8)(L.Masking()(a))
    return keras.Model(a, L.Dense(2, name="out")(x))


def merged(layer):
    a, x = embedded("a")
    b, y = embedded("b")
    return keras.Model([a, b], L.Dense(2, name="out")(layer([x, y])))


def added():
    return merged(L.Add())


def averaged():
    return merged(L.Average())


def subtracted():
    return merged(L.Subtract())


def multiplied():
    return merged(L.Multiply())


def greatest():
    return merged(L.Maximum())


def smallest():
    return merged(L.Minimum())


def concatenated():
    return merged(L.Concatenate())


def chained():
    return merged(L.Concatenate(axis=1))


def merged_three(layer):
    a, x = embedded("a")
    b, y = embedded("b")
    c, z = embedded("c")
    return keras.Model([a, b, c], L.Dense(2, name="out")(layer([x, y, z])))


def added_three():
    return merged_three(L.Add())


def averaged_three():
    return merged_three(L.Average())


def multiplied_three():
    return merged_three(L.Multiply())


def greatest_three():
    return merged_three(L.Maximum())


def smallest_three():
    return merged_three(L.Minimum())


def concatenated_three():
    return merged_three(L.Concatenate())


def half_masked():
    """One of the two inputs has no mask."""
    a, x = embedded("a")
    b = keras.Input((STEPS,), dtype="int32", name="b")
    y = L.Embedding(6, 3, name="eb")(b)
    joined = L.Concatenate()([L.Maximum()([x, y]), L.Multiply()([x, y]), x])
    return keras.Model([a, b], L.Dense(2, name="out")(joined))


def half_masked_three():
    """The second of the three inputs has no mask."""
    a, x = embedded("a")
    b = keras.Input((STEPS,), dtype="int32", name="b")
    y = L.Embedding(6, 3, name="eb")(b)
    c, z = embedded("c")
    joined = L.Concatenate()([L.Maximum()([x, y, z]), L.Multiply()([x, y, z]), z])
    return keras.Model([a, b, c], L.Dense(2, name="out")(joined))


def nested():
    a, x = embedded()
    i = keras.Input((STEPS, 3))
    inner = keras.Model(i, L.Dense(4, activation="tanh")(L.Dropout(0.0)(i)), name="inner")
    deep = keras.Sequential([L.Dense(2), inner_sequential()], name="deep")
    return keras.Model(a, L.Dense(2, name="out")(deep(inner(x))))


def inner_sequential():
    return keras.Sequential([L.ELU(), L.Activation("linear")], name="deeper")


def nested_source():
    """The mask begins inside an inner model."""
    i = keras.Input((STEPS,), dtype="int32")
    inner = keras.Model(i, L.Embedding(6, 3, mask_zero=True)(i), name="inner")
    a = keras.Input((STEPS,), dtype="int32", name="a")
    return keras.Model(a, L.Dense(2, name="out")(inner(a)))


def stopped():
    """A convolution supports no masks."""
    a, x = embedded()
    return keras.Model(a, L.Dense(2, name="out")(L.Conv1D(3, 2, padding="same")(x)))


def pooled():
    a, x = embedded()
    return keras.Model(a, L.Dense(2, name="out")(L.GlobalAveragePooling1D(keepdims=True)(x)))


def softmax():
    """A mask of steps fits the scores of a softmax only where all sizes are equal."""
    a, x = embedded()
    return keras.Model(a, L.Softmax()(L.Dense(STEPS, name="out")(x)))


def classes_of_layers():
    with_arguments = [
        L.Activation("relu"), L.Embedding(3, 2), L.Embedding(3, 2, mask_zero=True), L.Masking(), L.Conv1D(2, 2),
        L.Conv2D(2, 2), L.Conv1DTranspose(2, 2), L.Conv2DTranspose(2, 2), L.SeparableConv1D(2, 2),
        L.SeparableConv2D(2, 2), L.Dense(2), L.DepthwiseConv1D(2), L.DepthwiseConv2D(2), L.Dropout(0.5),
        L.GaussianDropout(0.5), L.GaussianNoise(0.5), L.Permute((1,)), L.RepeatVector(2), L.Reshape((-1,)),
        L.SpatialDropout1D(0.5), L.SpatialDropout2D(0.5), L.SpatialDropout3D(0.5), L.ActivityRegularization(),
        L.BatchNormalization(), L.LayerNormalization(), L.ReLU(), L.LeakyReLU(), L.PReLU(), L.ELU(), L.Softmax(),
        L.Add(), L.Subtract(), L.Multiply(), L.Average(), L.Maximum(), L.Minimum(), L.Concatenate(), L.Flatten(),
        L.MaxPooling1D(), L.MaxPooling2D(), L.AveragePooling1D(2), L.AveragePooling2D(2),
        L.GlobalAveragePooling1D(), L.GlobalAveragePooling2D(), L.GlobalAveragePooling3D(),
        L.GlobalMaxPooling1D(), L.GlobalMaxPooling2D(), L.GlobalMaxPooling3D(), L.UpSampling1D(), L.UpSampling2D(),
        L.ZeroPadding1D(), L.ZeroPadding2D(), L.Cropping1D(), L.Cropping2D()]
    return [{"supports": l.supports_masking, "class": type(l).__name__, "config": l.get_config()} for l in with_arguments]


def case(make, loss, x, y, metrics=(), weighted=(), weights=None, reduction=None, batch=4, ignore_class=None):
    keras.utils.clear_session()
    keras.utils.set_random_seed(11)
    model = make()
    out = {"model": make.__name__, "loss": loss, "metrics": list(metrics), "weighted": list(weighted), "batch": batch,
           "x": [array(a) for a in x], "y": [array(a) for a in y], "weights": [array(w) for w in model.get_weights()]}
    used = loss
    if reduction or ignore_class is not None:
        used = getattr(keras.losses, "".join(part.capitalize() for part in loss.split("_")))(
            reduction=reduction or "sum_over_batch_size", **({} if ignore_class is None else {"ignore_class": ignore_class}))
        out["config"] = used.get_config()
    several = len(y) > 1
    each = [list(metrics)] * len(y) if several else list(metrics)
    each_weighted = [list(weighted)] * len(y) if several else list(weighted)
    model.compile(optimizer=keras.optimizers.SGD(0.1), loss=[used] * len(y) if several else used,
                  metrics=each or None, weighted_metrics=each_weighted if weighted else None)
    if weights is not None:
        out["sample_weight"] = [array(w) for w in weights]
        weights = weights if several else weights[0]
    xs, ys = x if len(x) > 1 else x[0], y if several else y[0]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        history = model.fit(xs, ys, batch_size=batch, epochs=2, shuffle=False, verbose=0, sample_weight=weights)
        out["history"] = {k: [float(v) for v in values] for k, values in history.history.items()}
        named = model.evaluate(xs, ys, batch_size=batch, verbose=0, sample_weight=weights, return_dict=True)
        out["evaluate"] = {k: float(v) for k, v in named.items()}
        predictions = model.predict(xs, batch_size=batch, verbose=0)
    out["predict"] = [array(p) for p in (predictions if isinstance(predictions, list) else [predictions])]
    out["end"] = [array(w) for w in model.get_weights()]
    return out


def main():
    a, b = tokens(1), tokens(2)[::-1].copy()
    c = tokens(14)[[3, 1, 4, 0, 5, 2, 7, 6], ::-1].copy()  # zeros come first, so masks cross
    n = len(a)
    some = a[[0, 1, 2, 3, 4, 6, 7, 0]]  # the mean of no steps at all is not a number
    y1, y2, flat2 = random(3, n, STEPS, 1), random(4, n, STEPS, 2), random(5, n, 2)
    long2 = random(6, n, 2 * STEPS, 2)
    classes = np.random.default_rng(7).integers(0, 3, (n, STEPS)).astype("int32")
    each = np.abs(random(8, n, STEPS))
    floats = random(9, n, STEPS, 3)
    minus, zero = floats.copy(), floats.copy()
    minus[a == 0], zero[a == 0] = -1.0, 0.0
    figures = ["mae", "mse", "cosine_similarity", "root_mean_squared_error"]
    cases = [{"kind": "support", **c} for c in classes_of_layers()]
    cases += [
        case(classifier, "sparse_categorical_crossentropy", [a], [classes], ["accuracy"]),
        case(classifier, "sparse_categorical_crossentropy", [a], [classes], ["accuracy"], ["accuracy"], [each]),
        case(classifier, "sparse_categorical_crossentropy", [a], [classes], ["sparse_categorical_crossentropy"], ignore_class=2),
        case(classifier, "sparse_categorical_crossentropy", [a], [classes], weights=[each], ignore_class=0),
        case(regression, "mean_squared_error", [a], [y2], figures),
        case(regression, "mean_squared_error", [a], [y2], figures, figures, [each]),
        *[case(regression, "mean_absolute_error", [a], [y2], weights=w, reduction=r)
          for r in ("sum", "mean", "mean_with_sample_weight") for w in (None, [each])],
        case(sequential, "mean_squared_error", [a], [y1], ["mae"]),
        case(sequential, "binary_crossentropy", [a], [(y1 > 0).astype("float32")], ["accuracy", "AUC"], ["accuracy"], [each]),
        case(two_outputs, "mean_squared_error", [some], [y1, flat2], ["mae"]),
        case(two_outputs, "mean_squared_error", [some], [y1, flat2], ["mae"], ["mse"], [each, np.abs(random(10, n))]),
        case(normalized, "mean_squared_error", [minus], [y2], ["mae"]),
        case(normalized, "mean_squared_error", [minus], [y2], ["mae"], ["mae"], [each], batch=8),
        case(normalized_first, "mean_squared_error", [zero], [y2], ["mae"]),
        *[case(m, "mean_squared_error", [a, b], [y2], ["mae"])
          for m in (added, averaged, subtracted, multiplied, greatest, smallest, concatenated, half_masked)],
        *[case(m, "mean_squared_error", [a, b, c], [y2], ["mae"])
          for m in (added_three, averaged_three, multiplied_three, greatest_three, smallest_three,
                    concatenated_three, half_masked_three)],
        case(chained, "mean_squared_error", [a, b], [long2], ["mae"]),
        case(nested, "mean_squared_error", [a], [y2], ["mae"]),
        case(nested_source, "mean_squared_error", [a], [y2], ["mae"]),
        case(stopped, "mean_squared_error", [a], [y2], ["mae"]),
        case(pooled, "mean_squared_error", [a[1:5]], [random(12, 4, 1, 2)], ["mae"]),
        case(softmax, "mean_squared_error", [a[:STEPS]], [random(13, STEPS, STEPS, STEPS)], ["mae"], batch=STEPS),
    ]
    write("api", "masks", cases)


if __name__ == "__main__":
    main()
