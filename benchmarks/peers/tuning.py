"""Studies of a function that costs nothing, under the names that TuningCases.java has. The argument is the number of threads, which Optuna's samplers do not use."""
from side import peer, serve

optuna = peer("optuna")
peer("cmaes")

optuna.logging.set_verbosity(optuna.logging.ERROR)


def study(sampler, trials):
    def sphere(trial):
        return sum(trial.suggest_float(f"x{i}", -5, 5) ** 2 for i in range(5))

    def run():
        optuna.create_study(sampler=sampler(seed=1)).optimize(sphere, n_trials=trials)
    return run


CASES = {
    "random 200 trials x 5": lambda: study(optuna.samplers.RandomSampler, 200),
    "tpe 200 trials x 5": lambda: study(optuna.samplers.TPESampler, 200),
    "cma-es 200 trials x 5": lambda: study(optuna.samplers.CmaEsSampler, 200),
}

if __name__ == "__main__":
    serve(CASES, lambda: f"Optuna {optuna.__version__}")
