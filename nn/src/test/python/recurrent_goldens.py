"""Writes recurrent-goldens.txt: recurrent layers with their gradients, computed in float64 by PyTorch.

    python recurrent_goldens.py > ../resources/org/librate/nn/recurrent-goldens.txt

The form is that of golden_arrays.py. Parameters go by PyTorch's names and layouts. The loss is the sum of all results, each times its seed. Rows of the
"packed" cases have lengths: PyTorch gets them as a packed sequence, and the gradient behind a row's end is 0.
"""
import numpy as np
import torch
from golden_arrays import Goldens
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

goldens = Goldens(seed=20240402, reach=1.0)
grid, line = goldens.grid, goldens.line


def case(name, module, lengths=None, initial=False, n=3, time=4):
    kind = type(module).__name__
    for parameter in module.parameters():
        parameter.data = torch.from_numpy(grid(*parameter.shape))
    x = torch.from_numpy(grid(n, time, module.input_size)).requires_grad_()
    line(name, "in.x", x.detach().numpy())
    places = module.num_layers * (2 if module.bidirectional else 1)
    states = [torch.from_numpy(grid(places, n, module.hidden_size)).requires_grad_() for _ in range(2 if kind == "LSTM" else 1)] if initial else []
    for key, state in zip("hc", states):
        line(name, f"in.{key}0", state.detach().numpy())
    given = None if not states else tuple(states) if kind == "LSTM" else states[0]
    if lengths is None:
        y, last = module(x, given)
    else:
        line(name, "in.lengths", np.asarray(lengths, dtype=np.int64))
        packed, last = module(pack_padded_sequence(x, torch.tensor(lengths), batch_first=True, enforce_sorted=False), given)
        y, _ = pad_packed_sequence(packed, batch_first=True, total_length=time)
    results = {"y": y, "h": last[0], "c": last[1]} if kind == "LSTM" else {"y": y, "h": last}
    loss = 0
    for key, value in results.items():
        line(name, "out." + key, value.detach().numpy())
        seed = grid(*value.shape)
        line(name, "seed." + key, seed)
        loss = loss + (value * torch.from_numpy(seed)).sum()
    loss.backward()
    line(name, "grad.x", x.grad.numpy())
    for key, state in zip("hc", states):
        line(name, f"grad.{key}0", state.grad.numpy())
    for key, parameter in module.named_parameters():
        line(name, "parameter." + key, parameter.detach().numpy())
        line(name, "grad." + key, parameter.grad.numpy())


kinds = {
    "lstm": lambda **options: torch.nn.LSTM(2, 3, batch_first=True, **options),
    "gru": lambda **options: torch.nn.GRU(2, 3, batch_first=True, **options),
    "tanh": lambda **options: torch.nn.RNN(2, 3, batch_first=True, **options),
    "relu": lambda **options: torch.nn.RNN(2, 3, batch_first=True, nonlinearity="relu", **options),
}
for name, make in kinds.items():
    case(name, make(), initial=True)
    case(name + "_deep", make(num_layers=2, bidirectional=True), initial=True)
    case(name + "_packed", make(num_layers=2, bidirectional=True), lengths=[4, 1, 3])

goldens.print(f"PyTorch {torch.__version__.split('+')[0]}, {__file__.split('/')[-1]}")
