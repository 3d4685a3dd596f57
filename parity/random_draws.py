"""keras.random: draws with a seed, with a generator and with the global one, bit for bit."""
import common
import numpy as np
import keras
from keras import random

cases = []
LOGITS = common.random(1, 3, 5, low=-2, high=2)
X = common.random(2, 4, 3)
DRAWS = {
    "normal": lambda s: random.normal((2, 3), 0.5, 2.0, seed=s),
    "standardNormal": lambda s: random.normal((5,), seed=s),
    "truncatedNormal": lambda s: random.truncated_normal((2, 3), -1.0, 0.1, seed=s),
    "uniform": lambda s: random.uniform((2, 3), -0.3, 0.9, seed=s),
    "standardUniform": lambda s: random.uniform((5,), seed=s),
    "randint": lambda s: random.randint((3, 4), -3, 100, seed=s),
    "binomial": lambda s: random.binomial((6,), counts=20.0, probabilities=0.3, seed=s),
    "categorical": lambda s: random.categorical(LOGITS, 6, seed=s),
    "dropout": lambda s: random.dropout(X, 0.4, seed=s),
    "shuffle": lambda s: random.shuffle(X, seed=s),
    "shuffleColumns": lambda s: random.shuffle(X, axis=1, seed=s),
}


def main():
    cases.append({"kind": "inputs", "logits": common.array(LOGITS), "x": common.array(X)})
    for name, draw in DRAWS.items():
        for seed in (0, 42, -7, 2**31 - 2, 2**40 + 5):
            cases.append({"kind": "seed", "draw": name, "seed": seed, "y": common.array(draw(seed))})
        generator = random.SeedGenerator(123)
        cases.append({"kind": "generator", "draw": name, "seed": 123, "y": [common.array(draw(generator)) for _ in range(3)]})
    keras.utils.set_random_seed(7)
    cases.append({"kind": "global", "seed": 7, "draws": list(DRAWS), "y": [common.array(d(None)) for d in DRAWS.values()]})
    # The global generator is made by the first draw, behind the layers that were made before it.
    keras.utils.set_random_seed(8)
    layer = keras.layers.Dense(2)
    first = random.normal((3,))
    second = random.normal((3,))
    keras.utils.set_random_seed(8)
    cases.append({"kind": "order", "seed": 8, "y": [common.array(first), common.array(second), common.array(random.normal((3,)))]})
    common.write("api", "random_draws", cases)


if __name__ == "__main__":
    main()
