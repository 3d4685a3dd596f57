"""Models as the JSON that to_json() of the real Keras gives, with what a summary tells of them.

A test makes each model of its JSON, compares the summary, writes it again and compares the JSON.
model_configs_check.py does the reverse by hand: Keras reads what Java wrote.
"""
import json
import os

import common
import topics
import numpy as np
import keras
from keras import layers as L

TOPIC = topics.Topic("api", "model_configs")
IMAGES = topics.Topic("augment", "model_configs")
LAYERS = os.path.join(common.ROOT, "api", "src", "test", "resources", "parity", "layers")


def shapes(tensors):
    return [list(t.shape) for t in keras.tree.flatten(tensors)]


def shape_of(layer):
    try:
        return shapes(layer.output)
    except AttributeError:  # not built, or called several times
        return None


def summary(model):
    """What summary() shows: of each layer name, class, weights; of the model its inputs and outputs."""
    listed = [l for l in model.layers]
    return {
        "layers": [{"name": l.name, "class": type(l).__name__, "output": shape_of(l), "params": l.count_params() if l.built else None}
                   for l in listed],
        "inputs": shapes(model.inputs) if model.built else None,
        "outputs": shapes(model.outputs) if model.built else None,
        "params": model.count_params() if model.built else None,
        "trainable": sum(int(np.prod(w.shape)) for w in model.trainable_weights) if model.built else None,
        "paths": [w.path for w in keras.models.model_from_json(model.to_json()).weights],  # not those of the model itself
    }


def add(text, make):
    keras.utils.clear_session(free_memory=False)
    if case := TOPIC.case(text):
        model = make()
        case.keep(json=model.to_json(), summary=summary(model))


def functional(inputs, outputs, **kwargs):
    return keras.Model(inputs, outputs, **kwargs)


def images():
    return [
        L.Rescaling(1 / 255, offset=0.5), L.Resizing(10, 12, interpolation="nearest"), L.CenterCrop(9, 9), L.RandomCrop(8, 8, seed=1),
        L.RandomFlip("horizontal", seed=2), L.RandomRotation(0.1), L.RandomTranslation(0.1, (-0.2, 0.3)), L.RandomZoom(0.2),
        L.RandomContrast(0.2), L.RandomBrightness(0.1, value_range=(0, 1)), L.Conv2D(2, 3)]


def image_models():
    for text, make in (
            ("sequential", lambda: keras.Sequential([keras.Input((16, 16, 3))] + images())),
            ("functional", lambda: functional(x := keras.Input((16, 16, 3)), keras.Sequential(images(), name="all")(x))),
            ("chain", lambda: chain(keras.Input((16, 16, 3)), images())),
            ("chain of bytes", lambda: chain(keras.Input((16, 16, 3), dtype="uint8"), images()))):
        keras.utils.clear_session(free_memory=False)
        if case := IMAGES.case(text):
            case.keep(json=make().to_json())


def chain(x, layers):
    y = x
    for layer in layers:
        y = layer(y)
    return functional(x, y)


# --- One layer of each class, with arguments of the first and the last case of its fixture ------------


def one_layer(cls, config, inputs):
    def make():
        layer = getattr(L, cls).from_config(dict(config))
        xs = [keras.Input(i["shape"][1:], dtype=i["dtype"]) for i in inputs]
        return functional(xs if len(xs) > 1 else xs[0], layer(xs if len(xs) > 1 else xs[0]))

    return make


def each_class():
    for file in sorted(os.listdir(LAYERS)):
        cls = file.removesuffix(".json")
        with open(os.path.join(LAYERS, file), encoding="utf-8") as f:
            cases = json.load(f)["cases"]
        for which, c in (("first", cases[0]), ("last", cases[-1])):
            add(f"{cls}, {which}", one_layer(cls, c["config"], c["inputs"]))


# --- Sequential models ---------------------------------------------------------------------------------


def mnist():
    return keras.Sequential([
        keras.Input((28, 28, 1)), L.Conv2D(8, 3, activation="relu", kernel_regularizer="l2"), L.BatchNormalization(),
        L.MaxPooling2D(), L.Flatten(), L.Dense(10, activation="relu", kernel_regularizer=keras.regularizers.L1L2(0.1, 0.2)),
        L.Dropout(0.25, seed=3), L.Dense(3, activation="softmax", bias_constraint="max_norm")])


def open_sizes():
    return keras.Sequential([keras.Input((None, None, 3)), L.Conv2D(4, 3, padding="same"), L.GlobalAveragePooling2D(), L.Dense(2)])


def fixed_batch():
    return keras.Sequential([keras.Input((4,), batch_size=2), L.Dense(3)])


def not_built():
    return keras.Sequential([L.Dense(3), L.Dropout(0.1), L.Dense(1)], name="later")


def built_later():
    model = keras.Sequential([L.Dense(3), L.ReLU()], name="built")
    model.build((None, 7))
    return model


def only_input():
    return keras.Sequential([keras.Input((3,))])


def empty():
    return keras.Sequential(name="nothing")


def frozen_layer():
    model = keras.Sequential([keras.Input((4,)), L.Dense(3, name="frozen"), L.BatchNormalization(trainable=False), L.Dense(2)])
    model.layers[0].trainable = False
    return model


def frozen_model():
    model = keras.Sequential([keras.Input((4,)), L.Dense(3), L.Dense(2)])
    model.trainable = False
    return model


def policies():
    return keras.Sequential([
        keras.Input((4,)), L.Dense(3, dtype="mixed_bfloat16"), L.Dense(2, dtype="float32"), L.Activation("softmax", dtype="float32")])


def whole_policy():
    keras.config.set_dtype_policy("mixed_bfloat16")
    try:
        return functional(x := keras.Input((4,)), L.Dense(2, dtype="float32")(L.Dense(3)(x)))
    finally:
        keras.config.set_dtype_policy("float32")


def integers_in():
    return keras.Sequential([keras.Input((5,), dtype="int32"), L.Embedding(10, 4), L.Flatten(), L.Dense(1)])


def activation_layers():
    return keras.Sequential([
        keras.Input((4,)), L.Dense(3, activation=L.LeakyReLU(negative_slope=0.1)), L.Activation("gelu"), L.ELU(0.5),
        L.PReLU(shared_axes=None), L.Dense(2, activation=None, activity_regularizer=keras.regularizers.L1(0.01))])


def initializers():
    i = keras.initializers
    all_of_them = [
        i.Constant(0.5), i.GlorotNormal(seed=1), i.GlorotUniform(), i.HeNormal(seed=2), i.HeUniform(), i.LecunNormal(), i.LecunUniform(),
        i.Ones(), i.Orthogonal(gain=2.0), i.RandomNormal(stddev=0.1), i.RandomUniform(-1, 1), i.TruncatedNormal(),
        i.VarianceScaling(2.0, "fan_avg", "uniform"), i.Zeros()]
    return keras.Sequential([keras.Input((4,))] + [L.Dense(4, kernel_initializer=k) for k in all_of_them])


def parts():
    r, c = keras.regularizers, keras.constraints
    return keras.Sequential([
        keras.Input((4,)), L.Dense(4, kernel_regularizer=r.OrthogonalRegularizer(0.1), kernel_constraint=c.MaxNorm(3, axis=0)),
        L.Dense(4, kernel_regularizer=r.L1(0.001), kernel_constraint=c.MinMaxNorm(0.1, 2.0, 0.5)),
        L.Dense(4, kernel_constraint=c.UnitNorm(), bias_constraint=c.NonNeg())])


def unicode_names():
    return keras.Sequential([keras.Input((4,), name="eingabe"), L.Dense(3, name="größe_数\t😀")], name='a "model"')


# --- Functional models ---------------------------------------------------------------------------------


def branches():
    a, b = keras.Input((4,), name="a"), keras.Input((6,), name="b")
    x = L.Concatenate()([L.Dense(3, name="left")(a), L.Dense(3, name="right")(b)])
    return functional([a, b], [L.Dense(1, name="p")(x), L.Dense(2, name="q")(x)], name="branches")


def one_in_lists():
    a = keras.Input((4,), name="a")
    return functional([a], [L.Dense(2)(a)])


def mixed_forms():
    a = keras.Input((4,), name="a")
    return functional({"a": a}, [L.Dense(2, name="d")(a), L.Dense(3, name="e")(a)])


def by_name():
    a, b = keras.Input((4,), name="a"), keras.Input((6,), name="b")
    x = L.Concatenate()([a, b])
    return functional({"a": a, "b": b}, {"kind": L.Dense(3, name="k")(x), "price": L.Dense(1, name="m")(x)}, name="named")


def shared():
    a, b = keras.Input((4,), name="a"), keras.Input((4,), name="b")
    d = L.Dense(4, name="shared")
    return functional([a, b], L.Add()([d(a), d(b), d(d(a))]))


def deep_sharing():
    x = keras.Input((4,))
    one, two = L.Dense(4, name="one"), L.Dense(4, name="two")
    return functional(x, one(two(one(two(x)))))


def residual():
    x = keras.Input((8, 8, 3))
    y = L.Conv2D(3, 3, padding="same", activation="relu")(x)
    y = L.Add()([x, L.BatchNormalization()(y)])
    y = L.Multiply()([y, L.Conv2D(3, 1, activation="sigmoid")(y)])
    return functional(x, L.Dense(2)(L.GlobalMaxPooling2D()(L.Maximum()([y, L.Subtract()([x, y])]))))


def training_mode():
    x = keras.Input((4,))
    return functional(x, L.BatchNormalization()(L.Dropout(0.5)(L.Dense(3)(x), training=True), training=False))


def part_of_another():
    a = keras.Input((4,), name="a")
    d = L.Dense(4, name="d")
    first = d(a)
    second = d(first)
    d(second)  # belongs to no model
    return functional(a, L.Dense(1)(second))


def begins_inside():
    a = keras.Input((4,), name="a")
    middle = L.Dense(3, name="d")(a)
    return functional(middle, L.Dense(2, name="e")(middle))


def input_is_output():
    a = keras.Input((4,), name="a")
    return functional(a, [a, L.Dense(2)(a)])


def unused_input():
    a, b = keras.Input((4,), name="a"), keras.Input((6,), name="b")
    return functional([a, b], L.Dense(2)(a))


# --- Models in models ----------------------------------------------------------------------------------


def inner(name, size=4):
    return keras.Sequential([keras.Input((size,)), L.Dense(4, name=name + "_dense"), L.Dropout(0.1, name=name + "_drop")], name=name)


def inner_functional(name):
    x = keras.Input((4,), name=name + "_in")
    return functional(x, L.Dense(4, name=name + "_dense")(x), name=name)


def sequential_in_functional():
    x = keras.Input((4,))
    s = inner("s")
    return functional(x, L.Dense(1)(s(s(x))))


def sequential_ends():
    x = keras.Input((4,))
    return functional(x, inner("s")(x))


def functional_in_functional():
    x = keras.Input((4,))
    f = inner_functional("f")
    return functional(x, [f(f(x)), L.Dense(2)(f(x))])


def functional_in_sequential():
    return keras.Sequential([keras.Input((4,)), inner_functional("f"), L.ReLU(), inner("s")])


def three_levels():
    x = keras.Input((4,), name="x")
    middle = functional(x, L.Add()([inner_functional("f")(x), inner("s")(x)]), name="middle")
    y = keras.Input((4,), name="y")
    return functional(y, keras.Sequential([keras.Input((4,)), middle], name="around")(L.Dense(4, name="before")(y)))


def inner_with_lists():
    a, b = keras.Input((4,), name="a"), keras.Input((6,), name="b")
    f = functional([a, b], [L.Dense(2)(a), L.Dense(3)(b)], name="f")
    p, q = keras.Input((4,), name="p"), keras.Input((6,), name="q")
    left, right = f([p, q])
    return functional([p, q], [right, L.Dense(1)(left)])


def inner_with_names():
    a, b = keras.Input((4,), name="a"), keras.Input((6,), name="b")
    f = functional({"a": a, "b": b}, {"u": L.Dense(2)(a), "v": L.Dense(3)(b)}, name="f")
    p, q = keras.Input((4,), name="p"), keras.Input((6,), name="q")
    r = f({"a": p, "b": q})
    return functional([p, q], {"v": r["v"], "w": L.Dense(1)(r["u"])})


def deferred_inside():
    x = keras.Input((4,))
    return functional(x, keras.Sequential([L.Dense(3), L.Dense(2)], name="deferred")(x))


def inner_frozen():
    s = inner("s")
    s.trainable = False
    return keras.Sequential([keras.Input((4,)), s, L.Dense(2)])


def inner_compiled():
    s = inner("s")
    s.compile("sgd", "mse")
    return keras.Sequential([keras.Input((4,)), s, L.Dense(2)])


def inner_training():
    x = keras.Input((4,))
    return functional(x, inner_functional("f")(inner("s")(x, training=True), training=False))


# --- Masks: Keras writes the operations that compute them ----------------------------------------------


def masked_embedding():
    return keras.Sequential([keras.Input((5,)), L.Embedding(10, 4, mask_zero=True), L.BatchNormalization(), L.GlobalAveragePooling1D()])


def masked_graph():
    x = keras.Input((5,))
    y = L.Embedding(10, 4, mask_zero=True)(x)
    return functional(x, L.Dense(2)(L.GlobalAveragePooling1D()(L.BatchNormalization()(y))))


def masked_merge():
    x = keras.Input((5, 3))
    y = L.Masking(mask_value=-1.0)(x)
    return functional(x, L.GlobalAveragePooling1D()(L.Concatenate()([L.Add()([y, y]), y])))


def masked_inner():
    x = keras.Input((5, 3))
    s = keras.Sequential([keras.Input((5, 3)), L.Dense(2, name="i")], name="s")
    return functional(x, s(L.Masking()(x)))


# --- Compiled models -----------------------------------------------------------------------------------


def compiled(**kwargs):
    def make():
        model = keras.Sequential([keras.Input((4,)), L.Dense(3, activation="softmax", name="d")], name="m")
        model.compile(**{k: v() if callable(v) and not isinstance(v, str) else v for k, v in kwargs.items()})
        return model

    return make


def compiled_branches(**kwargs):
    def make():
        model = branches()
        model.compile(**{k: v() if callable(v) else v for k, v in kwargs.items()})
        return model

    return make


def compiles():
    o, s, l, m = keras.optimizers, keras.optimizers.schedules, keras.losses, keras.metrics
    for name in ("SGD", "RMSprop", "Adam", "AdamW", "Adamax", "Nadam", "Adagrad", "Adadelta", "Adafactor", "Ftrl", "Lion",
                 "ScheduleFreeAdamW", "Muon", "Lamb"):
        cls = getattr(o, name)
        add(f"compiled with {name}", compiled(optimizer=lambda cls=cls: cls(), loss="mse"))
        add(f"compiled with {name} and arguments", compiled(optimizer=lambda cls=cls: cls(
            0.01, weight_decay=0.001, clipnorm=1.0, use_ema=True, ema_momentum=0.9, ema_overwrite_frequency=5,
            gradient_accumulation_steps=2, loss_scale_factor=8.0), loss="mse"))
    for text, make in (
            ("ExponentialDecay", lambda: s.ExponentialDecay(0.1, 100, 0.9, staircase=True)),
            ("PiecewiseConstantDecay", lambda: s.PiecewiseConstantDecay([10, 20], [0.1, 0.01, 0.001])),
            ("PolynomialDecay", lambda: s.PolynomialDecay(0.1, 100, power=2.0)),
            ("InverseTimeDecay", lambda: s.InverseTimeDecay(0.1, 10, 0.5)),
            ("CosineDecay", lambda: s.CosineDecay(0.1, 100, warmup_target=0.2, warmup_steps=10)),
            ("CosineDecayRestarts", lambda: s.CosineDecayRestarts(0.1, 100))):
        add(f"compiled with {text}", compiled(optimizer=lambda make=make: o.Adam(make()), loss="mse"))
    for name in sorted(keras.src.losses.ALL_OBJECTS_DICT):
        cls = keras.src.losses.ALL_OBJECTS_DICT[name]
        if isinstance(cls, type) and name == cls.__name__ and name not in ("Loss", "LossFunctionWrapper", "CTC", "Circle"):
            add(f"compiled with the loss {name}", compiled(optimizer="sgd", loss=lambda cls=cls: cls()))
    for name in sorted(keras.src.metrics.ALL_OBJECTS_DICT):
        cls = keras.src.metrics.ALL_OBJECTS_DICT[name]
        if isinstance(cls, type) and name == cls.__name__ and name not in ("Metric", "MeanMetricWrapper"):
            needed = {"num_classes": 3, "target_class_ids": [0, 1], "sensitivity": 0.5, "specificity": 0.5, "recall": 0.5, "precision": 0.5}
            taken = cls.__init__.__code__.co_varnames[1:cls.__init__.__code__.co_argcount - len(cls.__init__.__defaults__ or ())]
            arguments = {k: needed[k] for k in taken}
            add(f"compiled with the metric {name}", compiled(
                optimizer="sgd", loss="mse", metrics=lambda cls=cls, a=arguments: [cls(**a)]))
    add("compiled with names", compiled(
        optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy", "mae"], weighted_metrics=["acc"]))
    add("compiled with functions", compiled(
        optimizer="adam", loss=lambda: l.Huber(delta=2.0, name="h"), metrics=lambda: [m.AUC(num_thresholds=7), "mse"]))
    add("compiled without a loss", compiled(optimizer="rmsprop"))
    add("compiled with empty metrics", compiled(optimizer="sgd", loss="mse", metrics=[]))
    add("compiled with one weight in a list", compiled(optimizer="sgd", loss="mse", loss_weights=[0.5]))
    add("compiled by list", compiled_branches(
        optimizer="sgd", loss=lambda: ["mse", l.MeanAbsoluteError()], loss_weights=[1.0, 0.25], metrics=lambda: [["mae"], ["mse", m.Poisson()]]))
    add("compiled with one metric each", compiled_branches(optimizer="sgd", loss=["mse", "mae"], metrics=["mae", "mse"]))
    add("compiled by output", compiled_branches(
        optimizer="sgd", loss=lambda: {"p": "mse", "q": l.Huber()}, loss_weights={"p": 1.0, "q": 2.0},
        metrics=lambda: {"p": "mae", "q": ["mse", m.CosineSimilarity()]}, weighted_metrics={"q": ["mae"]}))
    add("compiled with one loss for all", compiled_branches(optimizer="sgd", loss="mse"))
    add("compiled, not built", not_built_compiled)


def not_built_compiled():
    model = keras.Sequential([L.Dense(3)])
    model.compile("adam", "mse", metrics=["mae"])
    return model


def main():
    each_class()
    for make in (mnist, open_sizes, fixed_batch, not_built, built_later, only_input, empty, frozen_layer, frozen_model, policies,
                 whole_policy, integers_in, activation_layers, initializers, parts, unicode_names,
                 branches, one_in_lists, mixed_forms, by_name, shared, deep_sharing, residual, training_mode, part_of_another,
                 begins_inside, input_is_output, unused_input,
                 sequential_in_functional, sequential_ends, functional_in_functional, functional_in_sequential, three_levels,
                 inner_with_lists, inner_with_names, deferred_inside, inner_frozen, inner_compiled, inner_training,
                 masked_embedding, masked_graph, masked_merge, masked_inner):
        add(make.__name__.replace("_", " "), make)
    compiles()
    image_models()


if __name__ == "__main__":
    topics.run(main)
