"""Work on tables, under the names that TabularCases.java has. The argument is the number of threads.

What both sides must see alike lies in files that our side writes while it prepares, before this side is asked to, in the folder that the
variable LIBRATE_SHARED_FILES names. The CSV file is read with pandas' C engine, the fastest it has of its own.
"""
import os
import sys

from side import peer, serve

pandas = peer("pandas")
sklearn = peer("sklearn")
import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report, roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_validate
from sklearn.neighbors import NearestNeighbors
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

LEVELS = 20


def shared(name):
    return os.path.join(os.environ["LIBRATE_SHARED_FILES"], name)


def csv(rows):
    file = shared(f"csv-{rows}.csv")

    def run():
        table = pandas.read_csv(file, engine="c")
        assert table.shape == (rows, 30)
    return run


def table(rows, numbers, categories):
    """Normally distributed numbers, of which a linear combination with noise decides the class, and categories."""
    random = np.random.default_rng(1)
    x = random.standard_normal((rows, numbers))
    y = x @ np.cos(np.arange(numbers)) + random.standard_normal(rows) > 0
    frame = pandas.DataFrame(x, columns=[f"x{i}" for i in range(numbers)])
    for i in range(categories):
        frame[f"c{i}"] = pandas.Categorical.from_codes(random.integers(0, LEVELS, rows), [f"level{j}" for j in range(LEVELS)])
    return frame, y


def prepare(rows, numbers, categories):
    frame, _ = table(rows, numbers, categories)
    names = list(frame.columns)

    def run():
        steps = ColumnTransformer([("scale", StandardScaler(), names[:numbers]), ("code", OneHotEncoder(sparse_output=False, dtype=np.float32), names[numbers:])])
        assert steps.fit_transform(frame).shape == (rows, numbers + categories * LEVELS)

    def as_objects():
        frame_of_text = frame.astype({name: object for name in names[numbers:]})

        def run_objects():
            steps = ColumnTransformer([("scale", StandardScaler(), names[:numbers]), ("code", OneHotEncoder(sparse_output=False, dtype=np.float32), names[numbers:])])
            assert steps.fit_transform(frame_of_text).shape == (rows, numbers + categories * LEVELS)
        return run_objects
    return [run, as_objects()]


def logistic(rows, numbers):
    frame, y = table(rows, numbers, 0)
    x = frame.to_numpy()

    def run():
        assert LogisticRegression(tol=1e-6, max_iter=1000).fit(x, y).n_iter_[0] > 0
    return run


def cross_validated(rows, numbers, categories):
    """The folds side by side in processes of their own, which is what scikit-learn does unless told otherwise."""
    frame, y = table(rows, numbers, categories)
    names = list(frame.columns)

    def way(code):
        def run():
            steps = ColumnTransformer([("scale", StandardScaler(), names[:numbers]), ("code", code, names[numbers:])])
            pipeline = make_pipeline(steps, LogisticRegression(tol=1e-6, max_iter=1000))
            folds = StratifiedKFold(5, shuffle=True, random_state=1)
            result = cross_validate(pipeline, frame, y, cv=folds, scoring=["roc_auc", "neg_log_loss"], n_jobs=int(sys.argv[1]))
            assert result["test_roc_auc"].mean() > 0.6
        return run
    return [way(OneHotEncoder()), way(OneHotEncoder(sparse_output=False, dtype=np.float32))]


def nearest(rows, width, queries, k):
    x = np.random.default_rng(1).standard_normal((rows, width))

    def run():
        assert NearestNeighbors(n_neighbors=k, n_jobs=int(sys.argv[1])).fit(x).kneighbors(x[:queries])[0].shape == (queries, k)
    return run


def scores(rows):
    random = np.random.default_rng(1)
    labels = random.integers(0, 2, rows, dtype=np.int32)
    return labels, ((random.random(rows, dtype=np.float32) + 0.3 * labels) / 1.3).astype(np.float32)


def area(rows):
    labels, values = scores(rows)

    def run():
        assert roc_auc_score(labels, values) > 0.6
    return run


def report(rows):
    labels, values = scores(rows)

    def run():
        assert "precision" in classification_report(labels, (values > 0.5).astype(np.int32))
    return run


CASES = {
    "csv 1M x 30": lambda: csv(1_000_000),
    "standardise + one-hot 200k x (20 + 3)": lambda: prepare(200_000, 20, 3),
    "logistic regression 200k x 30": lambda: logistic(200_000, 30),
    "5 folds of a pipeline, 100k x (20 + 3)": lambda: cross_validated(100_000, 20, 3),
    "k nearest, 5k of 50k x 30": lambda: nearest(50_000, 30, 5_000, 5),
    "ROC-AUC 10M": lambda: area(10_000_000),
    "report 10M": lambda: report(10_000_000),
}


def about():
    return f"pandas {pandas.__version__}, scikit-learn {sklearn.__version__}, Python {sys.version.split()[0]}, {sys.argv[1]} threads"


if __name__ == "__main__":
    serve(CASES, about)
