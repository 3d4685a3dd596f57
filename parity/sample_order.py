"""In which order fit of the real Keras takes the samples of arrays, after set_random_seed.

    python parity/sample_order.py

writes sample_order.json for the module api, which SampleOrderParityTest replays.
"""
import keras
import topics

TOPIC = topics.Topic("api", "sample_order")
SEEDS = {"n=10, seed=0": 0, "n=10, seed=1": 1, "n=10, seed=2³¹−1": 2**31 - 1, "n=10, seed=2³¹": 2**31, "n=10, seed=2³²−1": 2**32 - 1}


class Recorder(keras.Model):
    """Keeps what it is trained on; learns nothing."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def call(self, x):
        return x

    def train_step(self, data):
        x, _, _ = keras.utils.unpack_x_y_sample_weight(data)
        self.seen[-1].append(x.numpy().astype(int).ravel().tolist())
        return {"loss": keras.ops.zeros(())}


def record(text, n, batch, epochs=2, fits=1, seed=23, **arguments):
    """The samples of each batch, epoch by epoch, all fits one after the other."""
    case = TOPIC.case(text)
    if case is None:
        return
    keras.utils.set_random_seed(seed)
    model = Recorder()
    model.compile("sgd", "mse", run_eagerly=True)
    x = keras.ops.convert_to_numpy(keras.ops.arange(n, dtype="float32")).reshape(-1, 1)
    begin = keras.callbacks.LambdaCallback(on_epoch_begin=lambda e, logs: model.seen.append([]))
    for _ in range(fits):
        model.fit(x, x, batch_size=batch, epochs=epochs, verbose=0, callbacks=[begin], **arguments)
    case.keep(n=n, batch=batch, epochs=epochs, fits=fits, seed=seed, arguments=arguments, seen=model.seen)


def main():
    record("two fits", 10, 4, fits=2)
    record("one sample", 1, 4)
    record("two samples", 2, 4)
    record("batches of one", 9, 1)
    record("batches of the default size", 70, None)
    record("inside batches, twice", 10, 4, fits=2, shuffle="batch")
    record("inside whole batches", 12, 4, shuffle="batch")
    record("inside batches whose size is no multiple of four", 14, 5, shuffle="batch")
    record("inside one batch", 10, 32, shuffle="batch")
    record("not at all", 10, 4, shuffle=False)
    record("steps that part a pass", 10, 2, epochs=4, steps_per_epoch=2)
    record("steps that do not fit into a pass", 10, 4, epochs=4, steps_per_epoch=2)
    record("more steps than there are", 10, 4, steps_per_epoch=5)
    record("steps without a batch size", 10, None, steps_per_epoch=3)
    record("steps, inside batches", 10, 2, epochs=4, steps_per_epoch=2, shuffle="batch")
    record("a share for validation", 10, 4, validation_split=0.2)
    record("weights of classes", 10, 4, class_weight={i: 1.0 for i in range(10)})
    record("many", 300, 100)
    for text, seed in SEEDS.items():
        record(text, 10, 4, seed=seed)


if __name__ == "__main__":
    topics.run(main)
