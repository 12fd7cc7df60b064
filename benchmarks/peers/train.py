"""Training steps with PyTorch, under the names that TrainCases.java has. The argument is the number of threads.

A step is what an application writes: clear the gradients, forward, cross-entropy, backward, fused Adam. The batch is in place already,
which is less than the trainer of our side does. Images are tried in both memory formats, and the faster counts.
"""
import sys

from kernels import about, lenet, mlp_small, step, training
from side import peer, serve

torch = peer("torch")
import torch.nn as nn  # noqa: E402
import torch.nn.functional as F  # noqa: E402

FILTERS = 32


class ResBlocks(nn.Module):
    """Three residual blocks between a convolution and a dense layer on the mean over the image."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, FILTERS, 3, padding=1)
        self.blocks = nn.ModuleList(self.block() for _ in range(3))
        self.head = nn.Linear(FILTERS, 10)

    @staticmethod
    def block():
        def convolution():
            return nn.Conv2d(FILTERS, FILTERS, 3, padding=1, bias=False)
        return nn.Sequential(convolution(), nn.BatchNorm2d(FILTERS), nn.ReLU(), convolution(), nn.BatchNorm2d(FILTERS))

    def forward(self, x):
        x = self.stem(x)
        for block in self.blocks:
            x = F.relu(x + block(x))
        return self.head(x.mean((2, 3)))


CASES = {
    "mlp-small": training(step, mlp_small, (32, 30), 2),
    "lenet": training(step, lenet, (64, 1, 28, 28), 10),
    "resblocks": training(step, ResBlocks, (32, 3, 32, 32), 10),
}


if __name__ == "__main__":
    torch.set_num_threads(int(sys.argv[1]))
    serve(CASES, about)
