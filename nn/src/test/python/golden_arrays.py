"""What the scripts share that write goldens: the arrays they draw, and how they write them.

One array a line: case, role, type, shape, values. Roles: in.NAME, out.NAME, seed (the gradient of the first result), grad.NAME.
Inputs are multiples of 1/64, so float32 holds them exactly.
"""
import sys

import numpy as np
import torch

torch.set_default_dtype(torch.float64)


def ints(values):
    return np.asarray(values, dtype=np.int64)


class Goldens:
    """The arrays of one file. What is drawn lies within `reach` of 0."""

    def __init__(self, seed, reach=2.0):
        self.rng = np.random.default_rng(seed)
        self.reach = reach
        self.lines = []

    def grid(self, *shape):
        return np.round(self.rng.uniform(-self.reach, self.reach, shape) * 64) / 64

    def line(self, case, role, array):
        array = np.asarray(array)
        kind = "int" if array.dtype.kind == "i" else "float"
        shape = ",".join(str(d) for d in array.shape) or "-"
        values = " ".join(str(int(v)) if kind == "int" else repr(float(v)).removesuffix(".0") for v in array.reshape(-1))
        self.lines.append(f"{case} {role} {kind} {shape} {values}")

    def loss(self, name, fn, x, t):
        """A number for each row, and the gradient of their sum weighted by the seed."""
        self.line(name, "in.x", x)
        self.line(name, "in.t", t)
        a = torch.from_numpy(np.ascontiguousarray(x)).requires_grad_()
        y = fn(a, torch.from_numpy(np.ascontiguousarray(t)))
        self.line(name, "out.y", y.detach().numpy())
        seed = self.grid(*y.shape)
        self.line(name, "seed", seed)
        (y * torch.from_numpy(seed)).sum().backward()
        self.line(name, "grad.x", a.grad.numpy())

    def print(self, header):
        print(f"# {header}")
        print("\n".join(self.lines))
        print(f"{len(self.lines)} arrays", file=sys.stderr)
