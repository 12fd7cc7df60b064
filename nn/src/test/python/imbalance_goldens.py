"""Writes imbalance-goldens.txt: losses for rare classes with their gradients, computed in float64 by PyTorch from the formulas of the papers.

    python imbalance_goldens.py > ../resources/org/librate/nn/imbalance-goldens.txt

The form is that of golden_arrays.py. PyTorch has none of these losses itself: focal (Lin et al. 2017), weights by the effective number (Cui et al. 2019), logit
adjustment (Menon et al. 2021), balanced softmax (Ren et al. 2020), LDAM (Cao et al. 2019), asymmetric (Ridnik et al. 2021), Dice (Milletari et al. 2016) and
Tversky (Salehi et al. 2017).
"""
import numpy as np
import torch
import torch.nn.functional as F
from golden_arrays import Goldens, ints

goldens = Goldens(seed=20261121)
grid, loss = goldens.grid, goldens.loss

labels = ints([2, 0, 3, 1, 0])
yes = ints([[1, 0, 1], [0, 0, 1], [1, 1, 0], [0, 1, 0]])
sequences = ints([[0, 3, -1], [2, -1, -1]])
counts = torch.tensor([600.0, 300, 90, 10])


def focal(gamma, alpha):
    def fn(x, t):
        p = x.softmax(-1).gather(-1, t.clamp(min=0).unsqueeze(-1)).squeeze(-1)
        rows = -alpha[t.clamp(min=0)] * (1 - p) ** gamma * p.log()
        if t.ndim == 1:
            return rows
        known = (t >= 0).double()
        return (rows * known).sum(1) / known.sum(1).clamp(min=1)
    return fn


def binary_focal(gamma, no, yes):
    def fn(x, t):
        t = t.double()
        p = x.sigmoid()
        return (-yes * t * (1 - p) ** gamma * p.log() - no * (1 - t) * p ** gamma * (1 - p).log()).mean(1)
    return fn


def effective(n, beta):
    w = (1 - beta) / (1 - beta ** n)
    return w / w.sum() * len(n)


ones = torch.ones(4)
loss("Focal", focal(2, ones), grid(5, 4) * 2, labels)
loss("Focal_weighted", focal(0.5, torch.tensor([0.5, 1, 2, 4])), grid(5, 4), labels)
loss("Focal_plain", lambda x, t: F.cross_entropy(x, t, reduction="none"), grid(5, 4), labels)
loss("Focal_balanced", focal(2, effective(counts, 0.99)), grid(5, 4), labels)
loss("Focal_sequences", focal(2, ones), grid(2, 3, 4), sequences)
loss("BinaryFocal", binary_focal(2, 1, 1), grid(4, 3) * 2, yes)
loss("BinaryFocal_alpha", binary_focal(1.5, 0.25, 0.75), grid(4, 3), yes)
binary = effective(torch.tensor([990.0, 10]), 0.999)
loss("BinaryFocal_balanced", binary_focal(2, binary[0], binary[1]), grid(4, 3), yes)


def adjusted(tau):
    return lambda x, t: F.cross_entropy(x + tau * (counts / counts.sum()).log(), t, reduction="none")


loss("LogitAdjustment", adjusted(1), grid(5, 4), labels)
loss("LogitAdjustment_tau", adjusted(1.5), grid(5, 4), labels)
loss("LogitAdjustment_sequences", lambda x, t: torch.stack([F.cross_entropy(a + (counts / counts.sum()).log(), b, ignore_index=-1) for a, b in zip(x, t)]),
     grid(2, 3, 4), sequences)
two = torch.tensor([0.99, 0.01]).log()
loss("LogitAdjustment_binary", lambda x, t: F.cross_entropy(torch.cat([torch.zeros_like(x), x], 1) + two, t, reduction="none"), grid(5, 1), ints([0, 1, 1, 0, 1]))


def balanced_softmax(x, t):
    weighted = counts * x.exp()
    return -(weighted.gather(1, t.unsqueeze(1)).squeeze(1) / weighted.sum(1)).log()


loss("BalancedSoftmax", balanced_softmax, grid(5, 4), labels)


def ldam(largest, scale, weights):
    def fn(x, t):
        m = counts ** -0.25
        m = m * largest / m.max()
        return F.cross_entropy(scale * (x - F.one_hot(t, 4) * m), t, weights, reduction="none")
    return fn


loss("Ldam", ldam(0.5, 30, None), grid(5, 4) / 4, labels)
loss("Ldam_weighted", ldam(0.25, 2, torch.tensor([0.5, 1, 2, 4])), grid(5, 4), labels)


def asymmetric(gamma_yes, gamma_no, clip):
    def fn(x, t):
        t = t.double()
        p = x.sigmoid()
        q = (p - clip).clamp(min=0)
        return (-t * (1 - p) ** gamma_yes * p.log() - (1 - t) * q ** gamma_no * (1 - q).log()).mean(1)
    return fn


loss("Asymmetric", asymmetric(0, 4, 0.05), grid(4, 3) * 3, yes)
loss("Asymmetric_plain", asymmetric(1, 2, 0), grid(4, 3), yes)
loss("Asymmetric_wide", asymmetric(1, 1.5, 0.3), grid(4, 3) * 2, yes)


def tversky(alpha, beta, smooth, activation):
    def fn(x, t):
        n, k = x.shape[0], x.shape[-1]
        if activation == "softmax":
            known = (t >= 0).double().reshape(n, -1, 1)
            p = x.softmax(-1).reshape(n, -1, k) * known
            t = F.one_hot(t.clamp(min=0), k).double().reshape(n, -1, k) * known
        else:
            p, t = x.sigmoid().reshape(n, -1, k), t.double().reshape(n, -1, k)
            known = 1
        tp, fp, fn_ = (p * t).sum(1), (p * (1 - t) * known).sum(1), ((1 - p) * t * known).sum(1)
        return (1 - (tp + smooth) / (tp + alpha * fp + beta * fn_ + smooth)).mean(1)
    return fn


def dice(smooth):
    def fn(x, t):
        p, t = x.sigmoid().flatten(1, -2), t.double().flatten(1, -2)
        return (1 - (2 * (p * t).sum(1) + smooth) / (p.sum(1) + t.sum(1) + smooth)).mean(1)
    return fn


masks = ints(goldens.rng.integers(0, 2, (3, 2, 3, 2)))
areas = ints([[[0, 3], [1, -1]], [[2, 2], [2, 2]], [[0, 1], [2, 3]]])
loss("Dice", dice(1), grid(3, 2, 3, 2), masks)
loss("Dice_classes", tversky(0.5, 0.5, 0.25, "softmax"), grid(3, 2, 2, 4), areas)
loss("Tversky", tversky(0.3, 0.7, 1, "sigmoid"), grid(3, 2, 3, 2), masks)
loss("Tversky_classes", tversky(0.3, 0.7, 0.5, "softmax"), grid(3, 2, 2, 4), areas)

goldens.print(f"PyTorch {torch.__version__}, NumPy {np.__version__}, float64; written by src/test/python/imbalance_goldens.py")
