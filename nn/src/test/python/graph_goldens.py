"""Writes graph-goldens.txt: graph layers with their gradients, computed in float64 by PyTorch Geometric.

    python graph_goldens.py > ../resources/org/librate/nn/graph-goldens.txt

The form is that of golden_arrays.py. Weights are written as [in, out]. The graph is the same for all: edges in.edges
[.., 2] from the first to the second node, among them a loop at each node but for the SAGE cases.
"""
import numpy as np
import torch
import torch_geometric
from golden_arrays import Goldens
from torch_geometric.nn import GATConv, GCNConv, SAGEConv

goldens = Goldens(seed=20240601)
grid, line = goldens.grid, goldens.line
NODES, IN, OUT = 5, 3, 4
EDGES = [(0, 1), (1, 0), (1, 2), (3, 2), (2, 3), (0, 3), (4, 2), (3, 0)]
LOOPS = [(i, i) for i in range(NODES)]


def layer(case, conv, edges, parameters):
    """parameters: role -> (tensor, how it is written)"""
    with torch.no_grad():
        for tensor, _ in parameters.values():
            tensor.copy_(torch.from_numpy(grid(*tensor.shape)))
    x = torch.from_numpy(grid(NODES, IN)).requires_grad_()
    y = conv(x, torch.tensor(edges).T)
    seed = grid(*y.shape)
    (y * torch.from_numpy(seed)).sum().backward()
    line(case, "in.edges", np.array(edges))
    line(case, "in.x", x.detach().numpy())
    line(case, "out.y", y.detach().numpy())
    line(case, "seed", seed)
    line(case, "grad.x", x.grad.numpy())
    for role, (tensor, written) in parameters.items():
        line(case, "in." + role, written(tensor.detach()).numpy())
        line(case, "grad." + role, written(tensor.grad).numpy())


def same(t):
    return t


def turned(t):
    return t.T


def heads(t):
    return t[0]


gcn = GCNConv(IN, OUT, add_self_loops=False)
layer("Gcn", gcn, EDGES + LOOPS, {"weight": (gcn.lin.weight, turned), "bias": (gcn.bias, same)})
for name, aggregation in {"GraphSage": "mean", "GraphSage_max": "max", "GraphSage_sum": "sum"}.items():
    sage = SAGEConv(IN, OUT, aggr=aggregation)
    layer(name, sage, EDGES, {"self": (sage.lin_r.weight, turned), "neighbours": (sage.lin_l.weight, turned), "bias": (sage.lin_l.bias, same)})
for name, concat in {"Gat": True, "Gat_mean": False}.items():
    gat = GATConv(IN, OUT, heads=2, concat=concat, add_self_loops=False)
    layer(name, gat, EDGES + LOOPS, {"weight": (gat.lin.weight, turned), "node": (gat.att_dst, heads), "neighbour": (gat.att_src, heads), "bias": (gat.bias, same)})

goldens.print(f"PyTorch {torch.__version__}, PyTorch Geometric {torch_geometric.__version__}, NumPy {np.__version__}, float64; written by src/test/python/graph_goldens.py")
