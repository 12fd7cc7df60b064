"""Writes what scikit-learn makes of a small table: src/test/resources/org/librate/core/prepare/goldens.txt.

    python3 -m venv venv && venv/bin/pip install scikit-learn==1.9.1 && venv/bin/python core/src/test/python/prepare_goldens.py

Each line is a name, a tab, and numbers (nan is missing) or words.
"""
import pathlib
import numpy as np
import scipy
import sklearn
from sklearn import decomposition, feature_extraction, feature_selection, impute, linear_model, preprocessing

OUT = pathlib.Path(__file__).parents[1] / "resources/org/librate/core/prepare/goldens.txt"
lines = []


def put(name, values):
    values = np.asarray(values)
    lines.append(name + "\t" + " ".join(str(v) if values.dtype.kind in "OUS" else repr(float(v)) for v in values.ravel()))


def matrix(name, values):
    """Column by column."""
    values = np.asarray(values.todense() if scipy.sparse.issparse(values) else values)
    for c in range(values.shape[1]):
        put(f"{name}.{c}", values[:, c])


r = np.random.default_rng(7)
n = 60
a = np.round(r.normal(3, 2, n), 3)
b = np.floor(r.exponential(3, n))                       # ties
c = np.full(n, 4.25)                                    # constant
d = np.round(np.exp(r.normal(1, 1, n)), 3)              # skewed, positive
e = np.round(0.5 * a - 0.2 * d + r.normal(0, 0.5, n), 3)
full = np.stack([a, b, c, d, e], 1)
holes = full.copy()
for col, rows in ((0, [3, 17, 30]), (1, [5, 17]), (3, [9]), (4, [0, 59])):
    holes[rows, col] = np.nan
plan = r.choice(["basic", "gold", "silver", "trial"], n, p=[0.5, 0.3, 0.15, 0.05]).astype(object)
plan[[2, 40]] = "?"
two = (a + r.normal(0, 1, n) > 3).astype(int)
three = np.digitize(a - d / 4 + r.normal(0, 1, n), [1, 3])
target = np.round(2 * a + d + r.normal(0, 1, n), 3)
for i, name in enumerate("abcde"):
    put(name, holes[:, i])
    put("full." + name, full[:, i])
put("plan", plan)
put("two", two)
put("three", three)
put("target", target)

other = np.array([[100.0, -50, 4.25, 0.001, -9], [np.nan, 2, 7, 3, np.nan], [3, 1, 4.25, 2, 1]])
for i, name in enumerate("abcde"):
    put("other." + name, other[:, i])


def steps(name, step, data=holes, later=other):
    matrix(name + ".train", step.fit_transform(data.copy()))
    if later is not None:
        matrix(name + ".other", step.transform(later.copy()))


steps("standard", preprocessing.StandardScaler())
steps("minmax", preprocessing.MinMaxScaler((-1, 2)))
steps("minmaxClip", preprocessing.MinMaxScaler(clip=True))
steps("robust", preprocessing.RobustScaler(quantile_range=(10, 80)))
steps("maxabs", preprocessing.MaxAbsScaler())
steps("quantile", preprocessing.QuantileTransformer(n_quantiles=1000, subsample=None))
steps("quantile11", preprocessing.QuantileTransformer(n_quantiles=11, subsample=None))
steps("quantileNormal", preprocessing.QuantileTransformer(output_distribution="normal", subsample=None))
vary = [0, 1, 3, 4]
steps("power", preprocessing.PowerTransformer(), holes[:, vary], other[:, vary])
steps("powerRaw", preprocessing.PowerTransformer(standardize=False), holes[:, vary], other[:, vary])
steps("one", preprocessing.StandardScaler(), full[:1], None)
for how in ("mean", "median", "most_frequent"):
    steps("impute." + how, impute.SimpleImputer(strategy=how))
steps("impute.indicator", impute.SimpleImputer(add_indicator=True))
steps("knn", impute.KNNImputer(n_neighbors=3))
steps("knnDistance", impute.KNNImputer(n_neighbors=4, weights="distance"))

known = plan[plan != "?"][:, None]
steps("onehot", preprocessing.OneHotEncoder(sparse_output=False), known, None)
steps("onehotFirst", preprocessing.OneHotEncoder(sparse_output=False, drop="first"), known, None)
steps("onehotRare", preprocessing.OneHotEncoder(sparse_output=False, min_frequency=10), known, None)
steps("onehotMax", preprocessing.OneHotEncoder(sparse_output=False, max_categories=3), known, None)
steps("ordinal", preprocessing.OrdinalEncoder(), known, None)
put("known", known[:, 0])


def target_encoded(name, y, kind, smooth):
    """Fitted on all rows: what later rows get."""
    step = preprocessing.TargetEncoder(smooth=smooth, target_type=kind, random_state=0)
    step.fit(plan[:, None], y)
    matrix(name, step.transform(np.array([["basic"], ["gold"], ["silver"], ["trial"], ["?"], ["unseen"]], dtype=object)))


for smooth in ("auto", 5.0):
    target_encoded(f"target.two.{smooth}", two, "binary", smooth)
    target_encoded(f"target.three.{smooth}", three, "multiclass", smooth)
    target_encoded(f"target.number.{smooth}", target, "continuous", smooth)

hasher = feature_extraction.FeatureHasher(n_features=8, input_type="string")
matrix("hashing", hasher.transform([["plan=" + p] for p in ("basic", "gold", "silver", "trial", "müsli")]))

for how in ("uniform", "quantile", "kmeans"):
    more = {"quantile_method": "linear"} if how == "quantile" else {}
    step = preprocessing.KBinsDiscretizer(n_bins=4, encode="ordinal", strategy=how, subsample=None, **more)
    matrix("bins." + how, step.fit_transform(full[:, [0, 1, 3, 4]]))
    put("bins." + how + ".edges", step.bin_edges_[0])

steps("polynomial", preprocessing.PolynomialFeatures(3, include_bias=False), full[:, [0, 3]], None)
steps("interactions", preprocessing.PolynomialFeatures(3, interaction_only=True), full[:, [0, 3, 4]], None)

with np.errstate(all="ignore"):
    for name, score in (("f.two", feature_selection.f_classif(full, two)), ("f.three", feature_selection.f_classif(full, three)),
                        ("f.number", feature_selection.f_regression(full, target)), ("chi2.three", feature_selection.chi2(full[:, [1, 2, 3]], three))):
        put(name + ".score", score[0])
        put(name + ".p", score[1])
put("mi.two", feature_selection.mutual_info_classif(full[:, [0, 1, 3, 4]], two, discrete_features=False, random_state=0))
put("mi.three", feature_selection.mutual_info_classif(full[:, [0, 1, 3, 4]], three, discrete_features=False, random_state=0))
put("mi.number", feature_selection.mutual_info_regression(full[:, [0, 1, 3, 4]], target, random_state=0))
put("mi.discrete", feature_selection.mutual_info_classif(full[:, [1]], three, discrete_features=True))
put("mi.discreteNumber", feature_selection.mutual_info_regression(two[:, None], target, discrete_features=True, random_state=0))

scaled = preprocessing.StandardScaler().fit_transform(full[:, [0, 1, 3, 4]])
for name, model, labels in (("model.two", linear_model.LogisticRegression(tol=1e-10, max_iter=10000), two),
                            ("model.three", linear_model.LogisticRegression(tol=1e-10, max_iter=10000), three),
                            ("model.number", linear_model.LinearRegression(), target)):
    step = feature_selection.SelectFromModel(model).fit(scaled, labels)
    put(name + ".kept", step.get_support().astype(float))
    put(name + ".weights", np.abs(step.estimator_.coef_).sum(0) if step.estimator_.coef_.ndim > 1 else np.abs(step.estimator_.coef_))

for name, step, data in (("pca", decomposition.PCA(3, svd_solver="full"), full), ("pcaWhite", decomposition.PCA(3, whiten=True, svd_solver="full"), full),
                         ("pcaShare", decomposition.PCA(0.9, svd_solver="full"), full), ("pcaWide", decomposition.PCA(3, svd_solver="full"), full[:4])):
    steps(name, step, data, full[50:53])
    put(name + ".variance", step.explained_variance_)
    put(name + ".ratio", step.explained_variance_ratio_)

docs = ["The cat sat on the mat", "the dog, the DOG and the cat!", "", "Ein Hündchen saß auf der Matte", "cat cat cat dog"]
for i, doc in enumerate(docs):
    lines.append(f"doc.{i}\t{doc}")
text = feature_extraction.text


def words(name, step):
    matrix(name, step.fit_transform(docs))
    if hasattr(step, "get_feature_names_out"):
        lines.append(name + ".names\t" + "|".join(step.get_feature_names_out()))


words("tfidf", text.TfidfVectorizer())
words("tfidf2", text.TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, norm=None))
words("tfidfMax", text.TfidfVectorizer(max_features=4, max_df=2))
words("tfidfChars", text.TfidfVectorizer(analyzer="char", ngram_range=(2, 3)))
matrix("hashed", text.HashingVectorizer(n_features=16).transform(docs))
lines.insert(0, f"# scikit-learn {sklearn.__version__}, numpy {np.__version__}, scipy {scipy.__version__}: see src/test/python/prepare_goldens.py")
OUT.write_text("\n".join(lines) + "\n")
