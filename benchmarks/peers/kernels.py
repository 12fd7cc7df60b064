"""The kernel cases with PyTorch, under the names that KernelCases.java has. The argument is the number of threads.

Single kernels run in inference mode, into memory that is there already where PyTorch has a form for it; backward cases call the
backward kernels directly, without autograd. Where there are several ways (memory formats, with and without out=), all are given and the
fastest counts. Training steps are what an application writes.
"""
import contextlib
import re
import sys

from side import peer, serve

torch = peer("torch")
import torch.nn as nn  # noqa: E402
import torch.nn.functional as F  # noqa: E402

aten = torch.ops.aten
FORMATS = (torch.contiguous_format, torch.channels_last)
MILLIONS_4 = 1 << 22
EPSILON = 1e-5
RATE = 1e-9  # nothing moves: gradients that underflow on a batch seen thousands of times would be slow on either side
ROWS, LOOKUPS, FEATURES = 10_000, 2048, 128


# ---- matrices ----

def matmul(m, k, n):
    a, b, y = torch.rand(m, k), torch.rand(k, n), torch.empty(m, n)
    return lambda: torch.mm(a, b, out=y)


def matmul_backward(m, k, n):
    a, b, g, da, db = torch.rand(m, k), torch.rand(k, n), torch.rand(m, n), torch.empty(m, k), torch.empty(k, n)
    at, bt = a.t(), b.t()

    def run():
        torch.mm(g, bt, out=da)
        torch.mm(at, g, out=db)
    return run


# ---- elementwise ----

def elementwise(function):
    x, y = torch.rand(MILLIONS_4), torch.empty(MILLIONS_4)
    return lambda: function(x, out=y)


def elementwise_backward(function):
    g, y, dx = torch.rand(MILLIONS_4), torch.rand(MILLIONS_4), torch.empty(MILLIONS_4)
    return lambda: function(g, y, dx)


def dropout():
    x, mask, y = torch.rand(MILLIONS_4), torch.empty(MILLIONS_4), torch.empty(MILLIONS_4)

    def in_place():
        mask.bernoulli_(0.9).div_(0.9)
        torch.mul(x, mask, out=y)
    return [in_place, lambda: F.dropout(x, 0.1, True), lambda: torch.native_dropout(x, 0.1, True)]


def dropout_backward():
    g, mask, dx = torch.rand(MILLIONS_4), torch.rand(MILLIONS_4), torch.empty(MILLIONS_4)
    return lambda: torch.mul(g, mask, out=dx)


def add_in_place():
    x, y = torch.rand(10), torch.rand(10)
    return lambda: x.add_(y)


def chained_adds():
    x, y = torch.ones(10), torch.full((10,), 0.001)

    def run():
        z = x
        for _ in range(1000):
            z = z + y
    return run


# ---- along axes ----

def softmax():
    x, y = torch.rand(1024, 1024), torch.empty(1024, 1024)
    return [lambda: torch.softmax(x, 1, out=y), lambda: torch.softmax(x, 1)]


def softmax_backward():
    g, y, dx = torch.rand(1024, 1024), torch.softmax(torch.rand(1024, 1024), 1), torch.empty(1024, 1024)
    return [lambda: aten._softmax_backward_data.out(g, y, 1, torch.float32, grad_input=dx),
            lambda: aten._softmax_backward_data(g, y, 1, torch.float32)]


def sums(axis):
    x, y = torch.rand(1024, 1024), torch.empty(1024)
    return lambda: torch.sum(x, axis, out=y)


def layer_norm():
    x, gamma, beta = torch.rand(1024, 1024), torch.rand(1024), torch.rand(1024)
    return lambda: F.layer_norm(x, (1024,), gamma, beta, EPSILON)


def layer_norm_backward():
    x, g, gamma, beta = torch.rand(1024, 1024), torch.rand(1024, 1024), torch.rand(1024), torch.rand(1024)
    _, mean, deviation = torch.native_layer_norm(x, (1024,), gamma, beta, EPSILON)
    return lambda: aten.native_layer_norm_backward(g, x, (1024,), mean, deviation, gamma, beta, (True, True, True))


# ---- images: the same shapes, in both of PyTorch's memory formats ----

def images(shape, memory_format):
    return torch.rand(*shape).contiguous(memory_format=memory_format)


def batch_norm(training):
    gamma, beta, mean, variance = torch.rand(64), torch.rand(64), torch.rand(64), torch.rand(64) + 1

    def way(memory_format):
        x = images((32, 64, 32, 32), memory_format)
        if training:
            return lambda: torch.native_batch_norm(x, gamma, beta, None, None, True, 0.1, EPSILON)
        return lambda: F.batch_norm(x, mean, variance, gamma, beta, False, 0.1, EPSILON)
    return [way(memory_format) for memory_format in FORMATS]


def batch_norm_backward():
    gamma, beta = torch.rand(64), torch.rand(64)

    def way(memory_format):
        x, g = images((32, 64, 32, 32), memory_format), images((32, 64, 32, 32), memory_format)
        _, mean, deviation = torch.native_batch_norm(x, gamma, beta, None, None, True, 0.1, EPSILON)
        return lambda: aten.native_batch_norm_backward(g, x, gamma, None, None, mean, deviation, True, EPSILON, (True, True, True))
    return [way(memory_format) for memory_format in FORMATS]


def convolution():
    def way(memory_format):
        x, weights, bias = images((32, 64, 32, 32), memory_format), images((64, 64, 3, 3), memory_format), torch.rand(64)
        return lambda: F.conv2d(x, weights, bias, padding=1)
    return [way(memory_format) for memory_format in FORMATS]


def convolution_backward():
    def way(memory_format):
        x, g = images((32, 64, 32, 32), memory_format), images((32, 64, 32, 32), memory_format)
        weights = images((64, 64, 3, 3), memory_format)
        return lambda: aten.convolution_backward(g, x, weights, (64,), (1, 1), (1, 1), (1, 1), False, (0, 0), 1, (True, True, True))
    return [way(memory_format) for memory_format in FORMATS]


def max_pool():
    def ways(memory_format):
        x = images((32, 64, 32, 32), memory_format)
        y, positions = F.max_pool2d(x, 2, return_indices=True)
        return [lambda: aten.max_pool2d_with_indices.out(x, (2, 2), (2, 2), out=y, indices=positions),
                lambda: aten.max_pool2d_with_indices(x, (2, 2), (2, 2))]
    return [way for memory_format in FORMATS for way in ways(memory_format)]


def max_pool_backward():
    def ways(memory_format):
        x = images((32, 64, 32, 32), memory_format)
        y, positions = F.max_pool2d(x, 2, return_indices=True)
        g, dx = torch.rand_like(y), torch.empty_like(x)
        rest = ((2, 2), (2, 2), (0, 0), (1, 1), False, positions)
        return [lambda: aten.max_pool2d_with_indices_backward.grad_input(g, x, *rest, grad_input=dx),
                lambda: aten.max_pool2d_with_indices_backward(g, x, *rest)]
    return [way for memory_format in FORMATS for way in ways(memory_format)]


# ---- by index ----

def embedding():
    table, index, y = torch.rand(ROWS, FEATURES), torch.randint(0, ROWS, (LOOKUPS,)), torch.empty(LOOKUPS, FEATURES)
    return [lambda: F.embedding(index, table), lambda: torch.index_select(table, 0, index, out=y)]


def embedding_backward():
    index, g = torch.randint(0, ROWS, (LOOKUPS,)), torch.rand(LOOKUPS, FEATURES)
    table = torch.empty(ROWS, FEATURES)

    def in_place():
        table.zero_()
        table.index_add_(0, index, g)
    return [lambda: aten.embedding_dense_backward(g, index, ROWS, -1, False), in_place]


def scatter_add():
    index, g, table = torch.randint(0, ROWS, (LOOKUPS,)), torch.rand(LOOKUPS, FEATURES), torch.zeros(ROWS, FEATURES)
    return lambda: table.index_add_(0, index, g)


# ---- training ----

def adam(size):
    parameter = nn.Parameter(torch.rand(size))
    parameter.grad = torch.rand(size)
    optimizer = torch.optim.Adam([parameter], RATE, fused=True)
    p, g, m, v, step = torch.rand(size), torch.rand(size), torch.zeros(size), torch.zeros(size), torch.ones(())
    return [optimizer.step,
            lambda: torch._fused_adam_([p], [g], [m], [v], [], [step], lr=RATE, beta1=0.9, beta2=0.999, weight_decay=0.0, eps=1e-8,
                                       amsgrad=False, maximize=False)]


def lstm():
    layer, x, g = nn.LSTM(64, 128), torch.rand(50, 32, 64, requires_grad=True), torch.rand(50, 32, 128)

    def run():
        layer(x)[0].backward(g)
    return run


def mlp_small():
    return nn.Sequential(nn.Linear(30, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 2))


def lenet():
    return nn.Sequential(nn.Conv2d(1, 20, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(20, 50, 5), nn.ReLU(), nn.MaxPool2d(2),
                         nn.Flatten(), nn.Linear(800, 500), nn.ReLU(), nn.Linear(500, 10))


def step(make, shape, classes, rows=None):
    """Forward, loss, backward, Adam, on a label for each row unless there are more; images in both memory formats."""
    def way(memory_format):
        torch.manual_seed(0)
        net, x, labels = make().to(memory_format=memory_format), torch.rand(*shape), torch.randint(0, classes, (rows or shape[0],))
        x = x.contiguous(memory_format=memory_format)
        optimizer = torch.optim.Adam(net.parameters(), RATE, fused=True)

        def run():
            optimizer.zero_grad()
            F.cross_entropy(net(x), labels).backward()
            optimizer.step()
        return run
    return [way(memory_format) for memory_format in (FORMATS if len(shape) == 4 else FORMATS[:1])]


# ---- the list ----

mode = contextlib.ExitStack()


def inference(make, *arguments):
    """A case without autograd, from making its memory on."""
    def prepare():
        mode.close()
        mode.enter_context(torch.inference_mode())
        return make(*arguments)
    return prepare


def training(make, *arguments):
    def prepare():
        mode.close()
        return make(*arguments)
    return prepare


CASES = {}
for size in ((1024, 1024, 1024), (64, 784, 256), (128, 128, 128)):
    name = "matmul " + "x".join(map(str, size))
    CASES[name] = inference(matmul, *size)
    CASES[name + " backward"] = inference(matmul_backward, *size)
for name, forward, backward in (
        ("tanh", torch.tanh, lambda g, y, dx: aten.tanh_backward.grad_input(g, y, grad_input=dx)),
        ("exp", torch.exp, lambda g, y, dx: torch.mul(g, y, out=dx)),
        ("sigmoid", torch.sigmoid, lambda g, y, dx: aten.sigmoid_backward.grad_input(g, y, grad_input=dx))):
    CASES[name + " 4M"] = inference(elementwise, forward)
    CASES[name + " 4M backward"] = inference(elementwise_backward, backward)
CASES |= {
    "softmax 1024x1024": inference(softmax),
    "softmax 1024x1024 backward": inference(softmax_backward),
    "layer norm 1024x1024": inference(layer_norm),
    "layer norm 1024x1024 backward": inference(layer_norm_backward),
    "column sums 1024x1024": inference(sums, 0),
    "row sums 1024x1024": inference(sums, 1),
    "batch norm 32x32x32x64": inference(batch_norm, True),
    "batch norm 32x32x32x64 backward": inference(batch_norm_backward),
    "batch norm 32x32x32x64 inference": inference(batch_norm, False),
    "conv 3x3 32x32x32x64 to 64": inference(convolution),
    "conv 3x3 32x32x32x64 to 64 backward": inference(convolution_backward),
    "max-pool 2x2 32x32x32x64": inference(max_pool),
    "max-pool 2x2 32x32x32x64 backward": inference(max_pool_backward),
    "dropout 4M": inference(dropout),
    "dropout 4M backward": inference(dropout_backward),
    "embedding 10000x128": inference(embedding),
    "embedding 10000x128 backward": inference(embedding_backward),
    "scatter-add into 10000x128": inference(scatter_add),
    "adam 431080": training(adam, 431_080),
    "add 10 in place": inference(add_in_place),
    "new array 64x784 in a step": inference(lambda: lambda: torch.empty(64, 784)),
    "1000 chained adds eager": inference(chained_adds),
    "1000 chained adds replayed": inference(chained_adds),
    "mlp-small kernels": training(step, mlp_small, (32, 30), 2),
    "lenet kernels": training(step, lenet, (64, 1, 28, 28), 10),
    "lstm 50x32x64 to 128 forward and backward": training(lstm),
}


def about():
    onednn = re.search(r"MKL-DNN v([\d.]+)", torch.__config__.show())
    return (f"PyTorch {torch.__version__}, oneDNN {onednn.group(1) if onednn else 'none'}, Python {sys.version.split()[0]}, "
            f"{torch.backends.cpu.get_cpu_capability()}, {torch.get_num_threads()} threads")


if __name__ == "__main__":
    torch.set_num_threads(int(sys.argv[1]))
    serve(CASES, about)
