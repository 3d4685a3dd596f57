"""Histories, weights and scores of the real Keras after fit, evaluate and single steps.

    python parity/training.py

writes training.json for the module api. The models are made again, under the same names, by
TrainingParityTest; nothing is shuffled.
"""
import topics
from common import array, arguments, np, random

import keras
from keras import layers, regularizers


# Rounding grows in the course of a training.
TOPIC = topics.Topic("api", "training", rtol=1e-4)


def linear():
    return keras.Sequential([keras.Input((3,)), layers.Dense(1)])


def one():
    """The smallest: a line through the origin, with a penalty on its values."""
    return keras.Sequential(
        [keras.Input((1,)), layers.Dense(1, use_bias=False, kernel_initializer="ones",
                                         activity_regularizer=regularizers.L2(1.0))])


def regularized():
    return keras.Sequential(
        [keras.Input((3,)),
         layers.Dense(4, activation="relu", kernel_regularizer=regularizers.L2(0.01),
                      bias_regularizer=regularizers.L1(0.1), activity_regularizer=regularizers.L2(0.05)),
         layers.Dense(2, kernel_regularizer=regularizers.L1L2(0.01, 0.02),
                      activity_regularizer=regularizers.L1(0.01))])


def frozen():
    model = regularized()
    model.layers[0].trainable = False
    return model


def classifier():
    return keras.Sequential(
        [keras.Input((3,)), layers.Dense(5, activation="relu"), layers.Dense(3, activation="softmax")])


def forked():
    a, b = keras.Input((3,), name="a"), keras.Input((2,), name="b")
    shared = layers.Dense(2, name="shared", kernel_regularizer="l2")
    x = layers.Dense(2, activation="relu", name="x")(a)
    p = layers.Dense(1, name="p")(shared(x))
    q = layers.Dense(2, name="q")(shared(b))
    return keras.Model([a, b], [p, q])


def nested():
    inner = keras.Sequential(
        [keras.Input((3,)), layers.Dense(4, activation="relu", kernel_regularizer="l1",
                                         activity_regularizer="l2")])
    a = keras.Input((3,), name="a")
    return keras.Model(a, layers.Dense(1, name="end")(inner(a)))


def steps():
    """One value for each of several time steps."""
    return keras.Sequential([keras.Input((4, 2)), layers.Dense(1)])


def weights_of(model, seed):
    return [random(seed + i, *w.shape) for i, w in enumerate(model.get_weights())]


def case(make, compile, x, y, fit=None, validation=None, sample_weight=None, seed=1, batches=0, **more):
    text = f"{make.__name__}, compile{arguments(compile)}, " + (f"{batches} batches" if batches else f"fit{arguments(fit or {})}")
    text += f", targets {[a.shape for a in y]}" + (", sample weights" if sample_weight is not None else "")
    text += f", validation of {[a.shape for a in validation[0]]}" if validation is not None else ""
    entry = TOPIC.case(text)
    if entry is None:
        return
    x, y = entry.given("x", lambda: x), entry.given("y", lambda: y)
    if sample_weight is not None:
        sample_weight = entry.given("sample_weight/0", lambda: sample_weight)
    if validation is not None:
        validation = entry.given("validation", lambda: validation)
    keras.utils.clear_session()
    model = make()
    weights = entry.given("weights", lambda: weights_of(model, seed) if seed is not None else model.get_weights())
    model.set_weights(weights)
    options = dict(compile)
    optimizer = keras.optimizers.get(
        {"class_name": options["optimizer"],
         "config": {"learning_rate": options.pop("learning_rate"), "use_ema": options.pop("use_ema", False)}})
    # In a graph Keras counts the losses of single outputs once a batch, however large it is; eagerly it
    # weighs them by rows, as it does the total.
    eagerly = {"run_eagerly": True} if len(y) > 1 else {}
    model.compile(**{**options, **eagerly, "optimizer": optimizer})
    fit = fit or {}
    out = {
        "model": make.__name__, "compile": compile, "fit": fit,
        "weights": [array(w) for w in weights],
        "x": [array(a) for a in x], "y": [array(a) for a in y],
    }
    x, y = (x, y) if len(x) > 1 else (x[0], y[0])
    kwargs = {k: v for k, v in fit.items() if k != "class_weight"}
    if "class_weight" in fit:
        kwargs["class_weight"] = {int(k): v for k, v in fit["class_weight"].items()}
    if sample_weight is not None:
        out["sample_weight"] = [array(sample_weight)]
        kwargs["sample_weight"] = sample_weight
    if validation is not None:
        out["validation"] = [[array(a) for a in part] for part in validation]
        parts = [p if len(p) > 1 else p[0] for p in validation]
        kwargs["validation_data"] = tuple(parts)
    if batches:
        scores = []
        for _ in range(batches):
            scores.append(model.train_on_batch(x, y, sample_weight=sample_weight, return_dict=True))
            scores.append(model.test_on_batch(x, y, sample_weight=sample_weight, return_dict=True))
        out["on_batch"] = [{k: float(v) for k, v in s.items()} for s in scores]
    else:
        history = model.fit(x, y, shuffle=False, verbose=0, **kwargs)
        out["history"] = {k: [float(v) for v in values] for k, values in history.history.items()}
        out["epoch"] = history.epoch
    scores = model.evaluate(x, y, batch_size=4, verbose=0, sample_weight=sample_weight)
    out["evaluate"] = [float(v) for v in scores] if isinstance(scores, list) else [float(scores)]
    named = model.evaluate(x, y, batch_size=4, verbose=0, sample_weight=sample_weight, return_dict=True)
    out["named"] = {k: float(v) for k, v in named.items()}
    predictions = model.predict(x, batch_size=4, verbose=0)
    out["predict"] = [array(p) for p in (predictions if isinstance(predictions, list) else [predictions])]
    out["end"] = [array(w) for w in model.get_weights()]
    entry.keep(**out)


def main():
    x3, y1, y2 = random(10, 10, 3), random(11, 10, 1), random(12, 10, 2)
    classes = np.array([0, 2, 1, 1, 0, 2, 2, 1, 0, 2], "int32")
    one_hot = keras.utils.to_categorical(classes, 3).astype("float32")
    w = np.abs(random(13, 10))
    b2 = random(14, 10, 2)
    sgd = {"optimizer": "sgd", "learning_rate": 0.1}
    adam = {"optimizer": "adam", "learning_rate": 0.05}
    column = np.array([[1], [2], [3]], "float32")
    zeros = np.zeros((3, 1), "float32")
    quiet = {"optimizer": "sgd", "learning_rate": 0.0, "loss": "mse", "metrics": ["mae"], "weighted_metrics": ["mse"]}
    # The two examples that are known by hand: 28/3, and 11 with weights.
    case(one, quiet, [column], [zeros], {"batch_size": 2}, seed=None)
    case(one, quiet, [column], [zeros], {"batch_size": 2}, seed=None, sample_weight=np.array([1, 0, 2], "float32"))
    case(linear, {**sgd, "loss": "mse", "metrics": ["mae"]}, [x3], [y1], {"batch_size": 4, "epochs": 3})
    case(linear, {**adam, "loss": "mae", "metrics": ["mse"], "weighted_metrics": ["mse", "mae"]}, [x3], [y1],
         {"batch_size": 4, "epochs": 3}, sample_weight=w, validation=[[x3[:5]], [y1[:5]], [w[:5]]])
    case(linear, {**sgd, "loss": "mse"}, [x3], [y1], {"batch_size": 3, "epochs": 5, "steps_per_epoch": 2})
    case(linear, {**sgd, "loss": "mse"}, [x3], [y1], {"epochs": 3, "steps_per_epoch": 3, "validation_split": 0.3})
    case(linear, {**sgd, "loss": "mse"}, [x3], [y1],
         {"batch_size": 4, "epochs": 5, "initial_epoch": 1, "validation_freq": 2, "validation_batch_size": 2},
         validation=[[x3[:5]], [y1[:5]]])
    case(linear, {**sgd, "loss": "mse"}, [x3], [y1], {"batch_size": 4, "epochs": 2, "validation_steps": 2},
         validation=[[x3[:7]], [y1[:7]]])
    case(linear, {**sgd, "loss": "mse"}, [x3], [y1], {"epochs": 2, "validation_steps": 2},
         validation=[[x3[:7]], [y1[:7]]])
    case(linear, {**sgd, "loss": "mse", "loss_weights": [0.25]}, [x3], [y1[:, 0]], {"batch_size": 4, "epochs": 2})
    case(regularized, {**adam, "loss": "mse", "metrics": ["mae"]}, [x3], [y2],
         {"batch_size": 4, "epochs": 3}, validation=[[x3[:7]], [y2[:7]]])
    case(regularized, {**sgd, "loss": "mse"}, [x3], [y2], {"batch_size": 4, "epochs": 2}, sample_weight=w)
    case(frozen, {**sgd, "loss": "mse"}, [x3], [y2], {"batch_size": 4, "epochs": 3}, validation=[[x3[:7]], [y2[:7]]])
    case(classifier, {**adam, "loss": "categorical_crossentropy", "metrics": ["accuracy"]}, [x3], [one_hot],
         {"batch_size": 4, "epochs": 3, "validation_split": 0.2})
    case(classifier, {**adam, "loss": "categorical_crossentropy", "metrics": ["accuracy"], "weighted_metrics": ["accuracy"]},
         [x3], [one_hot], {"batch_size": 4, "epochs": 3, "class_weight": {"0": 2.0, "2": 0.5}})
    # Weights of classes are not for the validation.
    case(classifier, {**sgd, "loss": "categorical_crossentropy"}, [x3], [one_hot],
         {"batch_size": 4, "epochs": 2, "class_weight": {"0": 2.0, "2": 0.5}, "validation_split": 0.4})
    # At the end the weights are their averages.
    case(linear, {**sgd, "use_ema": True, "loss": "mse"}, [x3], [y1], {"batch_size": 4, "epochs": 3},
         validation=[[x3[:5]], [y1[:5]]])
    case(classifier, {**adam, "loss": "sparse_categorical_crossentropy", "metrics": ["acc"]}, [x3], [classes],
         {"batch_size": 4, "epochs": 3, "class_weight": {"1": 3.0}})
    case(classifier, {**sgd, "loss": "crossentropy", "metrics": ["accuracy"]}, [x3], [classes[:, None]],
         {"batch_size": 4, "epochs": 2})
    case(forked, {**sgd, "loss": {"p": "mse", "q": "mae"}, "loss_weights": {"p": 0.5, "q": 2.0},
                  "metrics": {"p": ["mae"], "q": ["mse", "mae"]}},
         [x3, b2], [y1, y2], {"batch_size": 4, "epochs": 3}, validation=[[x3[:5], b2[:5]], [y1[:5], y2[:5]]])
    case(forked, {**sgd, "loss": {"p": "mse", "q": "mae"}}, [x3, b2], [y1, y2], {"batch_size": 4, "epochs": 2},
         sample_weight=w)
    case(forked, {**adam, "loss": {"p": None, "q": "mse"}}, [x3, b2], [y1, y2], {"batch_size": 4, "epochs": 2})
    case(nested, {**adam, "loss": "mse"}, [x3], [y1], {"batch_size": 4, "epochs": 3})
    case(steps, {**sgd, "loss": "mse", "weighted_metrics": ["mae"]}, [random(20, 6, 4, 2)], [random(21, 6, 4, 1)],
         {"batch_size": 4, "epochs": 2}, sample_weight=np.abs(random(22, 6, 4)))
    case(regularized, {**sgd, "loss": "mse", "metrics": ["mae"]}, [x3], [y2], batches=2)
    case(regularized, {**sgd, "loss": "mse", "weighted_metrics": ["mae"]}, [x3], [y2], batches=2, sample_weight=w)


if __name__ == "__main__":
    topics.run(main)
