"""Which rows imbalanced-learn keeps; the output is goldens.txt.

    python goldens.py > goldens.txt

The rows are computed here and in UnderGoldensTest alike, from whole numbers. Kept rows are written as bits in hexadecimal digits, row 0 in the highest bit.
"""
import warnings

import imblearn
import numpy as np
import sklearn
from imblearn.under_sampling import (AllKNN, EditedNearestNeighbours, NearMiss, NeighbourhoodCleaningRule, OneSidedSelection,
                                     RepeatedEditedNearestNeighbours, TomekLinks)
from sklearn.metrics import pairwise_distances

warnings.simplefilter("ignore")
ROWS = 240
MASK = (1 << 64) - 1


def mix(x):
    """Steele, Lea and Flood's splitmix64."""
    x = (x + 0x9E3779B97F4A7C15) & MASK
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & MASK
    return x ^ (x >> 31)


def data(classes, width):
    """Sums of four 16-bit numbers, moved by the class in the first two columns; the later the class the rarer it is."""
    y = np.array([min(classes - 1, [0, 0, 0, 0, 0, 1, 1, 1, 2, 0][mix(i) % 10]) for i in range(ROWS)])
    x = np.empty((ROWS, width))
    for i in range(ROWS):
        for j in range(width):
            h = mix(1_000_000 * width + 1000 * i + j)
            x[i, j] = ((h >> 48) + (h >> 32 & 0xFFFF) + (h >> 16 & 0xFFFF) + (h & 0xFFFF)) / 65536 - 2 + (0.75 * y[i] if j < 2 else 0)
    gaps = np.diff(np.sort(pairwise_distances(x), axis=1), axis=1)[:, 1:]
    assert gaps.min() > 1e-10, "ties"
    return x, y


def bits(kept):
    number = 0
    for row in kept:
        number |= 1 << (ROWS - 1 - int(row))
    return f"{number:0{ROWS // 4}x}"


SAMPLERS = {
    "tomek": TomekLinks(),
    "tomek all": TomekLinks(sampling_strategy="all"),
    "tomek majority": TomekLinks(sampling_strategy="majority"),
    "enn": EditedNearestNeighbours(),
    "enn all": EditedNearestNeighbours(sampling_strategy="all"),
    "enn mode": EditedNearestNeighbours(kind_sel="mode"),
    "enn mode 4": EditedNearestNeighbours(kind_sel="mode", n_neighbors=4),
    "enn 5": EditedNearestNeighbours(n_neighbors=5),
    "repeated enn": RepeatedEditedNearestNeighbours(),
    "repeated enn mode": RepeatedEditedNearestNeighbours(kind_sel="mode"),
    "repeated enn all": RepeatedEditedNearestNeighbours(sampling_strategy="all", kind_sel="mode"),
    "repeated enn 2": RepeatedEditedNearestNeighbours(max_iter=2),
    "all knn": AllKNN(),
    "all knn mode": AllKNN(kind_sel="mode"),
    "all knn 7": AllKNN(n_neighbors=7, kind_sel="mode"),
    "all knn minority": AllKNN(n_neighbors=7, allow_minority=True),
    "cleaning rule": NeighbourhoodCleaningRule(),
    "cleaning rule 5": NeighbourhoodCleaningRule(n_neighbors=5),
    "cleaning rule 4": NeighbourhoodCleaningRule(n_neighbors=4, threshold_cleaning=0.1),
    "cleaning rule threshold": NeighbourhoodCleaningRule(threshold_cleaning=1.9),
    "near miss 1": NearMiss(version=1),
    "near miss 1 of 5": NearMiss(version=1, n_neighbors=5),
    "near miss 1 majority": NearMiss(version=1, sampling_strategy="majority"),
    "near miss 2": NearMiss(version=2),
    "near miss 2 of 5": NearMiss(version=2, n_neighbors=5),
    "near miss 3": NearMiss(version=3),
    "near miss 3 of 5": NearMiss(version=3, n_neighbors=2, n_neighbors_ver3=5),
}

print("# sampler\tclasses\twidth\tkept rows. imbalanced-learn " + imblearn.__version__ + ", scikit-learn " + sklearn.__version__ + ", by goldens.py")
print("# one-sided selection: the rows that were drawn stand behind; classes whose rows were drawn are all but the smallest")
for classes in (2, 3):
    for width in (2, 30, 64):
        x, y = data(classes, width)
        for name, sampler in SAMPLERS.items():
            _, left = sampler.fit_resample(x, y)
            if len(set(left)) == classes:  # Librate never removes all rows of a class
                print(name, classes, width, bits(sampler.sample_indices_), sep="\t")
        smallest = np.argmin(np.bincount(y))
        random = np.random.RandomState(7)
        drawn = []
        for c in range(classes):
            if c != smallest:
                rows = np.flatnonzero(y == c)
                drawn += list(rows[random.randint(low=0, high=len(rows), size=1)])
        sampler = OneSidedSelection(random_state=7).fit(x, y)
        sampler.fit_resample(x, y)
        print("one-sided", classes, width, bits(sampler.sample_indices_), ",".join(str(row) for row in drawn), sep="\t")
