"""Writes goldens.txt: values of metrics on small made-up rows, by reference implementations. Run it in this folder.

Made with scikit-learn 1.9.1, imbalanced-learn 0.14.2 and numpy 2.4.6. A key is what the metric's toString says. What no reference has is computed
here from its definition, in the plainest way.
"""
import math
import warnings

import imblearn
import imblearn.metrics
import numpy as np
import sklearn
import sklearn.metrics as m
from imblearn.metrics import geometric_mean_score, make_index_balanced_accuracy, specificity_score
from sklearn.calibration import calibration_curve

warnings.filterwarnings("ignore")
rng = np.random.default_rng(20260101)
out = open("goldens.txt", "w")
nan = float("nan")
POLICIES = {"NAN": nan, "SKIP": nan, "ZERO": 0.0, "ONE": 1.0}


def text(x):
    x = np.asarray(x)
    return " ".join(map(str, x.shape)) + " : " + " ".join(repr(v.item()) for v in x.ravel())


def begin(family, name, scores, targets, weights=None):
    print(f"case {family} {name}", file=out)
    print("scores", text(scores), file=out)
    print("targets", text(targets), file=out)
    if weights is not None:
        print("weights", text(weights), file=out)


def put(key, value):
    print("value", key, ":", repr(float(value)), file=out)


# ---- decisions ----

def rate(values, weights, policy, present):
    """The average of per-class values, of which some are NaN; the policy's value stands for those."""
    v = np.array([POLICIES[policy] if np.isnan(x) else x for x in values])
    keep = present & (weights > 0)
    if policy == "SKIP":
        keep &= ~np.isnan(v)
    if not keep.any():
        return POLICIES[policy]
    return np.average(v[keep], weights=weights[keep])


def suffix(policy, labels):
    return ("" if policy == "NAN" else f".withUndefined({policy})") + (".overLabels()" if labels else "")


def rates(y, p, w, classes, labels):
    mcm = m.multilabel_confusion_matrix(y, p, sample_weight=w, labels=None if labels else range(classes))
    tn, fp, fn, tp = mcm[:, 0, 0], mcm[:, 0, 1], mcm[:, 1, 0], mcm[:, 1, 1]
    present = np.ones(classes, bool) if labels else tp + fp + fn > 0
    support = tp + fn
    with np.errstate(all="ignore"):
        each = {"Specificity": (tn, tn + fp), "NegativePredictiveValue": (tn, tn + fn)}
        for name, (a, b) in each.items():
            for policy in POLICIES:
                put(f"{name}.macro(){suffix(policy, labels)}", rate(a / b, np.ones(classes), policy, present))
                put(f"{name}.weighted(){suffix(policy, labels)}", rate(a / b, support, policy, present))
                bottom = b[present].sum()
                put(f"{name}.micro(){suffix(policy, labels)}", a[present].sum() / bottom if bottom else POLICIES[policy])
    recall0 = m.recall_score(y, p, average=None, labels=None if labels else range(classes), zero_division=nan, sample_weight=w)
    precision0 = m.precision_score(y, p, average=None, labels=None if labels else range(classes), zero_division=nan, sample_weight=w)
    for name, f in {"Precision": m.precision_score, "Recall": m.recall_score}.items():
        for average in ["macro", "micro", "weighted"]:
            for policy, z in POLICIES.items():
                if average == "weighted" and not support[~np.isnan(recall0 if name == "Recall" else precision0)].any():
                    continue  # nothing to average: here undefined, in scikit-learn the plain mean
                value = f(y, p, average=average, zero_division=z, sample_weight=w)
                per = recall0 if name == "Recall" else precision0
                undefined = np.isnan(per) & present & (support > 0 if average == "weighted" else True)
                if policy == "NAN" and average != "micro" and undefined.any():
                    value = nan
                put(f"{name}.{average}(){suffix(policy, labels)}", value)
    for average in ["macro", "micro", "weighted"] if support.any() else ["macro", "micro"]:
        for policy in ["ZERO", "ONE"]:
            z = POLICIES[policy]
            if average != "micro" or policy == "ZERO":
                # scikit-learn's micro F1 with nothing predicted is 0 by counts; here the policy's precision takes part.
                put(f"F1.{average}(){suffix(policy, labels)}", m.f1_score(y, p, average=average, zero_division=z, sample_weight=w))
                put(f"FBeta[beta=2.0].{average}(){suffix(policy, labels)}", m.fbeta_score(y, p, beta=2, average=average, zero_division=z, sample_weight=w))
            put(f"Jaccard.{average}(){suffix(policy, labels)}", m.jaccard_score(y, p, average=average, zero_division=z, sample_weight=w))
        one = np.isnan(precision0) | np.isnan(recall0)
        if average != "micro":
            f = m.f1_score(y, p, average=average, sample_weight=w, zero_division=0)
            put(f"F1.{average}(){suffix('NAN', labels)}", nan if (one & present & (support > 0 if average == "weighted" else True)).any() else f)
    for k in range(classes):
        if not labels:
            with np.errstate(all="ignore"):
                put(f"Precision.of({k})", tp[k] / (tp[k] + fp[k]))
                put(f"Recall.of({k})", tp[k] / (tp[k] + fn[k]))
                put(f"Jaccard.of({k})", tp[k] / (tp[k] + fp[k] + fn[k]))


def decisions(name, scores, y, w=None):
    scores = np.asarray(scores, float)
    y = np.asarray(y)
    begin("decision", name, scores, y, w)
    classes = 2 if scores.ndim == 1 else scores.shape[1]
    p = (scores > 0.5).astype(int) if scores.ndim == 1 else scores.argmax(1)
    rates(y, p, w, classes, False)
    put("Accuracy[]", m.accuracy_score(y, p, sample_weight=w))
    put("HammingLoss[labels=false]", m.hamming_loss(y, p, sample_weight=w))
    put("BalancedAccuracy[adjusted=false, undefined=NAN]", m.balanced_accuracy_score(y, p, sample_weight=w))
    if len(set(y)) > 1:
        put("BalancedAccuracy[adjusted=true, undefined=NAN]", m.balanced_accuracy_score(y, p, sample_weight=w, adjusted=True))
    constant = len(set(y)) < 2 or len(set(p)) < 2
    mcc = m.matthews_corrcoef(y, p, sample_weight=w)
    put("Mcc[undefined=NAN]", nan if constant else mcc)
    put("Mcc[undefined=ZERO]", 0 if constant else mcc)  # what scikit-learn says of constants
    for kind in [None, "linear", "quadratic"]:
        put(f"CohenKappa[weighting={(kind or 'none').upper()}, undefined=NAN]",
            m.cohen_kappa_score(y, p, labels=range(classes), weights=kind, sample_weight=w))
    if set(p) <= set(y):
        put("GeometricMean[correction=0.0]", geometric_mean_score(y, p, sample_weight=w, average="multiclass", labels=sorted(set(y))))
        put("GeometricMean[correction=0.001]", geometric_mean_score(y, p, sample_weight=w, average="multiclass", labels=sorted(set(y)), correction=0.001))
    c = m.confusion_matrix(y, p, labels=range(classes), sample_weight=w)
    if set(p) <= set(y):
        put("MacroMae[]", imblearn.metrics.macro_averaged_mean_absolute_error(y, p, sample_weight=w))
    cost = np.array([[0, 1, 2.5], [3, -0.5, 1], [25, 1, 0]])[:classes, :classes]
    put("ExpectedCost[[0.0, 1.0, 2.5], [3.0, -0.5, 1.0], [25.0, 1.0, 0.0]]", (c * cost).sum() / c.sum())
    if classes == 2:
        tn, fp, fn, tp = c.ravel()
        for key, f in {"Precision": m.precision_score, "Recall": m.recall_score, "F1": m.f1_score}.items():
            for policy in ["ZERO", "ONE"]:
                put(f"{key}.metric(){suffix(policy, False)}", f(y, p, zero_division=POLICIES[policy], sample_weight=w))
        with np.errstate(all="ignore"):
            put("Precision.metric()", np.float64(tp) / (tp + fp))
            put("Recall.metric()", np.float64(tp) / (tp + fn))
            put("F1.metric()", nan if tp + fp == 0 or tp + fn == 0 else m.f1_score(y, p, sample_weight=w))
            put("Specificity.metric()", np.float64(tn) / (tn + fp))
            put("NegativePredictiveValue.metric()", np.float64(tn) / (tn + fn))
            put("Jaccard.metric()", np.float64(tp) / (tp + fp + fn))
            put("FalsePositiveRate.metric()", np.float64(fp) / (fp + tn))
            put("FalseDiscoveryRate.metric()", np.float64(fp) / (fp + tp))
            put("FalseNegativeRate.metric()", np.float64(fn) / (fn + tp))
            if len(set(y)) == 2:
                plus, minus = m.class_likelihood_ratios(y, p, sample_weight=w)
                put("PositiveLikelihoodRatio.metric()", plus)
                put("NegativeLikelihoodRatio.metric()", minus)
        if len(set(y)) == 2 and w is None:  # imbalanced-learn counts true negatives without weights
            put("Specificity.metric()", specificity_score(y, p, sample_weight=w))
            iba = make_index_balanced_accuracy(alpha=0.1, squared=True)(geometric_mean_score)
            put("IndexOfBalancedAccuracy.metric()", iba(y, p, average="binary", sample_weight=w))
            iba = make_index_balanced_accuracy(alpha=0.3, squared=True)(geometric_mean_score)
            put("IndexOfBalancedAccuracy[alpha=0.3].metric()", iba(y, p, average="binary", sample_weight=w))
    elif len(set(y)) == classes and w is None:
        put("Specificity.macro()", specificity_score(y, p, average="macro", sample_weight=w))
        iba = make_index_balanced_accuracy(alpha=0.1, squared=True)(geometric_mean_score)
        per = iba(y, p, average=None, sample_weight=w)
        put("IndexOfBalancedAccuracy.macro()", np.mean(per))
        put("IndexOfBalancedAccuracy.weighted()", np.average(per, weights=c.sum(1)))


def distribution(n, classes, parts=20):
    """Rows of probabilities that are multiples of 1/parts, so that there are ties."""
    return rng.multinomial(parts, np.ones(classes) / classes, n) / parts


def towards(y, classes, n):
    return np.array([rng.multinomial(20, (np.ones(classes) + 1.5 * np.eye(classes)[t]) / (classes + 1.5)) for t in y]) / 20


n = 60
yb = (rng.random(n) < 0.3).astype(int)
pb = np.clip(np.round((rng.normal(0.35 + 0.25 * yb, 0.25)) * 20) / 20, 0, 1)
wb = np.round(rng.random(n) * 3, 2)
wb[5] = 0
y3 = rng.choice(3, 80, p=[0.6, 0.3, 0.1])
p3 = towards(y3, 3, 80)
w3 = np.round(rng.random(80) * 3, 2)
never = np.column_stack([p3[:, 0], 1 - p3[:, 0], np.zeros(80)])
absent = np.where(y3 == 2, 0, y3)
tied = np.full(n, 0.4)
CASES = {
    "binary": (pb, yb, None), "binary_weighted": (pb, yb, wb), "three": (p3, y3, None), "three_weighted": (p3, y3, w3),
    "two_columns": (np.column_stack([1 - pb, pb]), yb, None),
    "never_predicted": (never, y3, None), "absent": (p3, absent, None), "all_one": (pb, np.ones(n, int), None), "all_zero": (pb, np.zeros(n, int), None),
    "constant": (tied, yb, None), "one_row": (np.array([0.8]), np.array([1]), None), "one_row_wrong": (np.array([0.8]), np.array([0]), None),
    "agree": (tied, np.zeros(n, int), None),
}
for name, (s, y, w) in CASES.items():
    decisions(name, s, y, w)

# ---- labels ----

yl = (rng.random((50, 4)) < [0.5, 0.3, 0.2, 0.1]).astype(int)
pl = np.clip(np.round((rng.normal(0.3 + 0.3 * yl, 0.2)) * 20) / 20, 0, 1)
wl = np.round(rng.random(50) * 3, 2)
ye = yl.copy()
ye[:, 3] = 0
pe = pl.copy()
pe[:, 3] = np.minimum(pe[:, 3], 0.4)
pe[:, 1] = np.minimum(pe[:, 1], 0.45)
for name, (s, y, w) in {"labels": (pl, yl, None), "labels_weighted": (pl, yl, wl), "labels_missing": (pe, ye, None), "labels_one_row": (pl[:1], yl[:1], None)}.items():
    begin("label", name, s, y, w)
    p = (s > 0.5).astype(int)
    rates(y, p, w, 4, True)
    for policy, z in POLICIES.items():
        for name, score in {"Precision": m.precision_score, "Recall": m.recall_score, "Jaccard": m.jaccard_score, "F1": m.f1_score}.items():
            if policy == "NAN" and name in ("Precision", "Recall"):
                each = [score(y[i:i + 1], p[i:i + 1], average="samples", zero_division=z) for i in range(len(y))]
                put(f"{name}.metric().perRow()", np.average(each, weights=w))
            elif policy == "SKIP" and name in ("Precision", "Recall") or policy in ("ZERO", "ONE"):
                put(f"{name}.metric().perRow().withUndefined({policy})", score(y, p, average="samples", zero_division=z, sample_weight=w))
    put("HammingLoss[labels=true]", m.hamming_loss(y, p, sample_weight=w))
    put("LabelAccuracy[]", 1 - m.hamming_loss(y, p, sample_weight=w))
    put("LabelRankingAveragePrecision[]", m.label_ranking_average_precision_score(y, s, sample_weight=w))
    put("CoverageError[]", m.coverage_error(y, s, sample_weight=w))
    put("LabelRankingLoss[]", m.label_ranking_loss(y, s, sample_weight=w))
    put("ExactMatch[]", m.accuracy_score(y, p, sample_weight=w))
    eps = np.finfo(float).eps
    put("LogLoss[labels=true]", np.mean([m.log_loss(y[:, k], np.clip(s[:, k], eps, 1 - eps), sample_weight=w, labels=[0, 1]) for k in range(4)]))
    put("Brier[labels=true]", np.mean([m.brier_score_loss(y[:, k], s[:, k], sample_weight=w, labels=[0, 1]) for k in range(4)]))
    one = np.array([0 < y[:, k].sum() < len(y) for k in range(4)])
    some = np.array([y[:, k].sum() > 0 for k in range(4)])
    for average in ["macro", "micro", "weighted"]:
        auc = "RocAuc[average=%s, inPairs=false, maxFalsePositiveRate=1.0, undefined=%s, labels=true]"
        ap = "AveragePrecision[average=%s, undefined=%s, labels=true]"
        if one.all() or average == "micro":
            put(auc % (average, "NAN"), m.roc_auc_score(y, s, average=average, sample_weight=w))
        elif average == "macro":
            put(auc % (average, "NAN"), nan)
            if one.any():
                put(auc % (average, "SKIP"), np.mean([m.roc_auc_score(y[:, k], s[:, k], sample_weight=w) for k in range(4) if one[k]]))
        if some.all() or average == "micro" and some.any():
            put(ap % (average, "NAN"), m.average_precision_score(y, s, average=average, sample_weight=w))
        elif average == "macro":
            put(ap % (average, "NAN"), nan)
            put(ap % (average, "ZERO"), m.average_precision_score(y, s, average=average, sample_weight=w))  # scikit-learn says 0 without positives

# ---- scores ----


def ks(y, s, w):
    up, down = w * (y == 1), w * (y == 0)
    return max(abs(up[s >= c].sum() / up.sum() - down[s >= c].sum() / down.sum()) for c in s)


def gain(y, s, w, fraction):
    """Mean over many cut-offs within ties is what a proportional part gives."""
    want = fraction * w.sum()
    got = hits = 0
    for c in sorted(set(s[w > 0]), reverse=True):
        here = w[s == c].sum()
        part = min(1, max(0, (want - got) / here))
        hits += part * (w * y)[s == c].sum()
        got += part * here
    return hits / (w * y).sum()


def ece(p, right, w, bins, norm, mass=False):
    """Gaps of bins (a, b]; or, of rows in order, of equal parts, ties in the bin of the first."""
    keep = w > 0
    p, right, w = p[keep], right[keep], w[keep]
    if mass:
        place = [min(bins - 1, math.floor(w[p < v].sum() * bins / w.sum())) for v in p]
    else:
        edges = np.linspace(0, 1, bins + 1)
        place = np.searchsorted(edges[1:-1], p)
    place = np.array(place)
    gaps, by = [], []
    for b in sorted(set(place)):
        i = place == b
        gaps.append(abs(np.average(p[i], weights=w[i]) - np.average(right[i], weights=w[i])))
        by.append(w[i].sum())
    gaps = np.array(gaps)
    return {"MEAN": np.average(gaps, weights=by), "ROOT_MEAN_SQUARE": np.sqrt(np.average(gaps ** 2, weights=by)), "MAX": gaps.max()}[norm]


AUC = "RocAuc[average=%s, inPairs=%s, maxFalsePositiveRate=%s, undefined=%s, labels=false]"
AP = "AveragePrecision[average=%s, undefined=%s, labels=false]"
ECE = "CalibrationError[bins=%d, equalMass=%s, of=%s, index=%d, norm=%s]"
CASES["mirrored_ties"] = (np.round(rng.random(40), 1), rng.integers(0, 2, 40), None)
CASES["sure"] = (np.array([0.0, 1.0, 1.0, 0.0, 0.5]), np.array([0, 1, 0, 1, 1]), None)
for name, (s, y, w) in CASES.items():
    begin("score", name, s, y, w)
    ww = np.ones(len(y)) if w is None else w
    if s.ndim == 1 or s.shape[1] == 2:
        s1 = s if s.ndim == 1 else s[:, 1]
        both = len(set(y)) == 2
        put(AUC % ("binary", "false", "1.0", "NAN"), m.roc_auc_score(y, s1, sample_weight=w) if both else nan)
        put(AUC % ("class 0", "false", "1.0", "NAN"), m.roc_auc_score(1 - y, 1 - s1, sample_weight=w) if both else nan)
        for f in [0.1, 0.37]:
            put(AUC % ("binary", "false", f, "NAN"), m.roc_auc_score(y, s1, sample_weight=w, max_fpr=f) if both else nan)
        put(AP % ("binary", "NAN"), m.average_precision_score(y, s1, sample_weight=w) if y.any() else nan)
        put(AP % ("binary", "ZERO"), m.average_precision_score(y, s1, sample_weight=w))
        put("KolmogorovSmirnov[average=binary, undefined=NAN]", ks(y, s1, ww) if both else nan)
        for f in [0.1, 0.25]:
            put(f"Gain[fraction={f}, average=binary, undefined=NAN]", gain(y, s1, ww, f) if y.any() else nan)
            put(f"Lift[fraction={f}, average=binary, undefined=NAN]", gain(y, s1, ww, f) / f if y.any() else nan)
        put("LogLoss[labels=false]", m.log_loss(y, s1, sample_weight=w, labels=[0, 1]))
        if len(y) > 1:
            put("D2LogLoss[undefined=NAN]", m.d2_log_loss_score(y, s1, sample_weight=w, labels=[0, 1]) if both else nan)
            put("D2Brier[undefined=NAN]", m.d2_brier_score(y, s1, sample_weight=w, labels=[0, 1]) if both else nan)
        if both:
            fpr, tpr, _ = m.roc_curve(y, s1, drop_intermediate=False, sample_weight=w)
            pr, re, _ = m.precision_recall_curve(y, s1, sample_weight=w)
            for limit in [0.5, 0.8]:
                reached = re[:-1][pr[:-1] >= limit - 1e-12]
                put(f"RecallAtPrecision[precision={limit}, average=binary, undefined=NAN]", reached.max() if len(reached) else nan)
                put(f"SensitivityAtSpecificity[specificity={limit}, average=binary, undefined=NAN]", tpr[1 - fpr >= limit].max())
                put(f"SpecificityAtSensitivity[sensitivity={limit}, average=binary, undefined=NAN]", (1 - fpr)[tpr >= limit].max())
            i = np.argmax(1 - tpr - fpr <= 0)
            d0, d1 = (1 - tpr - fpr)[i - 1], (1 - tpr - fpr)[i]
            put("EqualErrorRate[average=binary, undefined=NAN]", fpr[i - 1] + (fpr[i] - fpr[i - 1]) * d0 / (d0 - d1))
        put("Brier[labels=false]", m.brier_score_loss(y, s1, sample_weight=w, labels=[0, 1]))
        for norm in ["MEAN", "ROOT_MEAN_SQUARE", "MAX"]:
            put(ECE % (10, "false", "CLASS", 1, norm), ece(s1, y == 1, ww, 10, norm))
        put(ECE % (5, "true", "CLASS", 1, "MEAN"), ece(s1, y == 1, ww, 5, "MEAN", True))
        put(ECE % (10, "false", "CLASSES", 0, "MEAN"), (ece(s1, y == 1, ww, 10, "MEAN") + ece(1 - s1, y == 0, ww, 10, "MEAN")) / 2)
        if w is None and s.ndim == 1:
            t, p = calibration_curve(y, s1, n_bins=10)
            print("curve calibration_true", text(t), file=out)
            print("curve calibration_pred", text(p), file=out)
        if both and s.ndim == 1:
            fpr, tpr, thr = m.roc_curve(y, s1, drop_intermediate=False, sample_weight=w)
            pr, re, pt = m.precision_recall_curve(y, s1, sample_weight=w)
            if w is None:
                for k, v in {"fpr": fpr, "tpr": tpr, "roc_thresholds": thr, "precision": pr[:-1][::-1], "recall": re[:-1][::-1], "pr_thresholds": pt[::-1]}.items():
                    print("curve", k, text(v), file=out)
    else:
        onehot = np.eye(3)[y]
        full = len(set(y)) == 3
        for average in ["macro", "weighted", "micro"]:
            if full:
                put(AUC % (average, "false", "1.0", "NAN"), m.roc_auc_score(y, s, average=average, multi_class="ovr", sample_weight=w))
                put(AP % (average, "NAN"), m.average_precision_score(onehot, s, average=average, sample_weight=w))
                if average != "micro" and w is None:
                    put(AUC % (average, "true", "1.0", "NAN"), m.roc_auc_score(y, s, average=average, multi_class="ovo"))
        if not full:
            put(AUC % ("macro", "false", "1.0", "NAN"), nan)
            put(AUC % ("macro", "true", "1.0", "NAN"), nan)
            put(AP % ("macro", "NAN"), nan)
            put(AP % ("macro", "ZERO"), m.average_precision_score(onehot, s, average="macro", sample_weight=w))
        put("LogLoss[labels=false]", m.log_loss(y, s, sample_weight=w, labels=[0, 1, 2]))
        put("Brier[labels=false]", m.brier_score_loss(y, s, sample_weight=w, labels=[0, 1, 2]))
        put("D2LogLoss[undefined=NAN]", m.d2_log_loss_score(y, s, sample_weight=w, labels=[0, 1, 2]))
        put("D2Brier[undefined=NAN]", m.d2_brier_score(y, s, sample_weight=w, labels=[0, 1, 2]))
        put("TopK[k=1]", m.top_k_accuracy_score(y, s, k=1, sample_weight=w, labels=[0, 1, 2]))
        put("TopK[k=2]", m.top_k_accuracy_score(y, s, k=2, sample_weight=w, labels=[0, 1, 2]))
        top = s.argmax(1)
        for norm in ["MEAN", "ROOT_MEAN_SQUARE", "MAX"]:
            put(ECE % (15, "false", "TOP", 0, norm), ece(s.max(1), top == y, ww, 15, norm))
        put(ECE % (5, "true", "TOP", 0, "MEAN"), ece(s.max(1), top == y, ww, 5, "MEAN", True))
        put(ECE % (10, "false", "CLASSES", 0, "MEAN"), np.mean([ece(s[:, k], y == k, ww, 10, "MEAN") for k in range(3)]))

# ---- regression ----

yr = np.round(rng.gamma(2, 3, 40), 2) + 0.1
pr = np.round(np.abs(yr + rng.normal(0, 1.5, 40)), 2) + 0.05
wr = np.round(rng.random(40) * 3, 2)
ym = np.round(rng.gamma(2, 3, (30, 3)) + 0.1, 2)
pm = np.round(np.abs(ym * rng.lognormal(0, 0.3, (30, 3))) + 0.05, 2)
wm = np.round(rng.random(30) * 3, 2)
zero = yr.copy()
zero[[3, 7]] = 0
REG = {"numbers": (pr, yr, None), "numbers_weighted": (pr, yr, wr), "columns": (pm, ym, None), "columns_weighted": (pm, ym, wm),
       "constant": (pr, np.full(40, 3.0), None), "one_row": (pr[:1], yr[:1], None), "with_zeros": (pr, zero, None), "even_weights": (pr[:10], yr[:10], np.tile([1.0, 2.0], 5))}
for name, (p, y, w) in REG.items():
    begin("regression", name, p, y, w)
    k = {"sample_weight": w}
    put("Mae[]", m.mean_absolute_error(y, p, **k))
    put("Mse[]", m.mean_squared_error(y, p, **k))
    put("Rmse[]", m.root_mean_squared_error(y, p, **k))
    put("Rmsle[]", m.root_mean_squared_log_error(y, p, **k))
    put("Mape[]", m.mean_absolute_percentage_error(y, p, **k))
    put("Smape[]", np.average(2 * abs(p - y) / (abs(p) + abs(y)), axis=0, weights=w).mean())
    for q in [0.1, 0.5, 0.9]:
        put(f"Pinball[quantile={q}]", m.mean_pinball_loss(y, p, alpha=q, **k))
    put("MedianAbsoluteError[]", m.median_absolute_error(y, p, **k))
    put("MaxError[]", max(m.max_error(a, b) for a, b in zip(y.reshape(len(y), -1).T, p.reshape(len(y), -1).T)))
    equal = np.ptp(y, axis=0).min() == 0
    put("R2[features=0, undefined=NAN]", nan if equal else m.r2_score(y, p, **k))
    put("ExplainedVariance[undefined=NAN]", nan if equal else m.explained_variance_score(y, p, **k))
    if y.ndim == 1 and not equal:
        total = len(y) if w is None else w.sum()
        put("R2[features=3, undefined=NAN]", 1 - (1 - m.r2_score(y, p, **k)) * (total - 1) / (total - 4))
    columns = list(zip(y.reshape(len(y), -1).T, p.reshape(len(y), -1).T))
    for power in [-1.0, 0.0, 1.0, 1.5, 2.0, 3.0]:
        if power < 2 or y.min() > 0:
            put(f"TweedieDeviance[power={power}]", np.mean([m.mean_tweedie_deviance(a, b, power=power, **k) for a, b in columns]))
            put(f"D2Tweedie[power={power}, undefined=NAN]", nan if equal else np.mean([m.d2_tweedie_score(a, b, power=power, **k) for a, b in columns]))
    for q in [0.5, 0.9]:
        ww = np.ones(len(y)) if w is None else w
        base = [np.quantile(a, q, method="averaged_inverted_cdf") if w is None else np.nan for a, _ in columns]
        if w is not None:
            base = []
            for a, _ in columns:
                order = np.argsort(a)
                c = np.cumsum(ww[order])
                i = np.searchsorted(c, q * c[-1])
                base.append(a[order][i])
        if equal:
            put(f"D2Pinball[quantile={q}, undefined=NAN]", nan)
        elif name != "even_weights":
            d2 = [1 - m.mean_pinball_loss(a, b, alpha=q, **k) / m.mean_pinball_loss(a, np.full(len(a), v), alpha=q, **k) for (a, b), v in zip(columns, base)]
            put(f"D2Pinball[quantile={q}, undefined=NAN]", np.mean(d2))
        if q == 0.5 and not equal and w is None:
            put(f"D2Pinball[quantile={q}, undefined=NAN]", m.d2_absolute_error_score(y, p))
    put("Wape[undefined=NAN]", sum(np.average(abs(a - b), weights=w) for a, b in columns) / sum(np.average(abs(a), weights=w) for a, _ in columns))

# ---- ranking ----


def order(s, r):
    return np.array([r[i] for i in sorted(range(len(s)), key=lambda i: (-s[i], r[i]))])


def ap_at(s, r, k):
    o = order(s, r) > 0
    hits = [o[: i + 1].mean() for i in range(min(k, len(o))) if o[i]]
    return sum(hits) / min(k, (r > 0).sum())


def rr_at(s, r, k):
    o = order(s, r)[:k] > 0
    return 1 / (o.argmax() + 1) if o.any() else 0


sr = np.round(rng.random((12, 8)), 1)
rr = rng.integers(0, 4, (12, 8)) * (rng.random((12, 8)) < 0.5)
rr[rr.sum(1) == 0, 2] = 1
rn = rr.copy()
rn[4] = 0
wq = np.round(rng.random(12) * 3, 2)
for name, (s, r, w) in {"queries": (sr, rr, None), "queries_weighted": (sr, rr, wq), "nothing_relevant": (sr, rn, None), "one_query": (sr[:1], rr[:1], None)}.items():
    begin("ranking", name, s, r, w)
    missing = (r.sum(1) == 0).any()
    for k, shown in [(None, 2147483647), (3, 3), (5, 5)]:
        value = m.ndcg_score(r, s, k=k, sample_weight=w)
        put(f"Ndcg[k={shown}, exponential=false, undefined=ZERO]", value)
        put(f"Ndcg[k={shown}, exponential=false, undefined=NAN]", nan if missing else value)
        put(f"Ndcg[k={shown}, exponential=true, undefined=ZERO]", m.ndcg_score(2.0 ** r - 1, s, k=k, sample_weight=w))
        kk = k or 8
        for key, f in {"MeanAveragePrecision": ap_at, "MeanReciprocalRank": rr_at}.items():
            rows = [f(a, b, kk) if b.any() else nan for a, b in zip(s, r)]
            put(f"{key}[k={shown}, undefined=NAN]", np.average(rows, weights=w))
            keep = ~np.isnan(rows)
            put(f"{key}[k={shown}, undefined=SKIP]", np.average(np.array(rows)[keep], weights=None if w is None else w[keep]))
        if k:
            put(f"PrecisionAt[k={k}, undefined=NAN]", np.average([(order(a, b)[:k] > 0).mean() for a, b in zip(s, r)], weights=w))
            rows = [(order(a, b)[:k] > 0).sum() / max(1, (b > 0).sum()) for a, b in zip(s, r)]
            put(f"RecallAt[k={k}, undefined=ZERO]", np.average(rows, weights=w))

# ---- prediction intervals ----

low = np.round(rng.normal(0, 1, 30), 2)
high = low + np.round(rng.random(30) * 3, 2)
came = np.round(rng.normal(0.7, 1.3, 30), 2)
came[3] = low[3]
for name, w in {"intervals": None, "intervals_weighted": np.round(rng.random(30) * 3, 2)}.items():
    begin("bounds", name, np.column_stack([low, high]), came, w)
    put("IntervalCoverage[level=0.9]", np.average((low <= came) & (came <= high), weights=w))
    put("IntervalWidth[]", np.average(high - low, weights=w))
    cost = high - low + 2 / (1 - 0.9) * (np.maximum(0, low - came) + np.maximum(0, came - high))
    put("WinklerScore[level=0.9]", np.average(cost, weights=w))

# ---- forecasts ----

history = np.round(10 + 3 * np.sin(np.arange(48) / 24 * 2 * np.pi) + rng.normal(0, 1, 48), 2)
f, y = np.round(rng.normal(10, 2, 12), 2), np.round(rng.normal(10, 2, 12), 2)
begin("forecast", "forecast", f, y)
print("curve history", text(history), file=out)
put("Mase", m.mean_absolute_error(y, f) / np.mean(abs(history[24:] - history[:-24])))
put("Rmsse", np.sqrt(m.mean_squared_error(y, f) / np.mean((history[24:] - history[:-24]) ** 2)))
out.close()
print(sklearn.__version__, imblearn.__version__, np.__version__)
