"""Writes goldens.txt: inputs, results and gradients of the tensor operations, computed in float64 by PyTorch.

    python goldens.py > ../resources/org/librate/core/goldens.txt

One array a line: case, role, type, shape, values. Roles: in.NAME, out.NAME, seed (the gradient of the first result), grad.NAME.
Inputs are multiples of 1/64, so float32 holds them exactly. Layouts are Librate's: channels last, kernels [h, w, in/groups, out].
"""
import sys

import numpy as np
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
rng = np.random.default_rng(20240229)
out = []


def grid(*shape, low=-2.0, high=2.0):
    """Values apart from each other where that matters: multiples of 1/64."""
    return np.round(rng.uniform(low, high, shape) * 64) / 64


def distinct(*shape):
    """A permutation, so that no two values tie."""
    n = int(np.prod(shape))
    return ((rng.permutation(n) - n // 2) / 16.0).reshape(shape)


def ints(values):
    return np.asarray(values, dtype=np.int64)


def line(case, role, array):
    array = np.asarray(array)
    kind = "int" if array.dtype.kind == "i" else "float"
    shape = ",".join(str(d) for d in array.shape) or "-"
    values = " ".join(str(int(v)) if kind == "int" else repr(float(v)).removesuffix(".0") for v in array.reshape(-1))
    out.append(f"{case} {role} {kind} {shape} {values}")


def case(name, fn, flat=(), **inputs):
    tensors = {}
    for key, value in inputs.items():
        line(name, "in." + key, value)
        t = torch.from_numpy(np.ascontiguousarray(value))
        tensors[key] = t.requires_grad_() if value.dtype.kind == "f" and key not in flat else t
    results = fn(*tensors.values())
    if not isinstance(results, dict):
        results = {"y": results}
    for key, value in results.items():
        line(name, "out." + key, value.detach().numpy())
    first = next(iter(results.values()))
    leaves = {k: t for k, t in tensors.items() if t.requires_grad}
    if first.requires_grad and leaves:
        seed = grid(*first.shape)
        line(name, "seed", seed)
        (first * torch.from_numpy(np.asarray(seed))).sum().backward()
        for key, t in leaves.items():
            line(name, "grad." + key, t.grad.numpy())


# ---- convolution ----

def around(n, k, s, d, padding):
    """TensorFlow's rule for SAME: the odd rest at the end. CAUSAL: all before."""
    reach = d * (k - 1) + 1
    if padding == "same":
        total = max(0, (-(-n // s) - 1) * s + reach - n)
        return total // 2, total - total // 2
    return (reach - 1, 0) if padding == "causal" else (0, 0)


def conv2d(x, w, b=None, stride=1, dilation=1, groups=1, padding="valid"):
    x = x.permute(0, 3, 1, 2)
    top, bottom = around(x.shape[2], w.shape[0], stride, dilation, padding)
    left, right = around(x.shape[3], w.shape[1], stride, dilation, padding)
    y = F.conv2d(F.pad(x, (left, right, top, bottom)), w.permute(3, 2, 0, 1), b, stride, 0, dilation, groups)
    return y.permute(0, 2, 3, 1)


def conv1d(x, w, b=None, **options):
    x = x.permute(0, 2, 1)
    s, d = options.get("stride", 1), options.get("dilation", 1)
    x = F.pad(x, around(x.shape[2], w.shape[0], s, d, options.get("padding", "valid")))
    return F.conv1d(x, w.permute(2, 1, 0), b, s, 0, d, options.get("groups", 1)).permute(0, 2, 1)


def transposed(x, w, b, stride, padding):
    y = F.conv_transpose2d(x.permute(0, 3, 1, 2), w.permute(3, 2, 0, 1), b, stride)
    if padding == "same":
        crop = []
        for axis in (3, 2):
            total = y.shape[axis] - x.shape[axis - 1] * stride
            crop += [-(total // 2), -(total - total // 2)]
        y = F.pad(y, crop)
    return y.permute(0, 2, 3, 1)


def conv_case(name, x, w, **options):
    case(name, lambda x, w, b: conv2d(x, w, b, **options), x=grid(*x), w=grid(*w), b=grid(w[3]))


conv_case("conv2d_valid", (2, 5, 6, 3), (3, 2, 3, 4))
conv_case("conv2d_same", (2, 5, 4, 2), (3, 2, 2, 3), padding="same")
conv_case("conv2d_stride_same", (2, 6, 5, 2), (3, 3, 2, 3), padding="same", stride=2)
conv_case("conv2d_stride_valid", (1, 7, 8, 2), (3, 3, 2, 2), stride=3)
conv_case("conv2d_dilated", (1, 7, 7, 2), (3, 3, 2, 3), dilation=2)
conv_case("conv2d_dilated_same", (1, 6, 6, 2), (3, 3, 2, 2), dilation=2, padding="same")
conv_case("conv2d_groups", (2, 4, 5, 4), (3, 3, 2, 6), groups=2, padding="same")
conv_case("conv2d_depthwise", (1, 5, 5, 4), (3, 3, 1, 4), groups=4, padding="same")
conv_case("conv2d_depthwise_multiplied", (1, 5, 4, 3), (3, 3, 1, 6), groups=3, stride=2, padding="same")
for padding in ("valid", "same", "causal"):
    case("conv1d_" + padding, lambda x, w, b: conv1d(x, w, b, padding=padding), x=grid(2, 7, 3), w=grid(3, 3, 4), b=grid(4))
case("conv1d_causal_dilated", lambda x, w, b: conv1d(x, w, b, padding="causal", dilation=2), x=grid(2, 8, 2), w=grid(3, 2, 3), b=grid(3))
case("conv1d_stride_groups", lambda x, w, b: conv1d(x, w, b, padding="same", stride=2, groups=2), x=grid(2, 7, 4), w=grid(3, 2, 4), b=grid(4))
case("convTranspose2d_valid", lambda x, w, b: transposed(x, w, b, 2, "valid"), x=grid(2, 3, 4, 3), w=grid(3, 2, 2, 3), b=grid(2))
case("convTranspose2d_same", lambda x, w, b: transposed(x, w, b, 2, "same"), x=grid(2, 3, 3, 2), w=grid(3, 4, 3, 2), b=grid(3))

# ---- pooling ----


def pool(x, k, s, padding, largest):
    x = x.permute(0, 3, 1, 2)
    pads = around(x.shape[3], k, s, 1, padding) + around(x.shape[2], k, s, 1, padding)
    if largest:
        y = F.max_pool2d(F.pad(x, pads, value=-torch.inf), k, s)
    else:
        y = F.avg_pool2d(F.pad(x, pads), k, s) / F.avg_pool2d(F.pad(torch.ones_like(x), pads), k, s)
    return y.permute(0, 2, 3, 1)


for kind, largest in (("maxPool2d", True), ("averagePool2d", False)):
    case(kind + "_valid", lambda x: pool(x, 2, 2, "valid", largest), x=distinct(2, 5, 6, 3))
    case(kind + "_overlapping_same", lambda x: pool(x, 3, 2, "same", largest), x=distinct(2, 5, 6, 2))
for kind, fn in (("Average", F.adaptive_avg_pool2d), ("Max", F.adaptive_max_pool2d)):
    for size in ((2, 3), (3, 4)):
        case(f"adaptive{kind}Pool2d_{size[0]}_{size[1]}", lambda x: fn(x.permute(0, 3, 1, 2), size).permute(0, 2, 3, 1), x=distinct(2, 5, 6, 2))
case("globalAveragePool2d", lambda x: x.mean((1, 2)), x=grid(2, 3, 4, 3))
case("globalMaxPool2d", lambda x: x.amax((1, 2)), x=distinct(2, 3, 4, 3))

# ---- norms ----


def batch_norm(x, gamma, beta):
    axes = tuple(range(x.dim() - 1))
    y = F.batch_norm(x.movedim(-1, 1), None, None, gamma, beta, True, 0, 1e-3).movedim(1, -1)
    return {"y": y, "mean": x.mean(axes), "variance": x.var(axes, unbiased=False)}


case("batchNorm_rows", batch_norm, x=grid(6, 3), gamma=grid(3), beta=grid(3))
case("batchNorm_images", batch_norm, x=grid(2, 3, 4, 5), gamma=grid(5), beta=grid(5))
case("batchNorm_frozen", lambda x, gamma, beta, mean, variance: F.batch_norm(x.movedim(-1, 1), mean, variance, gamma, beta, False, 0, 1e-3).movedim(1, -1),
     flat=("mean", "variance"), x=grid(2, 3, 2, 4), gamma=grid(4), beta=grid(4), mean=grid(4), variance=grid(4, low=0.5, high=2))
case("layerNorm", lambda x, gamma, beta: F.layer_norm(x, (6,), gamma, beta, 1e-3), x=grid(2, 3, 6), gamma=grid(6), beta=grid(6))
case("rmsNorm", lambda x, gamma: F.rms_norm(x, (6,), gamma, 1e-3), x=grid(2, 3, 6), gamma=grid(6))
case("groupNorm", lambda x, gamma, beta: F.group_norm(x.movedim(-1, 1), 2, gamma, beta, 1e-3).movedim(1, -1), x=grid(2, 3, 2, 6), gamma=grid(6), beta=grid(6))

# ---- softmax and losses ----

for axis in (-1, 0, 1):
    case(f"softmax_{axis}".replace("-", "m"), lambda x: x.softmax(axis), x=grid(3, 4, 5))
    case(f"logSoftmax_{axis}".replace("-", "m"), lambda x: x.log_softmax(axis), x=grid(3, 4, 5) * 8)
labels = ints([2, -1, 0, 3, -1])
case("crossEntropy", lambda x, labels: F.cross_entropy(x, labels, ignore_index=-1, reduction="none"), x=grid(5, 4), labels=labels)
case("crossEntropy_smoothed", lambda x, labels: F.cross_entropy(x, labels, ignore_index=-1, reduction="none", label_smoothing=0.1), x=grid(5, 4), labels=labels)
case("crossEntropy_weighted", lambda x, labels, weights: F.cross_entropy(x, labels, weights, ignore_index=-1, reduction="none"),
     flat=("weights",), x=grid(5, 4), labels=labels, weights=grid(4, low=0.25, high=3))
case("crossEntropy_weighted_smoothed", lambda x, labels, weights: F.cross_entropy(x, labels, weights, ignore_index=-1, reduction="none", label_smoothing=0.1),
     flat=("weights",), x=grid(5, 4), labels=labels, weights=grid(4, low=0.25, high=3))
case("crossEntropy_large_logits", lambda x, labels: F.cross_entropy(x, labels, ignore_index=-1, reduction="none"), x=grid(5, 4) * 50, labels=labels)
soft = np.array([[32, 16, 16], [64, 0, 0], [0, 48, 16], [8, 8, 48]]) / 64
case("crossEntropy_soft", lambda x, labels: F.cross_entropy(x, labels, reduction="none"), flat=("labels",), x=grid(4, 3), labels=soft)
case("crossEntropy_soft_weighted_smoothed", lambda x, labels, weights: F.cross_entropy(x, labels, weights, reduction="none", label_smoothing=0.2),
     flat=("labels", "weights"), x=grid(4, 3), labels=soft, weights=grid(3, low=0.25, high=3))
case("sigmoidCrossEntropy", lambda x, t: F.binary_cross_entropy_with_logits(x, t, reduction="none"), flat=("t",), x=grid(4, 3) * 8, t=grid(4, 3, low=0, high=1))
case("sigmoidCrossEntropy_weighted", lambda x, t, weights: F.binary_cross_entropy_with_logits(x, t, pos_weight=weights, reduction="none"),
     flat=("t", "weights"), x=grid(4, 3), t=grid(4, 3, low=0, high=1), weights=grid(3, low=0.25, high=3))
case("sigmoidCrossEntropy_weighted_smoothed",
     lambda x, t, weights: F.binary_cross_entropy_with_logits(x, t * 0.9 + 0.05, pos_weight=weights, reduction="none"),
     flat=("t", "weights"), x=grid(4, 3), t=np.round(grid(4, 3, low=0, high=1)), weights=grid(3, low=0.25, high=3))

# ---- functions of one element ----

wide = np.concatenate([grid(24) * 2, np.array([-30, -8, -0.015625, 0.015625, 8, 30])])
for name, fn in {
    "gelu": F.gelu, "geluTanh": lambda x: F.gelu(x, approximate="tanh"), "silu": F.silu, "softplus": lambda x: F.softplus(x, threshold=100),
    "mish": F.mish, "elu": lambda x: F.elu(x, 1.5), "leakyRelu": lambda x: F.leaky_relu(x, 0.1), "relu": F.relu, "erf": torch.erf, "sigmoid": torch.sigmoid,
    "tanh": torch.tanh, "sin": torch.sin, "cos": torch.cos, "square": torch.square, "abs": torch.abs, "clip": lambda x: x.clip(-1.03, 0.53),
}.items():
    case(name, fn, x=wide)
small, above = grid(16), grid(16, low=0.0625, high=4)
for name, fn in {"exp": torch.exp, "expm1": torch.expm1, "pow3": lambda x: x.pow(3)}.items():
    case(name, fn, x=small)
for name, fn in {"log": torch.log, "log1p": torch.log1p, "sqrt": torch.sqrt, "rsqrt": torch.rsqrt, "reciprocal": torch.reciprocal, "pow1_5": lambda x: x.pow(1.5)}.items():
    case(name, fn, x=above)
case("pow", torch.pow, a=grid(3, 4, low=0.25, high=2), b=grid(4))
case("div", torch.div, a=grid(3, 1, 4), b=grid(2, 1, low=0.5, high=2))
case("round", torch.round, x=np.array([-2.5, -1.5, -0.5, -0.25, 0.5, 0.75, 1.5, 2.5]), flat=("x",))

# ---- along axes ----

case("logSumExp", lambda x: torch.logsumexp(x, (0, 2)), x=grid(3, 4, 5) * 8)
case("variance", lambda x: x.var((0, 2), unbiased=False), x=grid(3, 4, 5))
case("std", lambda x: x.std(1, unbiased=False), x=grid(3, 4, 5))
case("norm", lambda x: x.norm(dim=(1,)), x=grid(3, 4, 5))
case("product", lambda x: x.prod(1), x=np.array([[1.5, -2, 3, 0.5], [0, 2, -1.5, 4], [0, 2, 0, 4]]))
case("cumsum", lambda x: x.cumsum(1), x=grid(3, 4, 5))
case("sort", lambda x: dict(zip(("y", "indices"), x.sort(1))), x=distinct(3, 4, 5))
case("sort_descending", lambda x: dict(zip(("y", "indices"), x.sort(0, descending=True))), x=distinct(6, 2))
case("topK", lambda x: dict(zip(("y", "indices"), x.topk(3, -1))), x=distinct(3, 7))

# ---- by index ----

index = ints([[2, 0], [2, 3]])
case("gather", lambda x, index: x[:, index], x=grid(2, 4, 3), index=index)
case("scatterAdd", lambda x, index, u: x.index_add(0, index, u), x=grid(4, 3), index=ints([2, 0, 2, 3, 2]), u=grid(5, 3))
case("embedding", lambda x, index: F.embedding(index, x), x=grid(5, 3), index=ints([[4, 0, 4], [1, 4, 0]]))

# ---- linear algebra ----

case("matmul", torch.matmul, a=grid(3, 4), b=grid(4, 5))
case("matmul_vectors", torch.matmul, a=grid(6), b=grid(6))
case("matmul_row", torch.matmul, a=grid(4), b=grid(2, 4, 3))
case("matmul_column", torch.matmul, a=grid(2, 3, 4), b=grid(4))
case("matmul_stack_by_matrix", torch.matmul, a=grid(2, 3, 4), b=grid(4, 2))
case("matmul_broadcast", torch.matmul, a=grid(2, 1, 3, 4), b=grid(3, 4, 2))
case("linear", lambda x, w, b: x @ w + b, x=grid(2, 3, 4), w=grid(4, 5), b=grid(5))
for name, fn in {"relu": F.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "gelu": F.gelu, "geluTanh": lambda x: F.gelu(x, approximate="tanh")}.items():
    case("linear_" + name, lambda x, w, b: fn(x @ w + b), x=grid(3, 4), w=grid(4, 5), b=grid(5))

# ---- optimizers: the values after each of four steps ----


def steps(make, p, g):
    p = p.detach().clone().requires_grad_()
    optimizer = make([p])
    after = []
    for row in g.detach():
        p.grad = row.clone()
        optimizer.step()
        after.append(p.detach().clone())
    return {"y": torch.stack(after)}


for name, make in {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
    "sgd_decay": lambda p: torch.optim.SGD(p, lr=0.1, weight_decay=0.25),
    "sgd_momentum": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.25),
    "sgd_nesterov": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.25, nesterov=True),
    "adam": lambda p: torch.optim.Adam(p, lr=0.1),
    "adam_other_betas": lambda p: torch.optim.Adam(p, lr=0.05, betas=(0.5, 0.75), eps=1e-3),
    "adamW": lambda p: torch.optim.AdamW(p, lr=0.1, weight_decay=0.25),
}.items():
    case(name, lambda p, g: steps(make, p, g), flat=("p", "g"), p=grid(7), g=grid(4, 7))

print(f"# PyTorch {torch.__version__}, NumPy {np.__version__}, float64; written by src/test/python/goldens.py")
print("\n".join(out))
print(f"{len(out)} arrays", file=sys.stderr)
