"""Writes goldens.txt: losses with their gradients, and trajectories of optimizers, computed in float64 by PyTorch.

    python goldens.py > ../resources/org/librate/nn/goldens.txt

The form is that of golden_arrays.py. Losses are one number for each row. What PyTorch lacks follows the papers: log-cosh and the Crammer-Singer hinge;
Lion (Chen et al. 2023, algorithm 2), LAMB (You et al. 2020, algorithm 2) and schedule-free SGD and AdamW (Defazio et al. 2024, written here by x, y and z as in the paper).
"""
import numpy as np
import torch
import torch.nn.functional as F
from golden_arrays import Goldens, ints

goldens = Goldens(seed=20240301)
grid, line, loss = goldens.grid, goldens.line, goldens.loss


def rows(elements):
    return elements.flatten(1).mean(1)


labels = ints([2, 0, 3, 1, 0])
weights = torch.tensor([0.5, 1, 2, 4])
soft = np.array([[32, 16, 16, 0], [64, 0, 0, 0], [0, 48, 8, 8], [8, 8, 40, 8]]) / 64
yes = ints([[1, 0, 1], [0, 0, 1], [1, 1, 0], [0, 1, 0]])
loss("CrossEntropy", lambda x, t: F.cross_entropy(x, t, reduction="none"), grid(5, 4), labels)
loss("CrossEntropy_smoothed", lambda x, t: F.cross_entropy(x, t, reduction="none", label_smoothing=0.1), grid(5, 4), labels)
loss("CrossEntropy_weighted", lambda x, t: F.cross_entropy(x, t, weights, reduction="none"), grid(5, 4), labels)
loss("CrossEntropy_soft", lambda x, t: F.cross_entropy(x, t, reduction="none"), grid(4, 4), soft)
# positions of a row: the mean of those with a label
sequences = ints([[2, -1, 0], [3, 1, -1]])
loss("CrossEntropy_sequences", lambda x, t: torch.stack([F.cross_entropy(a, b, ignore_index=-1) for a, b in zip(x, t)]), grid(2, 3, 4), sequences)
loss("BinaryCrossEntropy", lambda x, t: rows(F.binary_cross_entropy_with_logits(x, t.double(), reduction="none")), grid(4, 3) * 4, yes)
loss("BinaryCrossEntropy_weighted", lambda x, t: rows(F.binary_cross_entropy_with_logits(x, t.double(), pos_weight=torch.tensor([2.0, 0.5, 3]), reduction="none")), grid(4, 3), yes)
loss("BinaryCrossEntropy_smoothed", lambda x, t: rows(F.binary_cross_entropy_with_logits(x, t * 0.8 + 0.1, reduction="none")), grid(4, 3), yes)
for name, fn in {
    "MeanSquaredError": lambda x, t: F.mse_loss(x, t, reduction="none"),
    "MeanAbsoluteError": lambda x, t: F.l1_loss(x, t, reduction="none"),
    "Huber": lambda x, t: F.huber_loss(x, t, reduction="none"),
    "Huber_wide": lambda x, t: F.huber_loss(x, t, reduction="none", delta=2.25),
    "LogCosh": lambda x, t: torch.log(torch.cosh(x - t)),
    "Quantile": lambda x, t: torch.maximum(0.9 * (t - x), -0.1 * (t - x)),
}.items():
    loss(name, lambda x, t: rows(fn(x, t)), grid(5, 3) * 2, grid(5, 3))
loss("Poisson", lambda x, t: rows(F.poisson_nll_loss(x, t.double(), reduction="none")), grid(4, 3), ints([[0, 1, 4], [2, 0, 0], [7, 1, 1], [3, 2, 5]]))
loss("KlDivergence", lambda x, t: F.kl_div(x.log_softmax(1), t, reduction="none").sum(1), grid(4, 4), soft)
loss("Hinge", lambda x, t: rows(F.relu(1 - (2 * t - 1) * x)), grid(4, 3), yes)


def crammer_singer(x, t):
    own = x.gather(1, t[:, None])
    others = x.scatter(1, t[:, None], -torch.inf).amax(1, keepdim=True)
    return F.relu(1 + others - own).squeeze(1)


loss("MultiClassHinge", crammer_singer, grid(5, 4), labels)
loss("CosineDistance", lambda x, t: 1 - F.cosine_similarity(x, t), grid(5, 4), grid(5, 4))
loss("Triplet", lambda x, t: F.triplet_margin_loss(x[:, 0], x[:, 1], x[:, 2], margin=0.5, eps=0, reduction="none"), grid(6, 3, 4), ints([0] * 6))

# ---- optimizers: the values after each of eight steps, the rate of each step given ----

STEPS = 8


class Formula:
    """Optimizers that PyTorch lacks, by their papers. p is one parameter; its weight decays."""

    def __init__(self, update):
        self.update, self.state, self.t = update, {}, 0

    def step(self, p, g, lr):
        self.t += 1
        return self.update(self.state, p, g, lr, self.t)


def lion(s, p, g, lr, t, b1=0.9, b2=0.99, decay=0.1):
    m = s.get("m", torch.zeros_like(p))
    c = b1 * m + (1 - b1) * g
    s["m"] = b2 * m + (1 - b2) * g
    return p - lr * (c.sign() + decay * p)


def lamb(s, p, g, lr, t, b1=0.9, b2=0.999, eps=1e-6, decay=0.1):
    m = s["m"] = b1 * s.get("m", torch.zeros_like(p)) + (1 - b1) * g
    v = s["v"] = b2 * s.get("v", torch.zeros_like(p)) + (1 - b2) * g * g
    r = m / (1 - b1**t) / ((v / (1 - b2**t)).sqrt() + eps) + decay * p
    return p - lr * p.norm() / r.norm() * r


def free_average(s, y, z, lr, beta):
    """x, the average of all z with weights lr_max²; the next y lies between x and z."""
    s["lr_max"] = max(s.get("lr_max", 0), lr)
    weight = s["lr_max"] ** 2
    s["sum"] = s.get("sum", 0) + weight
    c = weight / s["sum"]
    s["x"] = (1 - c) * s["x"] + c * z
    return (1 - beta) * z + beta * s["x"]


def free_sgd(s, y, g, lr, t, beta=0.9, decay=0.1):
    s.setdefault("x", y)
    s["z"] = s.get("z", y) - lr * (g + decay * y)
    return free_average(s, y, s["z"], lr, beta)


def free_adamw(s, y, g, lr, t, b1=0.9, b2=0.999, eps=1e-8, decay=0.1):
    s.setdefault("x", y)
    v = s["v"] = b2 * s.get("v", torch.zeros_like(y)) + (1 - b2) * g * g
    s["z"] = s.get("z", y) - lr * (g / ((v / (1 - b2**t)).sqrt() + eps) + decay * y)
    return free_average(s, y, s["z"], lr, b1)


def trajectory(name, make):
    """Two parameters of other sizes, so that what goes by parameter shows."""
    rates = [0.1, 0.1, 0.05, 0.05, 0.05, 0.2, 0.2, 0.1]
    line(name, "in.rates", np.array(rates))
    for part, n in (("a", 6), ("b", 3)):
        p0, g = grid(n), grid(STEPS, n)
        g[2, 1] = 0
        line(name, "in.p" + part, p0)
        line(name, "in.g" + part, g)
        p = torch.from_numpy(p0).clone().requires_grad_()
        optimizer = make([p])
        after, average = [], []
        for lr, row in zip(rates, g):
            grad = torch.from_numpy(row.copy())
            if isinstance(optimizer, Formula):
                p = optimizer.step(p.detach(), grad, lr)
                if "x" in optimizer.state:
                    average.append(optimizer.state["x"].numpy().copy())
            else:
                optimizer.param_groups[0]["lr"] = lr
                p.grad = grad
                optimizer.step()
            after.append(p.detach().clone().numpy())
        line(name, "out.p" + part, np.stack(after))
        if average:
            line(name, "out.x" + part, np.stack(average))


o = torch.optim
for name, make in {
    "Sgd": lambda p: o.SGD(p, lr=0.1),
    "Sgd_momentum": lambda p: o.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.25),
    "Sgd_nesterov": lambda p: o.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.25, nesterov=True),
    "Adagrad": lambda p: o.Adagrad(p, eps=1e-10),
    "Adadelta": lambda p: o.Adadelta(p, rho=0.9, eps=1e-6),
    "RmsProp": lambda p: o.RMSprop(p, alpha=0.9, eps=1e-7),
    "RmsProp_momentum": lambda p: o.RMSprop(p, alpha=0.9, eps=1e-7, momentum=0.9),
    "RmsProp_centered": lambda p: o.RMSprop(p, alpha=0.9, eps=1e-3, momentum=0.9, centered=True),
    "Adam": lambda p: o.Adam(p),
    "AdamW": lambda p: o.AdamW(p, weight_decay=0.25),
    "AmsGrad": lambda p: o.AdamW(p, amsgrad=True, weight_decay=0.25, betas=(0.9, 0.5)),
    "Nadam": lambda p: o.NAdam(p, betas=(0.9, 0.999)),
    "RAdam": lambda p: o.RAdam(p),
    "RAdam_short": lambda p: o.RAdam(p, betas=(0.8, 0.9)),
    "Lion": lambda p: Formula(lion),
    "Lamb": lambda p: Formula(lamb),
    "ScheduleFreeSgd": lambda p: Formula(free_sgd),
    "ScheduleFreeAdamW": lambda p: Formula(free_adamw),
}.items():
    trajectory(name, make)

# ctc: logits of rows with lengths, labels with repeats, none at all, and more than fit in (the loss is infinite, no slope)
ctc_rng = np.random.default_rng(20261120)
for name, blank in {"Ctc": 0, "Ctc_last_blank": 4}.items():
    x = np.round(ctc_rng.uniform(-3, 3, (6, 8, 5)) * 64) / 64
    t = ints([[1, 2, 3], [1, 1, 2], [2, 0, 0], [0, 0, 0], [3, 3, 3], [1, 2, 3]])
    if blank == 4:
        t = np.where(t > 0, t - 1, 0)
    lengths, labels = ints([8, 6, 5, 4, 4, 2]), ints([3, 3, 1, 0, 3, 3])
    for role, array in {"in.x": x, "in.t": t, "in.lengths": lengths, "in.labels": labels}.items():
        line(name, role, array)
    a = torch.from_numpy(x).requires_grad_()
    y = F.ctc_loss(a.log_softmax(-1).transpose(0, 1), torch.from_numpy(t), torch.from_numpy(lengths), torch.from_numpy(labels), blank=blank,
                   reduction="none", zero_infinity=True)
    y.sum().backward()
    line(name, "out.y", y.detach().numpy())
    line(name, "grad.x", a.grad.numpy())

goldens.print(f"PyTorch {torch.__version__}, NumPy {np.__version__}, float64; written by src/test/python/goldens.py")
