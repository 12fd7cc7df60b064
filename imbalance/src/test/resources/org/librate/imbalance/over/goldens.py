"""Writes goldens.txt: what imbalanced-learn does where chance is taken out of it, on data that Java makes by the same formula."""
import sys

import imblearn
import numpy as np
import pandas as pd
import sklearn
from imblearn.metrics.pairwise import ValueDifferenceMetric
from imblearn.over_sampling import ADASYN, SMOTE, SMOTENC, BorderlineSMOTE, RandomOverSampler

N = 240
LEVELS = [3, 5, 9, 4, 7, 11]


class Fixed(np.random.RandomState):
    """Every row of the class in turn, its neighbours in turn, and a step of one's choice."""

    def __init__(self, step, k=1):
        super().__init__(0)
        self.step, self.k = step, k

    def randint(self, low, high=None, size=None, **_):
        return np.arange(size) * self.k % high

    def choice(self, _, size=None, **__):
        return np.zeros(size, dtype=int)

    def uniform(self, *_, size=None, **__):
        return np.full(size, self.step)

    def randn(self, *shape):
        return np.ones(shape)


def labels(classes):
    i = np.arange(N)
    return np.where(i % 5 == 0, 1, np.where((i % 7 == 3) & (classes == 3), 2, 0))


def numbers(width, classes):
    i, j = np.meshgrid(np.arange(N), np.arange(width), indexing="ij")
    return np.sin(i * 12.9898 + j * 78.233) * (1 + j % 3) + np.cos(i * 3.7 * (j + 1)) + 0.7 * labels(classes)[:, None]


def codes(levels):
    i, j = np.meshgrid(np.arange(N), np.arange(len(levels)), indexing="ij")
    return ((i * (j + 3) + 7 * j + i * i // 5 + 2 * labels(3)[:, None]) % np.asarray(levels)).astype(int)


def mixed_codes(levels):
    i, j = np.meshgrid(np.arange(N), np.arange(len(levels)), indexing="ij")
    return (np.floor(np.abs(np.sin(i * 12.9898 + j * 78.233)) * 1000).astype(int) + labels(3)[:, None]) % np.asarray(levels)


def put(name, values):
    print(name + ":", " ".join(repr(v.item()) if hasattr(v, "item") else repr(v) for v in np.asarray(values).ravel()), file=out)


def counts(y):
    return {int(c): int((y == c).sum()) for c in np.unique(y)}


out = open(sys.argv[1], "w")
print("# goldens.py with imbalanced-learn", imblearn.__version__, "scikit-learn", sklearn.__version__, "numpy", np.__version__, file=out)

for classes in (2, 3):
    y = labels(classes)
    for width in (2, 30):
        x = numbers(width, classes)
        case = f"{classes}x{width}"
        for m in (5, 10):
            sampler = BorderlineSMOTE(m_neighbors=m, random_state=0)
            sampler.fit_resample(x, y)
            for c, rows in sorted(sampler.in_danger_indices.items()):
                put(f"danger {case} m={m} class={c}", rows)
        for c in range(1, classes):
            own = np.flatnonzero(y == c)
            # a step of 0 gives back the rows that new ones begin at
            adasyn, _ = ADASYN(sampling_strategy={c: 190}, random_state=Fixed(0.0)).fit_resample(x, y)
            made = adasyn[N:]
            put(f"adasyn {case} class={c}", [(made == x[r]).all(axis=1).sum() for r in own])
            # a step of 1 gives the neighbours
            smote, _ = SMOTE(k_neighbors=4, sampling_strategy={c: len(own) * 5}, random_state=Fixed(1.0)).fit_resample(x, y)
            put(f"smote {case} class={c}", [np.abs(x[own] - row).sum(axis=1).argmin() for row in smote[N:]])
        boot, _ = RandomOverSampler(shrinkage=0.8, sampling_strategy={1: int((y == 1).sum()) + 1}, random_state=Fixed(0.0)).fit_resample(x, y)
        put(f"shrinkage {case}", boot[-1] - x[np.flatnonzero(y == 1)[0]])

y = labels(3)
levels = LEVELS[:3]
cats = codes(levels)
x = numbers(4, 3)
mixed = pd.DataFrame({**{f"x{j}": x[:, j] for j in range(4)}, **{f"c{j}": pd.Categorical(cats[:, j]) for j in range(3)}})
for c in (1, 2):
    own = np.flatnonzero(y == c)
    sampler = SMOTENC(categorical_features=["c0", "c1", "c2"], k_neighbors=5, sampling_strategy={c: 2 * len(own)}, random_state=Fixed(0.0, 5))
    sampler.fit_resample(mixed, y)
    put(f"median {c}", sampler.median_std_[c])
    nc, _ = SMOTENC(categorical_features=["c0", "c1", "c2"], k_neighbors=5, sampling_strategy={c: 6 * len(own)}, random_state=Fixed(1.0)).fit_resample(mixed, y)
    made = nc.iloc[N:][[f"x{j}" for j in range(4)]].to_numpy()
    put(f"smotenc near {c}", [np.abs(x[own] - row).sum(axis=1).argmin() for row in made])
    # of several that are as frequent it draws one; Java compares where there is one
    put(f"smotenc codes {c}", nc.iloc[N::5][["c0", "c1", "c2"]].to_numpy().astype(int))
vdm = ValueDifferenceMetric(n_categories=np.asarray(LEVELS)).fit(mixed_codes(LEVELS), y)
put("vdm", vdm.pairwise(mixed_codes(LEVELS)[:12]))
