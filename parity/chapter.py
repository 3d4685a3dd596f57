"""Fixtures of one whole program: a small convolutional network with augmentation and dropout.

Equal seeds must give equal initial weights, bit for bit, and the same losses up to rounding.
"""
import hashlib

import topics
from common import array, np

import keras
from keras import layers, losses, models, optimizers


# Rounding grows in the course of the training.
TOPIC = topics.Topic("augment", "chapter", rtol=3e-3)


def images(n):
    """A bright bar whose height tells the class, in noise, by a formula that is easy to repeat elsewhere."""
    i = np.arange(n * 28 * 28, dtype=np.uint64)
    noise = (i * 2654435761 % 2**32) >> 26
    row = i // 28 % 28
    label = i // (28 * 28) % 10
    return (noise + 150 * (row // 3 == label)).astype("float32").reshape(n, 28, 28, 1)


def model(factor=0.1):
    m = models.Sequential()
    m.add(layers.Input((28, 28, 1)))
    m.add(layers.RandomRotation(factor, fill_mode="nearest"))
    m.add(layers.RandomTranslation(factor, factor, fill_mode="nearest"))
    m.add(layers.RandomZoom(factor, fill_mode="nearest"))
    m.add(layers.Rescaling(1.0 / 255))
    filters = 64
    m.add(layers.Conv2D(filters, (3, 3), activation="relu"))
    m.add(layers.MaxPooling2D((2, 2)))
    m.add(layers.Conv2D(2 * filters, (3, 3), activation="relu"))
    m.add(layers.MaxPooling2D((2, 2)))
    m.add(layers.Flatten())
    m.add(layers.Dense(800, activation="relu"))
    m.add(layers.Dropout(0.5))
    m.add(layers.Dense(10, activation="softmax"))
    m.compile(loss="categorical_crossentropy", optimizer=optimizers.Adam(0.00168), metrics=["accuracy"])
    return m


def weight(w):
    a = np.ascontiguousarray(np.asarray(w), dtype="<f4")
    return {
        "path": w.path,
        "shape": list(a.shape),
        "sha256": hashlib.sha256(a.tobytes()).hexdigest(),
        "sum": float(a.astype("float64").sum()),
        "first": float(a.reshape(-1)[0]),
        "last": float(a.reshape(-1)[-1]),
    }


def main():
    keras.utils.set_random_seed(23)
    m = model()
    case = {"weights": [weight(w) for w in m.weights]}
    case["seeds"] = [int(np.asarray(v)[0]) for v in m.non_trainable_variables]
    n = 80
    x = images(n)
    y = keras.utils.to_categorical(np.arange(n) % 10, 10)
    h = m.fit(x, y, batch_size=32, epochs=4, shuffle=False, verbose=0)
    case["loss"] = h.history["loss"]
    case["counters"] = [int(np.asarray(v)[1]) for v in m.non_trainable_variables]
    case["test_loss"] = m.evaluate(x, y, verbose=0, return_dict=True)["loss"]
    case["prediction"] = array(m.predict(x[:2], verbose=0))
    case["image"] = array(x[1, 2:4, :, 0].astype("uint8"))
    TOPIC.case("augmented convolution").keep(**case)


if __name__ == "__main__":
    topics.run(main)
