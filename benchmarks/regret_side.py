"""The Python side of Regret.java: regret_side.py PROBLEM FIRST_SEED SEEDS. Prints one line of JSON with
the best values of KerasTuner, Optuna and scikit-optimize after 15, 30 and 60 trials, for those that are installed."""
import contextlib
import importlib.util
import io
import json
import math
import os
import shutil
import sys
import tempfile
import time
import warnings

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
warnings.filterwarnings("ignore")
BUDGETS = (15, 30, 60)
A = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]]
P = [[.1312, .1696, .5569, .0124, .8283, .5886], [.2329, .4135, .8307, .3736, .1004, .9991],
     [.2348, .1451, .3522, .2883, .3047, .6650], [.4047, .8828, .8732, .5743, .1091, .0381]]
C = [1, 1.2, 3, 3.2]


# Each problem asks a search for its values, as RegretProblem.java does, and returns what they are worth.


def branin(ask):
    x, y = ask.number("x", -5.0, 10.0), ask.number("y", 0.0, 15.0)
    return ((y - 5.1 * x * x / (4 * math.pi**2) + 5 * x / math.pi - 6) ** 2
            + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10)


def hartmann6(ask):
    v = [ask.number(f"x{i}", 0.0, 1.0) for i in range(6)]
    return -sum(c * math.exp(-sum(a[i] * (v[i] - p[i]) ** 2 for i in range(6))) for a, p, c in zip(A, P, C))


def ackley5(ask):
    v = [ask.number(f"x{i}", -10.0, 20.0) for i in range(5)]
    return (-20 * math.exp(-0.2 * math.sqrt(sum(x * x for x in v) / 5))
            - math.exp(sum(math.cos(2 * math.pi * x) for x in v) / 5) + 20 + math.e)


def mixed(ask):
    lr = ask.number("lr", 1e-5, 1.0, log=True)
    units = ask.whole("units", 16, 512, 16)
    activation = ask.choice("activation", ["relu", "tanh", "selu", "elu"])
    optimizer = ask.choice("optimizer", ["sgd", "adam", "rmsprop"])
    value = (math.log10(lr) - (-1.5 if optimizer == "sgd" else -3)) ** 2 / 4 + (units / 512 - .59375) ** 2
    value += {"relu": .05, "tanh": .2, "selu": 0., "elu": .1}[activation]
    with ask.when("optimizer", "sgd"):
        momentum = ask.number("momentum", 0.0, .99) if ask.all or optimizer == "sgd" else None
    with ask.when("optimizer", "adam"):
        amsgrad = ask.flag("amsgrad") if ask.all or optimizer == "adam" else None
    with ask.when("optimizer", "rmsprop"):
        rho = ask.number("rho", .5, .999) if ask.all or optimizer == "rmsprop" else None
    if optimizer == "sgd":
        value += (momentum - .9) ** 2
    elif optimizer == "adam":
        value += .05 if amsgrad else .02
    else:
        value += .1 + (rho - .9) ** 2
    dropout = ask.flag("dropout")
    with ask.when("dropout", True):
        rate = ask.number("rate", 0.0, .8) if ask.all or dropout else None
    value += (rate - .3) ** 2 if dropout else .05
    return value + .02 * (ask.whole("layers", 1, 5, 1) - 3) ** 2


def trainings(title):
    """Small trainings whose scores stand in a table, see TrainingTable.java."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "trainings", title + ".json")) as file:
        table = json.load(file)

    def problem(ask):
        row = 0
        for parameter in table["parameters"]:
            values = parameter["values"]
            if isinstance(values[0], str):
                at = values.index(ask.choice(parameter["name"], values))
            else:
                at = ask.one_of(parameter["name"], values)
            row = row * len(values) + at
        return table["scores"][row]

    return problem


class KerasTunerAsk:
    all = True  # declares what is not active too

    def __init__(self, hp):
        self.hp = hp
        self.when = hp.conditional_scope

    def number(self, name, low, high, log=False):
        return self.hp.Float(name, low, high, sampling="log" if log else "linear")

    def whole(self, name, low, high, step):
        return self.hp.Int(name, low, high, step=step)

    def choice(self, name, values):
        return self.hp.Choice(name, values)

    def one_of(self, name, values):
        return values.index(self.hp.Choice(name, values))

    def flag(self, name):
        return self.hp.Boolean(name)


class OptunaAsk:
    all = False

    def __init__(self, trial):
        self.trial = trial

    def when(self, name, value):
        return contextlib.nullcontext()

    def number(self, name, low, high, log=False):
        return self.trial.suggest_float(name, low, high, log=log)

    def whole(self, name, low, high, step):
        return self.trial.suggest_int(name, low, high, step=step)

    def choice(self, name, values):
        return self.trial.suggest_categorical(name, values)

    def one_of(self, name, values):
        return self.trial.suggest_int(name, 0, len(values) - 1)

    def flag(self, name):
        return self.trial.suggest_categorical(name, [False, True])


class SkoptAsk:
    """Collects the dimensions when it has no values, else answers with them. Conditions it has none."""

    all = True

    def __init__(self, values=None):
        self.values = values
        self.dimensions = []

    def when(self, name, value):
        return contextlib.nullcontext()

    def answer(self, dimension, default):
        self.dimensions.append(dimension)
        return default if self.values is None else self.values[len(self.dimensions) - 1]

    def number(self, name, low, high, log=False):
        from skopt.space import Real
        return self.answer(Real(low, high, prior="log-uniform" if log else "uniform"), low)

    def whole(self, name, low, high, step):
        from skopt.space import Integer
        return low + step * int(self.answer(Integer(0, (high - low) // step), 0))

    def choice(self, name, values):
        from skopt.space import Categorical
        return str(self.answer(Categorical(values), values[0]))

    def one_of(self, name, values):
        from skopt.space import Integer
        return int(self.answer(Integer(0, len(values) - 1), 0))

    def flag(self, name):
        from skopt.space import Categorical
        return bool(self.answer(Categorical([False, True]), False))


def keras_tuner_scores(problem, seed):
    import keras_tuner
    from keras_tuner import oracles

    space = keras_tuner.HyperParameters()
    problem(KerasTunerAsk(space))
    oracle = oracles.BayesianOptimizationOracle(
        objective=keras_tuner.Objective("score", "min"), max_trials=BUDGETS[-1], seed=seed, hyperparameters=space)
    folder = tempfile.mkdtemp()
    oracle._set_project_dir(folder, "p")
    scores = []
    with contextlib.redirect_stdout(io.StringIO()):
        while len(scores) < BUDGETS[-1]:
            trial = oracle.create_trial("t")
            if trial.status == "STOPPED":
                break
            scores.append(float(problem(KerasTunerAsk(trial.hyperparameters))))
            oracle.update_trial(trial.trial_id, {"score": scores[-1]})
            trial.status = "COMPLETED"
            oracle.end_trial(trial)
    shutil.rmtree(folder)
    return scores


def optuna_scores(problem, seed):
    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed))
    study.optimize(lambda trial: problem(OptunaAsk(trial)), n_trials=BUDGETS[-1])
    return [trial.value for trial in study.trials]


def skopt_scores(problem, seed):
    import skopt

    space = SkoptAsk()
    problem(space)
    search = skopt.Optimizer(space.dimensions, random_state=seed)
    scores = []
    while len(scores) < BUDGETS[-1]:
        point = search.ask()
        scores.append(float(problem(SkoptAsk(point))))
        search.tell(point, scores[-1])
    return scores


def main():
    functions = {f.__name__: f for f in (branin, hartmann6, ackley5, mixed)}
    problem = functions[sys.argv[1]] if sys.argv[1] in functions else trainings(sys.argv[1])
    first, count = int(sys.argv[2]), int(sys.argv[3])
    sides = []
    for module, name, search in (("keras_tuner", "KerasTuner", keras_tuner_scores),
                                 ("optuna", "Optuna TPE", optuna_scores),
                                 ("skopt", "scikit-optimize", skopt_scores)):
        if importlib.util.find_spec(module) is None:
            continue
        start = time.time()
        runs = [search(problem, seed) for seed in range(first, first + 1000 * count, 1000)]
        sides.append({"name": name, "best": [[min(scores[:n]) for n in BUDGETS] for scores in runs],
                      "seconds": time.time() - start})
    print(json.dumps({"sides": sides}))


main()
