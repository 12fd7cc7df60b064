"""What Optuna reaches on the problems of TuningProblems.java, under the same names.

    tuning_quality.py FILE SAMPLERS PROBLEMS SEEDS

Adds a line "problem<TAB>sampler<TAB>seed<TAB>best after 25<TAB>35<TAB>50<TAB>100 trials" to FILE for each study of 100 trials that is not in it yet, so that
it can be stopped and started again. SAMPLERS and PROBLEMS are separated by commas.
"""
import math
import os
import sys
import warnings

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
warnings.filterwarnings("ignore")

AT = (25, 35, 50, 100)


def cube(trial, d, low, high):
    return [trial.suggest_float(f"x{i}", low, high) for i in range(d)]


def branin(trial):
    x, y = trial.suggest_float("x0", -5, 10), trial.suggest_float("x1", 0, 15)
    return (y - 5.1 / (4 * math.pi ** 2) * x * x + 5 / math.pi * x - 6) ** 2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10


A = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]]
P = [[1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991], [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381]]
C = [1.0, 1.2, 3.0, 3.2]


def hartmann(trial):
    x = cube(trial, 6, 0, 1)
    return -sum(c * math.exp(-sum(a[j] * (x[j] - p[j] * 1e-4) ** 2 for j in range(6))) for a, p, c in zip(A, P, C))


def ackley(low, high):
    def f(trial):
        x = cube(trial, 5, low, high)
        return (-20 * math.exp(-0.2 * math.sqrt(sum(v * v for v in x) / 5)) - math.exp(sum(math.cos(2 * math.pi * v) for v in x) / 5) + 20 + math.e)
    return f


def rosenbrock(trial):
    x = cube(trial, 4, -5, 10)
    return sum(100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2 for i in range(3))


def levy(trial):
    w = [1 + (v - 1) / 4 for v in cube(trial, 8, -10, 10)]
    middle = sum((v - 1) ** 2 * (1 + 10 * math.sin(math.pi * v + 1) ** 2) for v in w[:-1])
    return math.sin(math.pi * w[0]) ** 2 + middle + (w[-1] - 1) ** 2 * (1 + math.sin(2 * math.pi * w[-1]) ** 2)


def mixed(trial):
    rate = math.log10(trial.suggest_float("rate", 1e-5, 1, log=True))
    width = math.log2(trial.suggest_int("width", 8, 512, log=True))
    dropout = trial.suggest_float("dropout", 0, 0.7, step=0.05)
    depth = trial.suggest_int("depth", 1, 8)
    kind = trial.suggest_categorical("kind", [0, 1, 2, 3])
    off = rate - (-3, -2, -2.5, -1.5)[kind]
    return (0.3, 0, 0.15, 0.5)[kind] + off ** 2 + 0.5 * (width - 6.6) ** 2 + 0.6 * off * (width - 6.6) + 4 * (dropout - 0.3) ** 2 + 0.15 * abs(depth - 5)


def conditional(trial):
    kind = trial.suggest_categorical("kind", ["linear", "forest", "net"])
    if kind == "linear":
        return 0.4 + 0.02 * (math.log10(trial.suggest_float("penalty", 1e-6, 1e2, log=True)) + 1) ** 2
    if kind == "forest":
        return 0.3 + 0.0025 * (trial.suggest_int("height", 2, 16) - 9) ** 2 + 0.3 * (trial.suggest_float("features", 0.1, 1) - 0.4) ** 2
    value = 0.1 + 0.05 * (math.log10(trial.suggest_float("rate", 1e-5, 1, log=True)) + 2.5) ** 2
    layers = trial.suggest_int("layers", 1, 4)
    value += 0.04 * (layers - 3) ** 2
    for i in range(layers):
        value += 0.03 * (math.log2(trial.suggest_int(f"width{i}", 4, 256, log=True)) - (7 - i)) ** 2
    return value


PROBLEMS = {"branin": branin, "hartmann-6": hartmann, "ackley-5": ackley(-32.768, 32.768), "ackley-5 off centre": ackley(-5, 10), "rosenbrock-4": rosenbrock,
            "levy-8": levy, "mixed": mixed, "conditional": conditional}
SAMPLERS = {"random": optuna.samplers.RandomSampler, "tpe": optuna.samplers.TPESampler, "cma-es": optuna.samplers.CmaEsSampler,
            "gaussian process": optuna.samplers.GPSampler, "tpe grouped": lambda seed: optuna.samplers.TPESampler(seed=seed, multivariate=True, group=True)}


def main(file, samplers, problems, seeds):
    done = set()
    if os.path.exists(file):
        with open(file) as lines:
            done = {tuple(line.split("\t")[:3]) for line in lines if not line.startswith("#")}
    with open(file, "a") as out:
        if not done:
            out.write(f"# Optuna {optuna.__version__}\n")
        for sampler in samplers:
            for problem in problems:
                for seed in range(seeds):
                    if (problem, sampler, str(seed)) in done:
                        continue
                    study = optuna.create_study(sampler=SAMPLERS[sampler](seed=seed))
                    study.optimize(PROBLEMS[problem], n_trials=AT[-1])
                    values = [trial.value for trial in study.trials]
                    best = [min(values[:n]) for n in AT]
                    out.write("\t".join([problem, sampler, str(seed)] + [repr(v) for v in best]) + "\n")
                    out.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2].split(","), sys.argv[3].split(",") if sys.argv[3] else list(PROBLEMS), int(sys.argv[4]))
