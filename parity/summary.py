"""Tables that the summary() of the real Keras prints.

    python parity/summary.py

writes summary.json for the module api. Each model is made again, under the same name, by
SummaryTest; COLUMNS is wide, so that nothing is cut off by a terminal that is not there.
"""
import os

os.environ["COLUMNS"] = "200"

import common
import topics
from common import np  # before Keras: it silences TensorFlow

import keras
from keras import layers


TOPIC = topics.Topic("api", "summary")


def mlp():
    model = keras.Sequential(
        [keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(800, activation="relu"),
         layers.Dropout(0.5), layers.Dense(10, activation="softmax")])
    return model


def trained():
    model = keras.Sequential([keras.Input((4,)), layers.Dense(3), layers.Dense(2)], name="trained")
    model.compile(optimizer="adam", loss="mse")
    model.fit(np.zeros((2, 4)), np.zeros((2, 2)), verbose=0)
    return model


def compiled():
    model = keras.Sequential([keras.Input((4,)), layers.Dense(3)], name="compiled")
    model.compile(optimizer="adam", loss="mse")
    return model


def unbuilt():
    return keras.Sequential([layers.Dense(3), layers.Dense(2)], name="unbuilt")


def empty():
    return keras.Sequential(name="empty")


def normalized():
    model = keras.Sequential(
        [keras.Input((8, 8, 3)), layers.BatchNormalization(),
         layers.BatchNormalization(name="a_name_that_is_longer_than_the_column_of_the_table_can_show"),
         layers.Dense(5, name="frozen"), layers.Flatten(name="flat")], name="normalized")
    model.get_layer("frozen").trainable = False
    return model


def big():
    return keras.Sequential(
        [keras.Input((1000,)), layers.Dense(20000), layers.Dense(30000), layers.Dense(1)], name="big")


def long_title():
    return keras.Sequential(
        [keras.Input((2,)), layers.Dense(1)], name="a model whose name has words and " + "x" * 230)


def chain():
    a = keras.Input((8,), name="in")
    return keras.Model(a, layers.Dense(2, name="out")(layers.Dense(4, name="hidden")(a)), name="chain")


def branches():
    a = keras.Input((8,), name="in")
    # b is made before a, but a is met first when one comes from the output.
    right = layers.Dense(4, name="b")(a)
    left = layers.Dense(4, name="a")(a)
    joined = layers.Concatenate(name="a_very_long_layer_name_for_the_table")([left, right])
    return keras.Model(a, layers.Dense(1, name="out")(joined), name="branches")


def shared():
    a, b = keras.Input((8,), name="in_a"), keras.Input((8,), name="in_b")
    d = layers.Dense(4, name="shared")
    twice = layers.Dense(4, name="again")
    left = twice(twice(d(a)))
    return keras.Model([a, b], layers.Concatenate(name="join")([left, d(b)]), name="shared_layers")


def outputs():
    a = keras.Input((8,), name="in")
    h = layers.Dense(4, name="h")(a)
    return keras.Model(a, [layers.Dense(2, name="p")(h), layers.Dense(3, name="q")(h)], name="outputs")


def nested():
    inner = keras.Sequential(
        [keras.Input((4,)), layers.Dense(3, name="one"), layers.Dense(4, name="two")], name="inner")
    deep_in = keras.Input((4,), name="deep_in")
    deep = keras.Model(deep_in, layers.Dense(4, name="three")(inner(deep_in)), name="deep")
    two = outputs()
    a = keras.Input((8,), name="in2")
    p, q = two(a)
    x = layers.Concatenate(name="join")([p, q, layers.Dense(4, name="down")(a)])
    x = layers.Dense(4, name="more")(x)
    return keras.Model(a, deep(x), name="nested")


def nested_chain():
    inner = keras.Sequential([keras.Input((4,)), layers.Dense(3, name="one")], name="inner")
    outer = keras.Sequential([keras.Input((4,)), inner, layers.Dense(2, name="two")], name="outer")
    outer.trainable = False
    return outer


CASES = [
    (mlp, [{}, {"line_length": 76}, {"line_length": 40}, {"line_length": 30}, {"line_length": 190},
           {"show_trainable": True}, {"positions": [0.6, 0.7, 1.0]},
           {"line_length": 50, "show_trainable": True}, {"layer_range": ["dense", "dropout"]},
           {"layer_range": ["dropout", "flatten"]}, {"layer_range": ["d", "d"]}]),
    (trained, [{}, {"line_length": 76}]),
    (compiled, [{}]),
    (unbuilt, [{}, {"line_length": 24}, {"line_length": 46, "show_trainable": True}]),
    (empty, [{}, {"line_length": 26}]),
    (normalized, [{}, {"line_length": 76, "show_trainable": True}]),
    (big, [{}]),
    (long_title, [{}]),
    (chain, [{}, {"show_trainable": True}]),
    (branches, [{}, {"line_length": 76}, {"line_length": 48}, {"show_trainable": True},
                {"positions": [0.25, 0.5, 0.6, 1.0]}]),
    (shared, [{}, {"line_length": 76}]),
    (outputs, [{}]),
    (nested, [{}, {"expand_nested": True}, {"expand_nested": True, "line_length": 60}]),
    (nested_chain, [{}, {"expand_nested": True, "show_trainable": True}]),
]


def main():
    for make, options in CASES:
        keras.utils.clear_session()
        model = make()
        for o in options:
            text = []
            model.summary(print_fn=text.append, **o)
            if case := TOPIC.case(make.__name__ + common.arguments(o)):
                case.keep(model=make.__name__, options=o, text=text[0])


if __name__ == "__main__":
    topics.run(main)
