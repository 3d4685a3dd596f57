"""Whole programs after set_random_seed: weights, masks, draws and the states of seed generators.

    python parity/programs.py

writes programs.json for the module api and image_programs.json for augment. Each function below is a program;
Programs.java and ImagePrograms.java have the same ones in Java. Nothing is shuffled.
"""
import topics
from common import array, np, packed

import keras
from keras import initializers as I
from keras import layers as L
from keras import random

# Rounding grows in the course of a training; draws and states are whole numbers or come from few operations.
PROGRAMS = topics.Topic("api", "programs", rtol=1e-4)
IMAGES = topics.Topic("augment", "image_programs", rtol=1e-4)


def data(*shape):
    """Numbers in [-1, 1] that both languages make."""
    n = int(np.prod(shape))
    return np.array([(i * 37 % 101 - 50) / 50 for i in range(n)], "float32").reshape(shape)


class Log:
    """What a program notes, in order."""

    def __init__(self):
        self.entries = []

    def note(self, name, value):
        value = np.asarray(value)
        self.entries.append({"name": name, "value": packed(value) if value.size > 100 else array(value)})

    def weights(self, name, layer):
        for i, w in enumerate(layer.get_weights()):
            self.note(f"{name} weight {i}", w)

    def seeds(self, name, layer):
        states = [v for v in layer.variables if v.name == "seed_generator_state"]
        for i, v in enumerate(states):
            self.note(f"{name} seed {i}", v.numpy())

    def text(self, name, value):
        self.entries.append({"name": name, "text": value})

    def next_default_seed(self):
        """Draws from Python's generator, which shows how much was drawn before."""
        self.note("default seed", random.SeedGenerator().state.numpy())


def dropping(units=5, rate=0.5):
    return keras.Sequential([keras.Input((4,)), L.Dense(units), L.Dropout(rate), L.Dense(1)])


def compiled(model, **more):
    model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse", **more)
    return model


def fit(model, x=None, y=None, **more):
    x = data(10, 4) if x is None else x
    y = data(len(x), 1) if y is None else y
    return model.fit(x, y, batch_size=4, shuffle=False, verbose=0, **more)


class Noisy(L.Layer):
    """Draws in training and in inference, from a generator of its own, and has a weight by name."""

    def __init__(self, generator=None, **kwargs):
        super().__init__(**kwargs)
        self.generator = random.SeedGenerator() if generator is None else generator

    def build(self, shape):
        self.scale = self.add_weight(shape=(shape[-1],), initializer="random_normal", name="scale")

    def call(self, x):
        first = random.normal(keras.ops.shape(x), 0.0, 0.1, seed=self.generator)
        second = random.uniform(keras.ops.shape(x), -0.1, 0.1, seed=self.generator)
        return x * self.scale + first - second


def two_models(log):
    """Two models, trained in turns."""
    a = compiled(dropping())
    b = compiled(keras.Sequential([keras.Input((4,)), L.GaussianNoise(0.3), L.Dense(3), L.GaussianDropout(0.2), L.Dense(1)]))
    fit(a, epochs=2)
    fit(b)
    fit(a)
    for name, model in (("a", a), ("b", b)):
        log.weights(name, model)
        log.seeds(name, model)
    log.next_default_seed()


def evaluate_between(log):
    """Evaluation and prediction between two trainings move nothing."""
    model = compiled(dropping())
    fit(model, validation_data=(data(6, 4), data(6, 1)), epochs=2)
    log.seeds("fit", model)
    log.note("evaluate", model.evaluate(data(10, 4), data(10, 1), batch_size=4, verbose=0))
    log.note("predict", model.predict(data(10, 4), batch_size=4, verbose=0))
    log.seeds("evaluated", model)
    fit(model)
    log.seeds("fit again", model)
    log.weights("end", model)


def calls_on_data(log):
    """Layers and models called on data, in training, between two trainings."""
    dropout = L.Dropout(0.5)
    for i in range(3):
        log.note(f"mask {i}", dropout(np.ones((3, 4), "float32"), training=True))
    log.note("inference", dropout(np.ones((3, 4), "float32")))
    model = compiled(keras.Sequential([keras.Input((4,)), L.Dense(5), dropout, L.Dense(1)]))
    log.note("training", model(data(3, 4), training=True))
    fit(model)
    log.note("training again", model(data(3, 4), training=True))
    log.note("no mode", model(data(3, 4)))
    log.seeds("end", model)
    log.weights("end", model)


def dropout_at_node(log):
    """A mode that a layer is called with counts where the caller says none."""
    x = keras.Input((4,))
    model = compiled(keras.Model(x, L.Dense(1)(L.Dropout(0.5)(x, training=True))))
    log.note("predict", model.predict(data(6, 4), batch_size=4, verbose=0))
    log.seeds("predict", model)
    log.note("call", model(data(6, 4)))
    log.seeds("call", model)
    fit(model)
    log.seeds("fit", model)
    log.weights("end", model)


def clear_session(log):
    """The global generator goes, Python's generator stays; a model goes on."""
    log.note("first", random.normal((3,)))
    model = compiled(dropping())
    fit(model)
    log.note("second", random.normal((3,)))
    keras.backend.clear_session()
    log.note("third", random.normal((3,)))
    fit(model)
    log.weights("end", model)
    log.seeds("end", model)
    log.text("name", L.Dense(1).name)
    keras.config.set_dtype_policy("mixed_bfloat16")
    keras.utils.clear_session()
    log.text("policy", keras.config.dtype_policy().name)
    log.next_default_seed()


def seed_generators(log):
    """Own generators, with and without a seed, and draws without one in between."""
    first, given = random.SeedGenerator(), random.SeedGenerator(5)
    log.note("given", given.next())
    log.note("draw", random.uniform((3,), seed=given))
    log.note("unordered", given.next(ordered=False))
    log.note("then", given.next())
    log.note("global", random.normal((2,)))
    second = random.SeedGenerator()
    log.note("first", first.next())
    log.note("first again", first.next())
    log.note("second", second.next())
    log.note("global again", random.normal((2,)))
    for g in (first, given, second):
        log.note("state", g.state.numpy())
    log.note("negative", random.SeedGenerator(-7).next())
    log.note("drawn of negative", random.uniform((2,), seed=random.SeedGenerator(-7)))
    log.note("drawn of large", random.uniform((2,), seed=random.SeedGenerator(2**40 + 5)))


def random_functions(log):
    """Which draws advance a generator."""
    g, x = random.SeedGenerator(3), data(4, 3)
    for name, draw in {
        "normal": lambda s: random.normal((2, 3), seed=s),
        "dropout": lambda s: random.dropout(x, 0.4, seed=s),
        "dropout of 0": lambda s: random.dropout(x, 0.0, seed=s),
        "shuffle": lambda s: random.shuffle(x, seed=s),
        "randint": lambda s: random.randint((3,), 0, 9, seed=s),
        "categorical": lambda s: random.categorical(x, 5, dtype="int32", seed=s),
        "binomial": lambda s: random.binomial((4,), 20.0, 0.3, seed=s),
        "truncated": lambda s: random.truncated_normal((3,), seed=s),
        "uniform": lambda s: random.uniform((3,), seed=s),
    }.items():
        log.note(f"{name} by generator", draw(g))
        log.note(f"state after {name}", g.state.numpy())
        log.note(f"{name} by seed", draw(9))
        log.note(f"{name}", draw(None))
    log.next_default_seed()


def order_of_layers(log):
    """Seeds of layers are drawn when they are made, whatever is built later, and not by those that need none."""
    made = [
        L.Dropout(0.5),
        L.Dense(2, use_bias=False),
        L.Dropout(0),
        L.GaussianNoise(0.1, seed=4),
        L.SpatialDropout1D(0.5),
        L.BatchNormalization(),
        L.Embedding(3, 2),
        L.GaussianNoise(0),
        L.Conv1D(2, 2, kernel_initializer="he_normal"),
        L.GaussianDropout(0.1),
        L.SpatialDropout2D(0.5, seed=8),
        L.SeparableConv1D(2, 2),
        L.PReLU(),
        L.Dropout(0.5),
    ]
    for layer in made:
        log.seeds(layer.name, layer)
    dense = made[1]
    dense.build((None, 3))
    log.weights("dense", dense)
    log.next_default_seed()


def initializer_objects(log):
    """An object gives equal numbers each time; two layers that share it begin equal."""
    shared = I.GlorotUniform()
    other = I.RandomNormal(stddev=2.0)
    log.note("call", shared((2, 3)))
    log.note("call again", shared((2, 3)))
    a, b = L.Dense(3, kernel_initializer=shared), L.Dense(3, kernel_initializer=shared, bias_initializer=other)
    model = keras.Sequential([keras.Input((3,)), a, b, L.Dense(2, kernel_initializer=other)])
    log.weights("model", model)
    copy = I.GlorotUniform.from_config(shared.get_config())
    log.note("copy", copy((2, 3)))
    seeded = I.HeNormal(seed=3)
    log.note("seeded", seeded((2, 2)))
    log.note("copy of seeded", I.HeNormal.from_config(seeded.get_config())((2, 2)))
    log.note("by name", I.get("orthogonal")((2, 2)))
    log.next_default_seed()


def copies_by_config(log):
    """A layer that is made of a config draws its own seeds."""
    made = [
        L.Dense(2),
        L.Dense(2, kernel_initializer=I.HeNormal(), bias_initializer="random_normal"),
        L.Dense(2, kernel_initializer=I.HeNormal(seed=2)),
        L.Dropout(0.4),
        L.Dropout(0.4, seed=6),
        L.GaussianNoise(0.4),
        L.BatchNormalization(gamma_initializer="random_uniform", beta_initializer=I.RandomNormal()),
    ]
    for layer in made:
        copy = type(layer).from_config(layer.get_config())
        for l in (layer, copy):
            l.build((None, 3))
        log.weights(f"{layer.name}", layer)
        log.weights(f"copy of {layer.name}", copy)
        log.seeds(f"{layer.name}", layer)
        log.seeds(f"copy of {layer.name}", copy)
    separable = L.SeparableConv1D(2, 1, bias_initializer="random_normal")
    copy = L.SeparableConv1D.from_config(separable.get_config())
    for l in (separable, copy):
        l.build((None, 3, 2))
    log.weights("separable", separable)
    log.weights("copy of separable", copy)
    log.next_default_seed()


def nested(log):
    """A model with dropout inside another one, trained there and by itself."""
    inner = keras.Sequential([keras.Input((4,)), L.Dense(4), L.Dropout(0.5)])
    x = keras.Input((4,))
    outer = compiled(keras.Model(x, L.Dense(1)(L.Dropout(0.3)(inner(inner(x))))))
    fit(outer)
    log.seeds("outer", outer)
    compiled(inner)
    fit(inner, y=data(10, 4))
    log.seeds("inner", outer)
    fit(outer)
    log.note("called", inner(data(2, 4), training=True))
    log.seeds("end", outer)
    log.weights("end", outer)


def shared_dropout(log):
    """One dropout on two branches draws twice a step."""
    a, b, drop = keras.Input((4,), name="a"), keras.Input((4,), name="b"), L.Dropout(0.5)
    left = L.Dense(3)(drop(a))
    right = L.Dense(3)(L.Dense(3)(drop(L.Dense(4)(b))))
    model = compiled(keras.Model([a, b], L.Dense(1)(L.Add()([right, left]))))
    fit(model, x=[data(10, 4), data(10, 4)], y=data(10, 1))
    log.weights("fit", model)
    log.seeds("fit", model)
    log.note("called", model([data(2, 4), data(2, 4)], training=True))


def noise_in_inference(log):
    """A layer of one's own that always draws: fit, validation, evaluation, prediction, calls."""
    model = compiled(keras.Sequential([keras.Input((4,)), Noisy(), L.Dense(1)]))
    history = fit(model, validation_data=(data(6, 4), data(6, 1)), epochs=3, validation_freq=2)
    log.note("history", history.history["val_loss"])
    log.seeds("fit", model)
    log.note("evaluate", model.evaluate(data(10, 4), data(10, 1), batch_size=4, verbose=0))
    log.note("predict", model.predict(data(10, 4), batch_size=4, verbose=0))
    log.note("predict again", model.predict(data(10, 4), batch_size=4, verbose=0))
    log.note("call", model(data(2, 4)))
    log.seeds("end", model)
    log.weights("end", model)
    log.next_default_seed()


def shared_generator(log):
    """Two layers and draws outside of them take turns at one generator."""
    generator = random.SeedGenerator(21)
    model = compiled(keras.Sequential([keras.Input((4,)), Noisy(generator), L.Dense(3), Noisy(generator), L.Dense(1)]))
    log.note("before", random.normal((2,), seed=generator))
    fit(model)
    log.note("between", random.normal((2,), seed=generator))
    log.note("predict", model.predict(data(6, 4), batch_size=4, verbose=0))
    log.note("state", generator.state.numpy())
    log.weights("end", model)


def single_steps(log):
    """Steps on single batches."""
    model = compiled(dropping())
    for n in (4, 3, 4):
        log.note(f"train {n}", model.train_on_batch(data(n, 4), data(n, 1)))
        log.note(f"test {n}", model.test_on_batch(data(n, 4), data(n, 1)))
        log.note(f"predict {n}", model.predict_on_batch(data(n, 4)))
    log.seeds("end", model)
    log.weights("end", model)


def seeded_again(log):
    """A layer keeps the seed that it drew, also if it is built after another set_random_seed."""
    late = keras.Sequential([L.Dense(3), L.Dropout(0.5), L.Dense(1)])
    keras.utils.set_random_seed(77)
    early = compiled(dropping())
    compiled(late)
    fit(late)
    log.weights("late", late)
    log.seeds("late", late)
    log.weights("early", early)
    keras.utils.set_random_seed(77)
    again = compiled(dropping())
    fit(again)
    log.weights("again", again)
    log.note("global", random.normal((2,)))
    log.next_default_seed()


def built_late(log):
    """Layers that come and go before the model knows its input."""
    model = keras.Sequential()
    model.add(L.Dense(3))
    model.add(L.Dropout(0.5))
    model.add(L.Dense(9))
    model.pop()
    model.add(L.Dense(1))
    compiled(model)
    log.note("evaluate", model.evaluate(data(10, 4), data(10, 1), batch_size=4, verbose=0))
    fit(model)
    log.weights("end", model)
    log.seeds("end", model)
    log.next_default_seed()


def noise_layers(log):
    """All layers that disturb, on sequences, over two epochs and a batch of another size."""
    model = compiled(
        keras.Sequential(
            [keras.Input((3, 4)), L.GaussianNoise(0.2), L.SpatialDropout1D(0.3), L.Conv1D(3, 2), L.GaussianDropout(0.2),
             L.Dropout(0.3, noise_shape=(None, 1, 3)), L.Flatten(), L.Dense(1)]))
    fit(model, x=data(10, 3, 4), epochs=2)
    log.seeds("end", model)
    log.weights("end", model)


def recompiled(log):
    """Compiling again and freezing a dropout changes nothing of its draws."""
    model = compiled(dropping())
    fit(model)
    model.layers[1].trainable = False
    compiled(model)
    fit(model, sample_weight=np.abs(data(10)))
    log.seeds("end", model)
    log.weights("end", model)


def split_and_streams(log):
    """A validation split, a stream of batches, steps per epoch."""
    model = compiled(dropping())
    history = fit(model, validation_split=0.3, epochs=2)
    log.note("validation", history.history["val_loss"])

    def batches():
        while True:
            for n in (4, 2):
                yield data(n, 4), data(n, 1)

    model.fit(batches(), steps_per_epoch=3, epochs=2, verbose=0)
    log.seeds("end", model)
    log.weights("end", model)


def restored(log):
    """The best weights come back, the counters of dropouts go on."""
    model = compiled(dropping())
    stop = keras.callbacks.EarlyStopping("loss", patience=1, mode="max", restore_best_weights=True)
    log.note("epochs", np.array(len(fit(model, epochs=6, callbacks=[stop]).epoch), "int32"))
    log.seeds("stopped", model)
    fit(model)
    log.seeds("end", model)
    log.weights("end", model)


def constant_seed(log):
    """A draw with a number as its seed is the same at each step."""
    model = compiled(
        keras.Sequential([keras.Input((4,)), L.Lambda(lambda x: x + random.normal((4,), 0.0, 0.1, seed=5)), L.Dense(1)]))
    log.note("predict", model.predict(data(6, 4), batch_size=4, verbose=0))
    fit(model)
    log.weights("end", model)
    log.next_default_seed()


class Sampling(L.Layer):
    """Dropout that drops in inference, too."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.dropout = L.Dropout(0.5)

    def call(self, x):
        return self.dropout(self.dropout(x, training=True), training=True)


def dropout_in_inference(log):
    """Predictions that differ from call to call, between two trainings."""
    model = compiled(keras.Sequential([keras.Input((4,)), L.Dense(8), Sampling(), L.Dense(1)]))
    fit(model)
    log.note("predict", model.predict(data(6, 4), batch_size=4, verbose=0))
    log.note("predict again", model.predict(data(6, 4), batch_size=6, verbose=0))
    log.note("evaluate", model.evaluate(data(10, 4), data(10, 1), batch_size=4, verbose=0))
    fit(model)
    log.seeds("end", model)
    log.weights("end", model)


def layers_in_two_models(log):
    """A dropout and a normalization that two models share, the latter twice in one."""
    dense, drop, norm = L.Dense(4), L.Dropout(0.5), L.BatchNormalization()
    x, y = keras.Input((4,), name="x"), keras.Input((4,), name="y")
    a = compiled(keras.Model(x, L.Dense(1)(drop(norm(dense(x))))))
    late = norm(L.Dense(4)(y))
    early = drop(norm(dense(x)))
    b = compiled(keras.Model([x, y], L.Dense(1)(L.Add()([late, early]))))
    fit(a)
    fit(b, x=[data(10, 4), data(10, 4) * 2], y=data(10, 1))
    fit(a)
    for name, model in (("a", a), ("b", b)):
        log.weights(name, model)
        log.seeds(name, model)


def draws_in_callbacks(log):
    """A callback draws from the generator of a layer, from the global one, and makes layers."""
    generator = random.SeedGenerator(31)
    model = compiled(keras.Sequential([keras.Input((4,)), Noisy(generator), L.Dropout(0.5), L.Dense(1)]))

    class Draws(keras.callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            log.note("batch", random.uniform((2,), seed=generator))

        def on_epoch_end(self, epoch, logs=None):
            log.note("epoch", random.uniform((2,)))
            log.seeds("layer", L.Dropout(0.5))

    fit(model, epochs=2, callbacks=[Draws()])
    log.note("state", generator.state.numpy())
    log.weights("end", model)
    log.next_default_seed()


def names_of_states(log):
    """The order of a model's variables and the paths of seed generators."""
    random.SeedGenerator()
    inner = keras.Sequential([keras.Input((4,)), L.Dense(4), L.Dropout(0.5)], name="inner")
    model = keras.Sequential(
        [keras.Input((4,)), L.Dropout(0.5, seed=3), inner, L.BatchNormalization(), Noisy(name="own"), L.Dense(1)], name="outer")
    for v in model.variables:
        log.text("path", v.path)
    log.text("name", random.SeedGenerator(4).name)
    log.text("given", random.SeedGenerator(4, name="mine").state.path)


def images():
    return (data(5, 7, 8, 3) + 1) / 2


def each_on_data(log):
    """All random image layers without seed, called on data."""
    made = [
        L.RandomFlip(),
        L.RandomRotation(0.2),
        L.RandomZoom(0.3),
        L.RandomTranslation(0.2, 0.3),
        L.RandomContrast(0.4, value_range=(0, 1)),
        L.RandomBrightness(0.4, value_range=(0, 1)),
        L.RandomCrop(5, 6),
        L.RandomShear(0.2, 0.1),
    ]
    for layer in made:
        log.seeds(type(layer).__name__, layer)
    for layer in made:
        log.note(f"{type(layer).__name__} called", layer(images()))
        log.note(f"{type(layer).__name__} in training", layer(images(), training=True))
        log.note(f"{type(layer).__name__} in inference", layer(images(), training=False))
        log.seeds(f"{type(layer).__name__} called", layer)
    log.next_default_seed()


def augmented_model(log):
    """Image layers in a model with dropout, trained, evaluated, used on data and trained again."""
    augment = keras.Sequential([keras.Input((7, 8, 3)), L.RandomFlip("horizontal"), L.RandomTranslation(0.1, 0.1)])
    model = keras.Sequential([augment, L.RandomZoom(0.1), L.Conv2D(2, 3), L.Dropout(0.3), L.Flatten(), L.Dense(1)])
    compiled(model)
    y = data(5, 1)
    fit(model, x=images(), y=y, validation_data=(images(), y))
    log.seeds("fit", model)
    log.note("evaluate", model.evaluate(images(), y, batch_size=4, verbose=0))
    log.note("predict", model.predict(images(), batch_size=4, verbose=0))
    log.note("augmented", augment(images(), training=True))
    fit(model, x=images(), y=y)
    log.seeds("end", model)
    log.weights("end", model)
    log.next_default_seed()


def copied_image_layers(log):
    """An image layer that is made of a config draws its own seed."""
    for layer in (L.RandomFlip(), L.RandomCrop(5, 5), L.RandomRotation(0.2, seed=4), L.RandomZoom(0.1)):
        copy = type(layer).from_config(layer.get_config())
        log.seeds(type(layer).__name__, layer)
        log.seeds(f"copy of {type(layer).__name__}", copy)
    log.next_default_seed()


API = [
    two_models, evaluate_between, calls_on_data, dropout_at_node, clear_session, seed_generators, random_functions,
    order_of_layers, initializer_objects, copies_by_config, nested, shared_dropout,
    noise_in_inference, shared_generator, single_steps, seeded_again, built_late, noise_layers, recompiled,
    split_and_streams, restored, constant_seed, names_of_states,
    dropout_in_inference, layers_in_two_models, draws_in_callbacks,
]


def main():
    for topic, programs in ((PROGRAMS, API), (IMAGES, [each_on_data, augmented_model, copied_image_layers])):
        for seed, program in enumerate(programs, 1):
            if case := topic.case(program.__name__):
                keras.utils.clear_session()
                keras.utils.set_random_seed(seed)
                log = Log()
                program(log)
                case.keep(about=program.__doc__, seed=seed, log=log.entries)


if __name__ == "__main__":
    topics.run(main)
