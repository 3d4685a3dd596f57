"""Writes gaussian_process.json: scikit-learn's regressor with KerasTuner's settings on random data.

Run from the repository root with a Python that has keras-tuner, scikit-learn and scipy:
    python parity/tuner_gaussian_process.py
"""
import numpy as np
import scipy.optimize
import topics
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import Matern

BETA = 2.6
TOPIC = topics.Topic("tuner", "gaussian_process", rtol=1e-3, folder="org/keras4j/tuner/gp", head={"beta": BETA},
                     packages=("scikit-learn", "scipy", "numpy"))
# (observations, dimensions, alpha, target)
CASES = [
    (3, 1, 1e-4, "smooth"),
    (9, 3, 1e-4, "smooth"),
    (20, 2, 1e-4, "noisy"),
    (30, 5, 1e-4, "smooth"),
    (40, 4, 1e-2, "noise"),
    (25, 3, 1e-4, "grid"),
    (6, 2, 1e-4, "constant"),
]


def targets(kind, x, rng):
    smooth = np.sin(5 * x[:, 0]) + (x**2).sum(axis=1)
    return {
        "smooth": smooth,
        "grid": smooth,
        "noisy": smooth + 0.1 * rng.standard_normal(len(x)),
        "noise": rng.standard_normal(len(x)),
        "constant": np.full(len(x), 0.25),
    }[kind]


def points(kind, n, d, rng):
    x = rng.uniform(size=(n, d))
    # As stepped hyperparameters give, with repetitions.
    return (np.floor(x * 4) + 0.5) / 4 if kind == "grid" else x


def main():
    for n, d, alpha, kind in CASES:
        case = TOPIC.case(f"{kind}, {n} points of {d}, alpha {alpha}")
        rng = case.rng
        seed = case.given("seed", lambda: case.seed)
        x = np.array(case.given("x", lambda: points(kind, n, d, rng)))
        y = np.array(case.given("y", lambda: targets(kind, x, rng)))
        gpr = GaussianProcessRegressor(
            kernel=Matern(nu=2.5), n_restarts_optimizer=20, normalize_y=True, alpha=alpha, random_state=seed)
        gpr.fit(x, y)
        q = np.array(case.given("q", lambda: np.vstack([x[:1], rng.uniform(size=(7, d))])))
        mean, std = gpr.predict(q, return_std=True)

        def bound(p):
            m, s = gpr.predict(p.reshape(1, -1), return_std=True)
            return (m - BETA * s)[0]

        starts = np.random.RandomState(seed).uniform(size=(50, d))
        minima = [scipy.optimize.minimize(bound, s, bounds=[[0, 1]] * d, method="L-BFGS-B") for s in starts]
        best = min(minima, key=lambda m: m.fun)
        case.keep(
            seed=seed, alpha=alpha, kind=kind, x=x.tolist(), y=y.tolist(), q=q.tolist(),
            length_scale=float(gpr.kernel_.length_scale),
            log_likelihood=float(gpr.log_marginal_likelihood_value_),
            mean=mean.tolist(), std=std.tolist(), best_x=best.x.tolist(), best_bound=float(best.fun))


if __name__ == "__main__":
    topics.run(main)
