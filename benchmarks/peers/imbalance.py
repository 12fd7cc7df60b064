"""Samplers for rare classes, under the names that ImbalanceCases.java has. The argument is the number of threads.

One row in ten is of the rare class. Neighbours are searched with as many jobs as threads, wherever the sampler has a way to say so.
"""
import sys

from side import peer, serve

imblearn = peer("imblearn")
import numpy as np
import pandas
import sklearn
from imblearn.combine import SMOTETomek
from imblearn.over_sampling import SMOTE, SMOTENC
from imblearn.under_sampling import EditedNearestNeighbours, NearMiss, TomekLinks
from sklearn.neighbors import NearestNeighbors

THREADS = int(sys.argv[1])


def table(rows, width):
    """Normally distributed numbers, the first five of which are larger by 1 in rows of the rare class."""
    x = np.random.default_rng(1).standard_normal((rows, width))
    y = (np.arange(rows) % 10 == 0).astype(np.int64)
    x[:, :5] += y[:, None]
    return x, y


def numbers(sampler, rows, width):
    x, y = table(rows, width)

    def run():
        assert len(sampler.fit_resample(x, y)[1]) != rows
    return run


def mixed(rows, width, levels):
    x, y = table(rows, width)
    frame = pandas.DataFrame(x, columns=[f"x{i}" for i in range(width)])
    codes = np.random.default_rng(2).integers(0, levels, rows)
    frame["c"] = pandas.Categorical.from_codes(codes, [f"level{i}" for i in range(levels)])

    def run():
        sampler = SMOTENC(categorical_features=["c"], k_neighbors=NearestNeighbors(n_neighbors=6, n_jobs=THREADS))
        assert len(sampler.fit_resample(frame, y)[1]) != rows
    return run


def smote():
    return SMOTE(k_neighbors=NearestNeighbors(n_neighbors=6, n_jobs=THREADS))


CASES = {
    "Tomek links 200k x 30": lambda: numbers(TomekLinks(n_jobs=THREADS), 200_000, 30),
    "SMOTE 200k x 30": lambda: numbers(smote(), 200_000, 30),
    "ENN 100k x 30": lambda: numbers(EditedNearestNeighbours(n_jobs=THREADS), 100_000, 30),
    "NearMiss-2 100k x 30": lambda: numbers(NearMiss(version=2, n_jobs=THREADS), 100_000, 30),
    "SMOTENC 200k x (10 + 1,000 levels)": lambda: mixed(200_000, 10, 1_000),
    "SMOTE + Tomek links 30k x 63": lambda: numbers(SMOTETomek(smote=smote(), tomek=TomekLinks(sampling_strategy="all", n_jobs=THREADS)), 30_000, 63),
}


def about():
    return f"imbalanced-learn {imblearn.__version__}, scikit-learn {sklearn.__version__}, Python {sys.version.split()[0]}, {THREADS} threads"


if __name__ == "__main__":
    serve(CASES, about)
