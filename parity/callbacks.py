"""What the callbacks of the real Keras decide and print for made-up runs.

    python parity/callbacks.py

writes progbar.json, callbacks.json, csv_logger.json and checkpoints.json for the module api.
"""
import contextlib
import io
import os
import random as rnd
import tempfile
import time
import warnings

import topics
from common import arguments, np  # before Keras: it silences TensorFlow

import keras
from keras.src.utils import progbar as progbar_module
from keras.utils import Progbar


PROGBAR = topics.Topic("api", "progbar")
CALLBACKS = topics.Topic("api", "callbacks")
CSV = topics.Topic("api", "csv_logger")
CHECKPOINTS = topics.Topic("api", "checkpoints")


class Clock:
    def __init__(self):
        self.now = 1000.0

    def time(self):
        return self.now


def progbar_case(what, target, verbose, steps, end):
    """steps: (seconds since start, current, values); end: (seconds, count, values)."""
    case = PROGBAR.case(f"{what}, verbose {verbose}")
    if case is None:
        return
    clock = Clock()
    real = progbar_module.time
    progbar_module.time = clock
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            bar = Progbar(target=target, verbose=verbose, unit_name="step", stateless_metrics=set())
            for at, current, values in steps:
                clock.now = 1000.0 + at
                if verbose == 1:
                    bar.update(current, values, finalize=False)
            at, current, values = end
            clock.now = 1000.0 + at
            if bar.target is None:
                bar.target = current
            bar.update(current, values, finalize=True)
    finally:
        progbar_module.time = real
    case.keep(
        target=target,
        verbose=verbose,
        steps=[[at, c, numbers(v)] for at, c, v in steps],
        end=[end[0], end[1], numbers(end[2])],
        text=out.getvalue(),
    )


def number(v):
    return v if np.isfinite(v) else str(v)


def numbers(values):
    return {k: number(v) for k, v in values}


def progbar():
    f = lambda x: float(np.float32(x))
    for verbose in (1, 2):
        progbar_case(
            "three steps", 3, verbose,
            [(0.0181, 1, [("loss", f(1.9374)), ("mae", f(1.2451))]),
             (0.0332, 2, [("loss", f(1.81)), ("mae", f(1.22))]),
             (0.0951, 3, [("loss", f(1.7001)), ("mae", f(1.1696))])],
            (0.0962, 3, [("loss", f(1.7001)), ("mae", f(1.1696)), ("val_loss", f(0.5))]))
        odd = [("a", 1e-3), ("b", f(0.001)), ("c", 0.0), ("d", -0.5), ("e", -1e-9), ("f", 123456.78),
               ("g", float("nan")), ("h", float("inf")), ("i", float("-inf")), ("j", 0.03125),
               ("k", 0.00015), ("l", 2.00005), ("m", 9.99995e-5), ("n", 1e-310), ("o", -0.0)]
        progbar_case("values of all sizes, negative ones, not finite ones", 7, verbose, [(0.1, 1, odd)], (2.26, 7, odd))
        progbar_case(
            "hours, minutes, seconds still to go", 1875, verbose,
            [(3.2, 1, [("loss", 2.0)]), (13.3, 2, [("loss", 1.5)]), (13.34, 3, [("loss", 0.0)]),
             (23.3, 10, [("loss", 1.0)]), (400.7, 1000, [("loss", 0.25)]), (598.1, 1874, [("loss", 0.125)])],
            (599.6, 1875, [("loss", 0.125), ("learning_rate", f(1e-4))]))
        progbar_case(
            "unknown number of steps, then a line that gets shorter", None, verbose,
            [(0.0291, 1, [("loss", 1234.5)]), (0.2, 2, [("loss", 0.5)]), (0.26, 3, [("loss", 0.25)])],
            (0.3, 3, [("loss", 0.25)]))
        progbar_case("one short step", 1, verbose, [(0.00042, 1, [])], (0.00055, 1, []))
        progbar_case("many steps", 100000, verbose, [(0.5, 1, []), (1.0, 60000, []), (1.3, 99999, [])], (1.4, 100000, []))


def run(callback, logs_of, epochs):
    """Drives a callback through epochs as fit does; returns what happened."""
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False)])
    model.compile(optimizer=keras.optimizers.SGD(1.0), loss="mse")
    model.stop_training = False
    callback.set_model(model)
    callback.set_params({"verbose": 0, "epochs": epochs, "steps": 1})
    out = io.StringIO()
    rates = []
    stopped = None
    with warnings.catch_warnings(), contextlib.redirect_stdout(out):
        warnings.simplefilter("ignore")
        callback.on_train_begin()
        for e in range(epochs):
            callback.on_epoch_begin(e)
            model.set_weights([np.full((1, 1), e, "float32")])
            before = float(model.optimizer.learning_rate.numpy())
            logs = logs_of(e)
            callback.on_epoch_end(e, logs)
            assert logs.get("learning_rate", before) == before
            rates.append(float(model.optimizer.learning_rate.numpy()))
            if model.stop_training:
                stopped = e
                break
        callback.on_train_end()
    return {
        "stopped": stopped,
        "rates": rates,
        "weights_of_epoch": int(model.get_weights()[0][0, 0]),
        "printed": out.getvalue(),
    }


def sequence(r, kind, n):
    if kind == "accuracy":
        # Multiples of 1/10000 as float32: where a minimal change of 1e-4 is decided by rounding.
        return [float(np.float32(r.randint(9900, 9912) / 10000)) for _ in range(n)]
    if kind == "integers":
        return [float(r.randint(0, 4)) for _ in range(n)]
    values = [float(np.float32(r.uniform(0, 1) / (1 + e))) for e in range(n)]
    if kind == "nan":
        values[r.randrange(n)] = float("nan")
    return values


def early_stopping(r):
    return {
        "monitor": "val_x",
        "mode": r.choice(["min", "max"]),
        "min_delta": r.choice([0, 1e-4, 1e-5, 0.5, 3e-8]),
        "patience": r.choice([0, 1, 2, 4]),
        "restore_best_weights": r.choice([True, False]),
        "start_from_epoch": r.choice([0, 0, 0, 2]),
        "baseline": r.choice([None, None, 2.0, 0.9905]),
        "verbose": 1,
    }


def reduce_lr_on_plateau(r):
    return {
        "monitor": "val_x",
        "mode": r.choice(["min", "max"]),
        "factor": r.choice([0.5, 0.1, 0.3787, 0.9]),
        "min_delta": r.choice([0, 1e-4, 1e-4, 0.5, 3e-8]),
        "patience": r.choice([0, 1, 2, 3]),
        "cooldown": r.choice([0, 0, 1, 2]),
        "min_lr": r.choice([0.0, 0.1, 0.3, 1e-5]),
        "verbose": 1,
    }


def callbacks():
    """Arguments and values at random."""
    for cls, draw, epochs in (("EarlyStopping", early_stopping, 12), ("ReduceLROnPlateau", reduce_lr_on_plateau, 16)):
        for i in range(40):
            kind = ["accuracy", "integers", "loss", "nan"][i % 4]
            if not (case := CALLBACKS.case(f"{cls} {i}, {kind}")):
                continue
            r = rnd.Random(case.seed)
            values = [float(v) for v in case.given("values", lambda: sequence(r, kind, epochs))]
            config = case.given("config", lambda: draw(r))
            if np.isnan(values[config.get("start_from_epoch", 0)]):
                continue  # stays the best for ever in Keras, and in no epoch here
            seen = run(getattr(keras.callbacks, cls)(**config), lambda e: {"val_x": values[e]}, len(values))
            case.keep(**{"class": cls, "config": config, "values": [number(v) for v in values], "expected": seen})


def csv_case(what, config, runs):
    """runs: one list of logs for each fit that writes into the same file."""
    case = CSV.case(what)
    if case is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "log.csv")
        for logs in runs:
            callback = keras.callbacks.CSVLogger(path, **config)
            callback.on_train_begin()
            for e, values in enumerate(logs):
                callback.on_epoch_end(e, dict(values))
            callback.on_train_end()
        with open(path, "rb") as f:
            text = f.read().decode()
    case.keep(config=config, runs=[[numbers(l.items()) for l in run] for run in runs], text=text)


def csv():
    f = lambda x: float(np.float32(x))
    plain = [{"loss": f(151.23866), "mae": f(5.4031606), "learning_rate": f(0.45)},
             {"loss": 1e-7, "mae": 1e22, "learning_rate": 3.0}, {"loss": float("nan")}]
    validated = [{"loss": 0.1, "val_loss": 0.2}, {"loss": 0.3}, {"loss": 0.5, "val_loss": float("-inf"), "extra": 1.0}]
    odd = [{"a,b": 1.0, 'c"d': 2.0, "e;f": 0.1, "g\nh": 1e16}]
    csv_case("numbers of all sizes", {}, [plain])
    csv_case("validation that starts late", {}, [validated])
    csv_case("names with special characters, semicolon", {"separator": ";"}, [odd])
    csv_case("names with special characters, comma", {}, [odd])
    csv_case("appended", {"append": True}, [validated, validated])
    csv_case("overwritten", {}, [plain, validated])
    csv_case("no logs", {"append": True}, [[{}]])


def checkpoint_case(config, name, batches, logs):
    """Saves weights as ModelCheckpoint does in a fit with that many batches an epoch."""
    case = CHECKPOINTS.case(f"{name} {arguments(config)}, {len(logs)} epochs of {batches}, logs {', '.join(logs[0])}")
    if case is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        callback = keras.callbacks.ModelCheckpoint(
            os.path.join(folder, name + ".weights.h5"), save_weights_only=True, verbose=1, **config)
        model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
        model.compile(loss="mse")
        callback.set_model(model)
        out = io.StringIO()
        with warnings.catch_warnings(), contextlib.redirect_stdout(out):
            warnings.simplefilter("ignore")
            callback.on_train_begin()
            for e, values in enumerate(logs):
                callback.on_epoch_begin(e)
                for b in range(batches):
                    callback.on_train_batch_end(b, {"loss": values["loss"]})
                callback.on_epoch_end(e, dict(values))
            callback.on_train_end()
        files = sorted(os.path.relpath(os.path.join(d, f), folder) for d, _, fs in os.walk(folder) for f in fs)
        text = out.getvalue().replace(folder, "FOLDER")
    npz = lambda t: t.replace(".weights.h5", ".weights.npz")
    case.keep(config=config, name=name, batches=batches, logs=logs, files=[npz(f) for f in files], printed=npz(text))


def checkpoints():
    logs = [{"loss": 0.5, "val_loss": v} for v in (0.75, 0.80004, 0.5, 0.5, -0.123456)]
    missing = [{"loss": 0.5}, {"loss": 0.25}]
    checkpoint_case({}, "{epoch:02d}-{val_loss:.2f}", 2, logs)
    checkpoint_case({}, "deep/er/{epoch}_{loss}_{val_loss:08.3f}_{{x}}_{loss:.1e}", 2, logs[:2])
    checkpoint_case({"save_best_only": True}, "best", 2, logs)
    checkpoint_case({"save_best_only": True, "mode": "max", "monitor": "val_loss"}, "{epoch}", 2, logs)
    checkpoint_case({"save_best_only": True, "initial_value_threshold": 0.6}, "{epoch}", 1, logs)
    checkpoint_case({"save_best_only": True}, "{epoch}", 1, missing)
    checkpoint_case({"save_freq": 3}, "{epoch}-{batch}-{loss:6.3f}", 4, logs[:3])
    checkpoint_case({"save_freq": 2, "save_best_only": True, "monitor": "loss", "mode": "min"},
                    "{epoch}-{batch}", 3, [{"loss": v} for v in (3.0, 2.0, 2.5)])


def main():
    progbar()
    callbacks()
    csv()
    checkpoints()


if __name__ == "__main__":
    topics.run(main)
