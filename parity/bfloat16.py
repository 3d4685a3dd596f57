"""Predictions and losses of the real Keras in mixed_bfloat16, beside those in float32.

    python parity/bfloat16.py

writes bfloat16.json for the module api. The model is made again by Bfloat16Test.
"""
import topics
from common import array, np, random

import keras
from keras import layers

STEPS = 4
# One bit of bfloat16 is 0.4 %, and some meet in four steps; processors round differently on the way.
TOPIC = topics.Topic("api", "bfloat16", rtol=2e-2)


def make(policy):
    keras.config.set_dtype_policy(policy)
    model = keras.Sequential(
        [keras.Input((12, 12, 1)), layers.Conv2D(8, 3, activation="relu"), layers.MaxPooling2D(2),
         layers.Flatten(), layers.Dense(16, activation="relu"),
         layers.Dense(10, activation="softmax", dtype="float32")])
    model.compile(optimizer=keras.optimizers.SGD(0.1), loss="sparse_categorical_crossentropy")
    return model


def main():
    case = TOPIC.case("convolution")
    x = case.given("x", lambda: random(1, 32, 12, 12, 1))
    y = case.given("y", lambda: np.random.default_rng(2).integers(0, 10, 32).astype("int32"))
    weights = None
    out = {"x": array(x), "y": array(y)}
    for policy in ("float32", "mixed_bfloat16"):
        model = make(policy)
        if weights is None:
            weights = case.given("weights", lambda: [
                random(3 + i, *w.shape, low=-0.3, high=0.3) for i, w in enumerate(model.get_weights())])
            out["weights"] = [array(w) for w in weights]
        model.set_weights(weights)
        out[policy] = {
            "predict": array(model.predict(x, verbose=0)),
            "losses": [float(model.train_on_batch(x, y)) for _ in range(STEPS)],
            "end": array(model.predict(x, verbose=0)),
        }
    case.keep(**out)


if __name__ == "__main__":
    topics.run(main)
