"""Writes hyperparameters.json: what KerasTuner's hyperparameters do, for HyperParameterFixturesTest.

Run from the repository root with a Python that has keras-tuner:
    python parity/tuner_hyperparameters.py
"""
import random

import common
import topics
from keras_tuner.src.engine.hyperparameters import hp_types

CASES = [
    ("Int", dict(min_value=1, max_value=10)),
    ("Int", dict(min_value=-7, max_value=20, step=4)),
    ("Int", dict(min_value=6, max_value=13, step=3, default=9)),
    ("Int", dict(min_value=2, max_value=128, step=2, sampling="log")),
    ("Int", dict(min_value=3, max_value=100, step=3, sampling="log")),
    ("Int", dict(min_value=2, max_value=128, step=2, sampling="reverse_log")),
    ("Int", dict(min_value=1, max_value=1000, sampling="log")),
    ("Int", dict(min_value=1, max_value=1000, sampling="reverse_log")),
    ("Int", dict(min_value=5, max_value=5)),
    ("Float", dict(min_value=0.01, max_value=0.3, step=2, sampling="log")),
    ("Float", dict(min_value=0.01, max_value=0.3, step=2, sampling="reverse_log")),
    ("Float", dict(min_value=1e-4, max_value=1e-1, step=10, sampling="log")),
    ("Float", dict(min_value=1e-4, max_value=1e-1, sampling="log")),
    ("Float", dict(min_value=1e-4, max_value=1e-2, sampling="log", default=1e-3)),
    ("Float", dict(min_value=1, max_value=100, sampling="reverse_log")),
    ("Float", dict(min_value=0, max_value=0.5, step=0.1)),
    ("Float", dict(min_value=0.2, max_value=0.5, step=0.1)),
    ("Float", dict(min_value=0, max_value=1, step=0.1)),
    ("Float", dict(min_value=0, max_value=0.3, step=0.1)),
    ("Float", dict(min_value=0.1, max_value=0.5, step=0.1)),
    ("Float", dict(min_value=0, max_value=1, step=0.25)),
    ("Float", dict(min_value=-3, max_value=7)),
    ("Float", dict(min_value=2, max_value=2)),
    ("Choice", dict(values=["x", "y"])),
    ("Choice", dict(values=["it's", 'a "b"'], default='a "b"')),
    ("Choice", dict(values=[1, 2, 3, 5, 8, 13, 21], default=3)),
    ("Choice", dict(values=[0.1, 0.01, 1e-5], ordered=False)),
    ("Choice", dict(values=[True, False])),
    ("Boolean", dict()),
    ("Boolean", dict(default=True)),
    ("Fixed", dict(value=7)),
    ("Fixed", dict(value=1e-7)),
    ("Fixed", dict(value="text")),
    ("Fixed", dict(value=True)),
]

rng = random.Random(5)
PROBS = [0.0, 0.05, 0.25, 0.5, 0.75, 0.999999, 1.0 - 2**-53] + [rng.random() for _ in range(8)]
SEEDS = [0, 1, 2, 42, 1234, 9999]

TOPIC = topics.Topic("tuner", "hyperparameters", rtol=1e-12, atol=1e-15, folder="org/keras4j/tuner",
                     packages=("keras-tuner",), head={"probs": PROBS, "seeds": SEEDS})


def main():
    for name, kwargs in CASES:
        case = TOPIC.case(name + common.arguments(kwargs))
        hp = getattr(hp_types, name)(name="p", conditions=None, **kwargs)
        values = list(hp.values)
        if name in ("Int", "Float") and hp.step is None:
            values.sort()  # a set: its order has no meaning
        samples = [hp.prob_to_value(p) for p in PROBS]
        case.keep(
            class_name=name,
            config=hp.get_config(),
            repr=repr(hp),
            default=hp.default,
            values=values,
            samples=samples,
            probs=[hp.value_to_prob(v) for v in samples],
            random=[hp.random_sample(s) for s in SEEDS],
        )


if __name__ == "__main__":
    topics.run(main)
