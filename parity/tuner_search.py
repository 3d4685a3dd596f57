"""Writes search.json: what searches of KerasTuner draw from one random seed, for TunerTest.

Run from the repository root with a Python that has keras, tensorflow and keras-tuner:
    python parity/tuner_search.py
"""
import tempfile

import topics  # first: it silences TensorFlow
import keras
import keras_tuner
import numpy as np

TOPIC = topics.Topic("tuner", "search", folder="org/keras4j/tuner", packages=("keras-tuner", "keras", "tensorflow", "numpy"))
SEED = 23
keras_tuner.Tuner._configure_tensorboard_dir = lambda *args, **kwargs: None  # needs no tensorboard
rng = np.random.default_rng(1)
x = rng.random((40, 4)).astype("float32")
y = np.eye(2)[(x.sum(1) > 2).astype(int)]
rows = []


def build(hp):
    model = keras.Sequential()
    model.add(keras.layers.Input((4,)))
    model.add(keras.layers.Dense(hp.Int("units", 4, 16, step=4), activation="relu"))
    model.add(keras.layers.Dense(2, activation="softmax"))
    optimizer = keras.optimizers.Adam(hp.Float("lr", 1e-3, 1e-1, sampling="log"))
    model.compile(optimizer=optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
    rows.append([float(v) for v in model.get_weights()[0][0]])
    return model


def main():
    keras.utils.set_random_seed(SEED)
    tuner = keras_tuner.BayesianOptimization(
        build, objective="val_accuracy", max_trials=3, directory=tempfile.mkdtemp(), project_name="p")
    tuner.search(x, y, validation_data=(x, y), verbose=0)
    values = [t.hyperparameters.values for t in tuner.oracle.trials.values()]
    TOPIC.case("Bayesian").keep(random_seed=SEED, seed=tuner.oracle.seed, values=values, first_kernel_rows=rows)
    follow()


def small(hp):
    model = keras.Sequential()
    model.add(keras.layers.Input((4,)))
    model.add(keras.layers.Dense(hp.Int("units", 4, 16, step=4), activation="relu"))
    model.add(keras.layers.Dense(2, activation="softmax"))
    model.compile(optimizer=keras.optimizers.Adam(hp.Choice("lr", [0.001, 0.01, 0.1])), loss="categorical_crossentropy")
    return model


def follow():
    """A whole search of trainings that do not depend on the order of a shuffle."""
    case = TOPIC.case("Bayesian to the end, without shuffling")
    given = {"x": case.given("x", x.tolist), "y": case.given("y", y.tolist)}
    inputs, targets = np.array(given["x"], "float32"), np.array(given["y"], "float32")
    keras.utils.set_random_seed(SEED)
    tuner = keras_tuner.BayesianOptimization(
        small, objective="val_loss", max_trials=12, num_initial_points=4, directory=tempfile.mkdtemp(), project_name="p")
    tuner.search(inputs, targets, validation_data=(inputs, targets), epochs=3, batch_size=8, shuffle=False, verbose=0)
    trials = tuner.oracle.trials.values()
    case.keep(**given, random_seed=SEED, values=[t.hyperparameters.values for t in trials], scores=[t.score for t in trials],
              best=[t.trial_id for t in tuner.oracle.get_best_trials(12)])


if __name__ == "__main__":
    topics.run(main)
