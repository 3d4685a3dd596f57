"""Writes pruners.txt: which epochs Optuna's pruners let trials reach, for PrunersTest. Needs optuna 5.0.0,
which the other generators do without.

A line is the pruner, its three settings, the direction, then the trials: the values a whole training would
log, and how many of them it logs before it is stopped (a minus if it is not).
"""
import importlib.util
import random

import texts
import topics

TEXTS = texts.Texts("tuner", "pruners", "org/keras4j/tuner")
EPOCHS = 12


def curve(rng, direction):
    start, end, speed = rng.uniform(0, 1), rng.uniform(0, 1), rng.uniform(.1, 1)
    values = [end + (start - end) * (1 - speed) ** e + rng.gauss(0, .05) for e in range(EPOCHS)]
    if rng.random() < .3:  # equal values, too
        values = [round(v, 1) for v in values]
    values = [float("nan") if rng.random() < .02 else v for v in values]
    return values if direction == "minimize" else [-v for v in values]


def run(optuna, rng, name, settings, direction):
    median = name == "median"
    pruner = (optuna.pruners.MedianPruner(n_startup_trials=settings[0], n_warmup_steps=settings[1]) if median
              else optuna.pruners.SuccessiveHalvingPruner(*settings))
    study = optuna.create_study(direction=direction, pruner=pruner)
    trials = []
    for _ in range(25):
        values = curve(rng, direction)
        trial = study.ask()
        stopped = None
        for epoch, value in enumerate(values[:-1]):
            # Halving counts epochs that are done, from 1; the median rule numbers them from 0.
            trial.report(value, epoch if median else epoch + 1)
            if trial.should_prune():
                stopped = epoch + 1
                break
        if stopped is None:
            trial.report(values[-1], len(values) - 1 if median else len(values))
            study.tell(trial, 0.0)
        else:
            study.tell(trial, state=optuna.trial.TrialState.PRUNED)
        trials.append(" ".join(repr(v) for v in values) + (" -" if stopped is None else f" {stopped}"))
    return f"{name} {' '.join(map(str, settings))} {direction}\n" + "".join(t + "\n" for t in trials)


def main():
    if importlib.util.find_spec("optuna") is None:
        print("no optuna here: pruners.txt is left as it is")
        return
    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    rng = random.Random(5)
    text = ""
    for i in range(40):
        name = "median" if i % 2 else "halving"
        settings = ([rng.choice([0, 1, 2, 5]), rng.choice([0, 0, 3]), 0] if name == "median"
                    else [rng.choice([1, 1, 2, 3]), rng.choice([2, 3, 4]), rng.choice([0, 0, 1])])
        text += run(optuna, rng, name, settings, rng.choice(["minimize", "maximize"]))
    TEXTS.keep("pruners.txt", text)


if __name__ == "__main__":
    topics.run(main)
