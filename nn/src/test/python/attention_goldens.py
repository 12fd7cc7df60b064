"""Writes attention-goldens.txt: attention and transformer blocks with their gradients, computed in float64 by PyTorch.

    python attention_goldens.py > ../resources/org/librate/nn/attention-goldens.txt

The form is that of golden_arrays.py. Parameters bear our names and shapes: PyTorch's matrices are [out, in], ours [in, out].
"""
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from golden_arrays import Goldens

goldens = Goldens(seed=20261120, reach=1.0)
line = goldens.line


def grid(*shape):
    return torch.from_numpy(goldens.grid(*shape))


def case(name, fn, inputs, parameters=(), lengths=None):
    """parameters: (our name, PyTorch's parameters side by side along the output)."""
    for key, x in inputs.items():
        line(name, "in." + key, x.numpy())
        x.requires_grad_()
    if lengths is not None:
        line(name, "in.lengths", np.asarray(lengths, dtype=np.int64))
    for key, parts in parameters:
        for part in parts:
            with torch.no_grad():
                part.copy_(grid(*part.shape) / 2 + (1 if key.endswith("gamma") else 0))
        line(name, "in." + key, torch.cat([part.detach() for part in parts]).movedim(0, -1).contiguous().numpy())
    y = fn(*inputs.values())
    line(name, "out.y", y.detach().numpy())
    seed = grid(*y.shape)
    line(name, "seed", seed.numpy())
    (y * seed).sum().backward()
    for key, x in inputs.items():
        line(name, "grad." + key, x.grad.numpy())
    for key, parts in parameters:
        line(name, "grad." + key, torch.cat([part.grad for part in parts]).movedim(0, -1).contiguous().numpy())


def heads(x, n):
    return x.unflatten(2, (n, -1)).transpose(1, 2)


def sdpa(n, kv, mask):
    def run(q, k, v):
        return F.scaled_dot_product_attention(heads(q, n), heads(k, kv), heads(v, kv), attn_mask=mask, enable_gqa=n != kv).transpose(1, 2).flatten(2)
    return run


def seen(lengths, keys):
    return torch.arange(keys)[None] < torch.tensor(lengths)[:, None]


causal = torch.ones(4, 4, dtype=torch.bool).tril()
case("sdpa", sdpa(2, 2, None), {"q": grid(2, 3, 4), "k": grid(2, 5, 4), "v": grid(2, 5, 4)})
case("sdpa_causal", sdpa(2, 2, causal), {"q": grid(2, 4, 4), "k": grid(2, 4, 4), "v": grid(2, 4, 4)})
case("sdpa_padded", sdpa(2, 2, seen([2, 5], 5)[:, None, None]), {"q": grid(2, 3, 4), "k": grid(2, 5, 4), "v": grid(2, 5, 4)}, lengths=[2, 5])
case("sdpa_grouped", sdpa(4, 2, causal & seen([2, 4], 4)[:, None, None]), {"q": grid(2, 4, 8), "k": grid(2, 4, 4), "v": grid(2, 4, 4)}, lengths=[2, 4])


def attention(prefix, m):
    return [(prefix + "qkv.weight", [m.in_proj_weight]), (prefix + "qkv.bias", [m.in_proj_bias]), (prefix + "out.weight", [m.out_proj.weight]), (prefix + "out.bias", [m.out_proj.bias])]


def norms(*layers):
    return [(f"norm{'' if i == 0 else '_' + str(i + 1)}.{ours}", [getattr(layer, theirs)]) for i, layer in enumerate(layers) for ours, theirs in (("gamma", "weight"), ("beta", "bias"))]


def mlp(m):
    return [("feedForward.dense.weight", [m.linear1.weight]), ("feedForward.dense.bias", [m.linear1.bias]), ("feedForward.dense_2.weight", [m.linear2.weight]), ("feedForward.dense_2.bias", [m.linear2.bias])]


hidden = ~causal
mha = nn.MultiheadAttention(4, 2, batch_first=True)
case("mha_causal", lambda x: mha(x, x, x, attn_mask=hidden, need_weights=False)[0], {"x": grid(2, 4, 4)}, attention("", mha))
for pre in (True, False):
    name = "pre" if pre else "post"
    encoder = nn.TransformerEncoderLayer(4, 2, 6, dropout=0, batch_first=True, norm_first=pre)
    case("encoder_" + name, lambda x: encoder(x, src_key_padding_mask=~seen([4, 2], 4)), {"x": grid(2, 4, 4)},
         norms(encoder.norm1, encoder.norm2) + attention("attention.", encoder.self_attn) + mlp(encoder), [4, 2])
    decoder = nn.TransformerDecoderLayer(4, 2, 6, dropout=0, batch_first=True, norm_first=pre, activation="gelu")
    m = decoder.multihead_attn
    case("decoder_" + name, lambda x, memory: decoder(x, memory, tgt_mask=hidden, memory_key_padding_mask=~seen([3, 5], 5)), {"x": grid(2, 4, 4), "memory": grid(2, 5, 4)},
         norms(decoder.norm1, decoder.norm2, decoder.norm3) + attention("attention.", decoder.self_attn)
         + [("memory.in.weight", [m.in_proj_weight]), ("memory.in.bias", [m.in_proj_bias]), ("memory.out.weight", [m.out_proj.weight]), ("memory.out.bias", [m.out_proj.bias])] + mlp(decoder), [3, 5])

goldens.print(f"PyTorch {torch.__version__}, NumPy {np.__version__}, float64; written by src/test/python/attention_goldens.py")
