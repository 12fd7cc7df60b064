"""Makes goldens.txt beside it with scikit-learn 1.9.1, SciPy 1.17.1, NumPy 2.4.6: python goldens.py > goldens.txt"""
import numpy as np
from sklearn.calibration import _sigmoid_calibration, _TemperatureScaling
from sklearn.isotonic import IsotonicRegression

rng = np.random.default_rng(7)


def line(name, values):
    print(name, *[repr(float(v)) for v in np.ravel(values)])


p = np.round(rng.uniform(0.02, 0.98, 60), 2).astype(np.float32).astype(np.float64)
y = (rng.uniform(size=60) < p ** 2).astype(int)
w = np.round(rng.uniform(0.5, 2, 60), 2)
line("binary_p", p), line("binary_y", y), line("binary_w", w)
odds = np.log(p / (1 - p))
for name, weights in (("plain", None), ("weighted", w)):
    a, b = _sigmoid_calibration(odds, y, weights)
    line("platt_" + name, [-a, b * -1])
    iso = IsotonicRegression(out_of_bounds="clip", y_min=0, y_max=1).fit(p, y, sample_weight=weights)
    line("isotonic_" + name, iso.predict(np.linspace(0, 1, 41)))
q = rng.dirichlet([1, 1, 1], 50).clip(0.02, 0.96).astype(np.float32)
q = (q / q.sum(1, keepdims=True)).astype(np.float32).astype(np.float64)
q /= q.sum(1, keepdims=True)
z = np.array([rng.choice(3, p=r) if rng.uniform() < 0.6 else rng.integers(3) for r in q])
line("three_p", q), line("three_y", z)
scaling = _TemperatureScaling().fit(np.log(q), z)
line("temperature", [1 / scaling.beta_])
line("softened", scaling.predict(np.log(q)))
