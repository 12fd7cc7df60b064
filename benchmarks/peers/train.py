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


class EachStep(nn.Module):
    """A recurrent layer, and a dense one on each of its steps."""

    def __init__(self, recurrent):
        super().__init__()
        self.recurrent = recurrent(64, 128, batch_first=True)
        self.head = nn.Linear(128, 10)

    def forward(self, x):
        return self.head(self.recurrent(x)[0]).flatten(0, 1)


def encoder_layers():
    return nn.ModuleList(nn.TransformerEncoderLayer(128, 4, 256, dropout=0.1, batch_first=True) for _ in range(2))


class Transformer(nn.Module):
    """Two encoder layers, and a dense one on the mean over time."""

    def __init__(self):
        super().__init__()
        self.layers = encoder_layers()
        self.head = nn.Linear(128, 10)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return self.head(x.mean(1))


class Decoder(nn.Module):
    """The same layers looking back only, and a dense one on each step."""

    def __init__(self):
        super().__init__()
        self.layers = encoder_layers()
        self.head = nn.Linear(128, 10)
        self.register_buffer("mask", nn.Transformer.generate_square_subsequent_mask(64))

    def forward(self, x):
        for layer in self.layers:
            x = layer(x, src_mask=self.mask, is_causal=True)
        return self.head(x).flatten(0, 1)


# ---- writing a text: nanoGPT's network for a CPU, without biases, the table of tokens as its last layer ----

VOCABULARY, TOKENS, LAYERS, HEADS, WIDTH = 65, 64, 4, 4, 128


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm, self.second_norm = nn.LayerNorm(WIDTH, bias=False), nn.LayerNorm(WIDTH, bias=False)
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH, bias=False), nn.Linear(WIDTH, WIDTH, bias=False)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH, bias=False), nn.Linear(4 * WIDTH, WIDTH, bias=False)
        self.shape = (1, HEADS, TOKENS, WIDTH // HEADS)

    def attend(self, x, kept, past):
        n, time, _ = x.shape
        q, k, v = (part.view(n, time, HEADS, -1).transpose(1, 2) for part in self.qkv(x).split(WIDTH, dim=2))
        if kept is not None:
            kept[0][:, :, past:past + time] = k
            kept[1][:, :, past:past + time] = v
            k, v = kept[0][:, :, :past + time], kept[1][:, :, :past + time]
        y = F.scaled_dot_product_attention(q, k, v, is_causal=time > 1)
        return self.out(y.transpose(1, 2).reshape(n, time, WIDTH))

    def forward(self, x, kept, past):
        x = x + self.attend(self.norm(x), kept, past)
        return x + self.down(F.gelu(self.up(self.second_norm(x))))


class Gpt(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens, self.positions = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(TOKENS, WIDTH)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.norm = nn.LayerNorm(WIDTH, bias=False)

    def cache(self):
        return [(torch.empty(block.shape), torch.empty(block.shape)) for block in self.blocks]

    def forward(self, text, cache=None, past=0):
        """The logits of the token that comes next."""
        x = self.tokens(text) + self.positions(torch.arange(past, past + text.shape[1]))
        for i, block in enumerate(self.blocks):
            x = block(x, cache and cache[i], past)
        return F.linear(self.norm(x)[:, -1], self.tokens.weight)


def writing(with_cache):
    torch.manual_seed(0)
    net = Gpt().eval()

    @torch.inference_mode()
    def run():
        text = torch.zeros(1, 1, dtype=torch.int64)
        cache = net.cache() if with_cache else None
        for past in range(TOKENS):
            logits = net(text[:, -1:], cache, past) if with_cache else net(text)
            text = torch.cat((text, torch.multinomial(F.softmax(logits, -1), 1)), 1)
    return run


CASES = {
    "mlp-small": training(step, mlp_small, (32, 30), 2),
    "lenet": training(step, lenet, (64, 1, 28, 28), 10),
    "lstm": training(step, lambda: EachStep(nn.LSTM), (32, 50, 64), 10, 32 * 50),
    "gru": training(step, lambda: EachStep(nn.GRU), (32, 50, 64), 10, 32 * 50),
    "transformer": training(step, Transformer, (32, 64, 128), 10),
    "decoder": training(step, Decoder, (32, 64, 128), 10, 32 * 64),
    "resblocks": training(step, ResBlocks, (32, 3, 32, 32), 10),
    "writing": training(writing, False),
    "writing, all with a cache": training(writing, True),
}


if __name__ == "__main__":
    torch.set_num_threads(int(sys.argv[1]))
    serve(CASES, about)
