"""Writes goldens.txt: what scikit-learn makes of rows that the Java test makes by the same formulas. Run: python goldens.py > goldens.txt"""
import warnings
import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression, LinearRegression, Ridge, Lasso, ElasticNet
from sklearn.svm import LinearSVC
from sklearn.naive_bayes import GaussianNB, MultinomialNB, ComplementNB, BernoulliNB, CategoricalNB
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor, NearestNeighbors

warnings.filterwarnings("ignore")
n, d = 90, 4
x = np.array([[np.sin((i + 1) * (j + 1) * 0.7) * (j + 1) + j for j in range(d)] for i in range(n)])
z = x[:, 0] + 0.5 * x[:, 1] - 0.3 * x[:, 2] + 1.5 * np.cos(3.0 * np.arange(n))
y3 = np.where(z < -0.5, 0, np.where(z < 0.8, 1, 2))
y2 = (z > 0.2).astype(int)
w = 1.0 + np.arange(n) % 3
times = w.astype(int)  # saga does not converge with sample weights and three classes (its answer depends on random_state): rows are repeated instead
xr, y2r, y3r = (np.repeat(a, times, axis=0) for a in (x, y2, y3))
counts = np.array([[(i * (j + 2)) % 5 for j in range(d)] for i in range(n)])

print(f"# scikit-learn {sklearn.__version__}, numpy {np.__version__}")


def out(name, *values):
    print(name, *[repr(float(v)) for value in values for v in np.ravel(value)])


def linear(name, m):
    b = np.ravel(m.intercept_)
    out(name, m.coef_, b - b.mean() if len(b) > 2 and "logistic" in name else b)


tight = dict(tol=1e-12, max_iter=200000)
linear("logistic.l2.two", LogisticRegression(C=0.5, **tight).fit(x, y2, w))
linear("logistic.l2.three", LogisticRegression(C=0.5, **tight).fit(x, y3, w))
linear("logistic.balanced", LogisticRegression(C=2, class_weight="balanced", **tight).fit(x, y3))
linear("logistic.given", LogisticRegression(C=2, class_weight={0: 1, 1: 3}, **tight).fit(x, y2))
linear("logistic.none", LogisticRegression(C=np.inf, **tight).fit(x, y2))
linear("logistic.no_intercept", LogisticRegression(C=1, fit_intercept=False, **tight).fit(x, y2))
linear("logistic.l1.two", LogisticRegression(C=0.2, l1_ratio=1, solver="saga", **tight).fit(xr, y2r))
linear("logistic.l1.three", LogisticRegression(C=0.2, l1_ratio=1, solver="saga", **tight).fit(xr, y3r))
linear("logistic.elastic.two", LogisticRegression(C=0.2, l1_ratio=0.4, solver="saga", **tight).fit(xr, y2r))
linear("logistic.elastic.three", LogisticRegression(C=0.2, l1_ratio=0.4, solver="saga", **tight).fit(xr, y3r))
out("logistic.probabilities", LogisticRegression(C=0.5, **tight).fit(x, y3, w).predict_proba(x[:5]))
linear("linear.ols", LinearRegression().fit(x, z, w))
linear("linear.ridge", Ridge(alpha=2.5).fit(x, z, w))
linear("linear.lasso", Lasso(alpha=0.1, tol=1e-14, max_iter=100000).fit(x, z, w))
linear("linear.elastic", ElasticNet(alpha=0.1, l1_ratio=0.3, tol=1e-14, max_iter=100000).fit(x, z, w))
few = x[:3]
linear("linear.wide.ols", LinearRegression().fit(few, z[:3]))
linear("linear.wide.lasso", Lasso(alpha=0.05, tol=1e-14, max_iter=100000).fit(few, z[:3]))
linear("svm.squared.two", LinearSVC(C=0.5, dual=False, tol=1e-12, max_iter=100000).fit(x, y2, w))
linear("svm.squared.three", LinearSVC(C=0.5, dual=False, tol=1e-12, max_iter=100000).fit(x, y3, w))
linear("svm.hinge.two", LinearSVC(C=0.1, loss="hinge", tol=1e-10, max_iter=1000000).fit(x, y2))
out("bayes.gaussian", GaussianNB().fit(x, y3, w).predict_proba(x[:5]))
out("bayes.multinomial", MultinomialNB(alpha=0.5).fit(counts, y3, w).predict_proba(counts[:5]))
out("bayes.complement", ComplementNB(alpha=0.5).fit(counts, y3, w).predict_proba(counts[:5]))
out("bayes.bernoulli", BernoulliNB(alpha=1, binarize=1.5).fit(counts, y3, w).predict_proba(counts[:5]))
out("bayes.categorical", CategoricalNB(alpha=1, min_categories=5).fit(counts, y3, w).predict_proba(counts[:5]))
for metric in ("euclidean", "manhattan", "cosine"):
    found = NearestNeighbors(n_neighbors=4, metric=metric, algorithm="brute").fit(x[:60]).kneighbors(x[60:65])
    out("neighbors." + metric, found[0], found[1])
    tied = NearestNeighbors(n_neighbors=6, metric=metric, algorithm="brute").fit(counts[:60]).kneighbors(counts[60:65])
    out("neighbors.tied." + metric, tied[0])
out("neighbors.classes", KNeighborsClassifier(7, weights="distance").fit(x[:60], y3[:60]).predict_proba(x[58:65]))
out("neighbors.values", KNeighborsRegressor(7, weights="uniform").fit(x[:60], z[:60]).predict(x[58:65]))
