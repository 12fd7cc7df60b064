"""Prints the numbers of DistributionsTest and IntervalsTest. Made with scipy 1.17.1, statsmodels 0.15.0 and numpy 2.4.6."""
import numpy as np
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

for x in [-8, -1.5, 0.0, 0.3, 1.2, 1.9, 5, 9]:
    print("normal", x, repr(float(stats.norm.cdf(x))), repr(float(stats.norm.sf(x))))
for x in [0.01, 1, 3.2, 40]:
    print("chi2", x, repr(float(stats.chi2.sf(x, 1))))
for t, f in [(0.5, 1), (2.2, 9), (-3, 4), (12, 99), (0.01, 30)]:
    print("student", t, f, repr(float(2 * stats.t.sf(abs(t), f))))
for p, f in [(0.05, 9), (0.01, 3), (0.5, 100)]:
    print("student quantile", p, f, repr(float(stats.t.isf(p / 2, f))))
for k, n in [(0, 5), (3, 11), (40, 100)]:
    print("coin", k, n, repr(float(stats.binom.cdf(k, n, 0.5))))
for k, n in [(93, 100), (0, 10), (10, 10), (1, 3)]:
    print("wilson", k, n, [repr(float(v)) for v in proportion_confint(k, n, 0.05, method="wilson")], [repr(float(v)) for v in proportion_confint(k, n, 0.1, method="wilson")])
for b, c in [(12, 5), (30, 14), (0, 6)]:
    e = mcnemar([[50, b], [c, 20]], exact=True)
    k = mcnemar([[50, b], [c, 20]], exact=False, correction=True)
    print("mcnemar", b, c, repr(float(e.pvalue)), repr(float(k.statistic)), repr(float(k.pvalue)))

# DeLong from its definition: every positive against every negative row.
rng = np.random.default_rng(3)
y = (rng.random(40) < 0.4).astype(int)
a = np.round(rng.normal(y, 1.2, 40), 1)
b = np.round(0.5 * a + rng.normal(0.2 * y, 0.8, 40), 1)


def parts(s):
    psi = (s[y == 1][:, None] > s[y == 0][None]) + 0.5 * (s[y == 1][:, None] == s[y == 0][None])
    return psi.mean(1), psi.mean(0), psi.mean()


pa, na, aa = parts(a)
pb, nb, ab = parts(b)
cov = np.cov(pa, pb) / len(pa) + np.cov(na, nb) / len(na)
half = stats.norm.ppf(0.975) * np.sqrt(cov[0, 0])
z = (aa - ab) / np.sqrt(cov[0, 0] + cov[1, 1] - 2 * cov[0, 1])
print("y", y.tolist())
print("a", a.tolist())
print("b", b.tolist())
print("delong", repr(float(aa)), repr(float(aa - half)), repr(float(aa + half)), "test", repr(float(aa - ab)), repr(float(z)), repr(float(2 * stats.norm.sf(abs(z)))))

f = np.array([0.81, 0.84, 0.79, 0.88, 0.83, 0.80, 0.86, 0.82, 0.85, 0.84])
g = np.array([0.80, 0.81, 0.80, 0.85, 0.80, 0.79, 0.83, 0.82, 0.83, 0.80])
d = f - g
s = np.sqrt((1 / 10 + 100 / 900) * d.var(ddof=1))
t = d.mean() / s
print("corrected t", repr(float(d.mean())), repr(float(t)), repr(float(2 * stats.t.sf(abs(t), 9))), repr(float(d.mean() - stats.t.isf(0.025, 9) * s)))

# Intervals of a mean absolute error, 100,000 resamples.
x = np.round(rng.exponential(1, 50), 2)
for method in ["percentile", "BCa"]:
    r = stats.bootstrap((x,), np.mean, n_resamples=100000, method=method, rng=1)
    print("bootstrap", method, r.confidence_interval)
print("x", x.tolist())
