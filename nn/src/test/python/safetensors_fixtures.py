"""Writes the files that the tests of org.librate.core.save and org.librate.nn.save read, and checks with Python's safetensors the one that Librate wrote.

    python safetensors_fixtures.py write    # dtypes.safetensors, torch-*.safetensors
    python safetensors_fixtures.py check    # reads librate.safetensors, which SafetensorsTest compares with what it writes

Run with Python 3.11, torch 2.13.0, safetensors 0.8.0, numpy 2.4.6. Inputs and outputs of the models are in the files with the weights, as "io.*".
"""
import pathlib
import sys

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import nn

FOLDER = pathlib.Path(__file__).parent / "../resources/org/librate/nn/save"
CORE = pathlib.Path(__file__).parent / "../../../../core/src/test/resources/org/librate/core/save"


class Images(nn.Module):
    """[n, 2, 9, 8] to [n, 3]; every layout that images have."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(2, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(),
            nn.Conv2d(4, 6, (3, 2), groups=2, stride=2, bias=False), nn.GroupNorm(3, 6), nn.PReLU(6),
            nn.Conv2d(6, 6, 2, groups=6), nn.ConvTranspose2d(6, 5, 2))
        self.fc1 = nn.Linear(5 * 4 * 4, 7)
        self.norm = nn.LayerNorm(7)
        self.fc2 = nn.Linear(7, 3)

    def forward(self, x):
        return self.fc2(torch.tanh(self.norm(self.fc1(self.features(x).flatten(1)))))


class Tokens(nn.Module):
    """[n, 6] of 0 to 10 to [n, 3]."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(11, 5)
        self.conv = nn.Conv1d(5, 4, 3, padding=1)
        self.head = nn.Linear(4, 3)

    def forward(self, x):
        return self.head(torch.relu(self.conv(self.embedding(x).transpose(1, 2))).mean(2))


def model(name, module, x):
    with torch.no_grad():
        for p in module.parameters():
            p.copy_(torch.randn(p.shape) * 0.5 + 0.1)
    module.train()
    for i in range(5):  # so that running statistics are no round numbers
        module(torch.randn(x.shape) * 2 + 1 if x.is_floating_point() else x)
    module.eval()
    y = module(x)
    # as it is laid out in Librate
    x = x.permute(0, 2, 3, 1) if x.dim() == 4 else x
    save_file({**module.state_dict(), "io.x": x.contiguous(), "io.y": y.detach()}, FOLDER / f"torch-{name}.safetensors", metadata={"format": "pt"})


def write():
    torch.manual_seed(3)
    nasty = [0.0, -0.0, 1.0, -1.5, 65504.0, 6e-8, 6.1e-5, float("inf"), float("-inf"), float("nan"), 0.1, -3.14159]
    save_file({
        "f64": torch.tensor(nasty, dtype=torch.float64).reshape(3, 4),
        "f32": torch.tensor(nasty, dtype=torch.float32).reshape(2, 2, 3),
        "f16": torch.tensor(nasty, dtype=torch.float16),
        "bf16": torch.tensor(nasty, dtype=torch.bfloat16),
        "i64": torch.tensor([-2**63, 2**63 - 1, 7]),
        "i32": torch.tensor([-2**31, 2**31 - 1], dtype=torch.int32),
        "i16": torch.tensor([1, 2, 3], dtype=torch.int16),
        "u8": torch.tensor([0, 127, 255], dtype=torch.uint8),
        "bool": torch.tensor([True, False, True]),
        "scalar": torch.tensor(2.5),
        "empty": torch.zeros(0, 3),
    }, CORE / "dtypes.safetensors", metadata={"made by": "safetensors, \u00e4\U0001f600"})
    model("images", Images(), torch.randn(3, 2, 9, 8))
    model("tokens", Tokens(), torch.randint(0, 11, (4, 6)))


def check():
    with safe_open(CORE / "librate.safetensors", "pt") as f:
        assert f.metadata() == {"note": "\u00e4 \"quoted\"\n", "a": ""}, f.metadata()
        got = {k: f.get_tensor(k) for k in f.keys()}
    want = {
        "f64": torch.tensor([0.1, -0.0, float("inf")], dtype=torch.float64),
        "f32": torch.tensor([[1.5, -2.0], [0.1, float("-inf")]], dtype=torch.float32),
        "i64": torch.tensor([-2**63, 2**63 - 1]),
        "i32": torch.tensor([-2**31, 2**31 - 1, 5], dtype=torch.int32),
        "u8": torch.tensor([0, 200, 255], dtype=torch.uint8),
        "bool": torch.tensor([True, False, True]),
        "scalar": torch.tensor(2.5),
        "empty": torch.zeros(0, 3),
        "\u00e4.\"b\"": torch.tensor([1.0]),
    }
    assert got.keys() == want.keys(), got.keys()
    for k, v in want.items():
        assert got[k].dtype == v.dtype and torch.equal(got[k], v), (k, got[k])
    print("safetensors for Python reads librate.safetensors:", len(got), "tensors")


{"write": write, "check": check}[sys.argv[1]]()
