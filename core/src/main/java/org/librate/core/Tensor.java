package org.librate.core;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.Arena;
import org.librate.core.kernel.BinaryFn;
import org.librate.core.kernel.Execution;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.RandomFn;
import org.librate.core.kernel.ReduceFn;
import org.librate.core.kernel.UnaryFn;
import org.librate.core.random.RandomStream;

/**
 * Numbers in a row-major, contiguous block of native memory, with a {@link Shape} and a {@link DType}; operations on it can be differentiated.
 *
 * <pre>{@code
 * Tensor x = Tensor.of(new float[][] {{1, 2}, {3, 4}});
 * Tensor w = Tensor.of(new float[][] {{1}, {-1}}).tracked();
 * Tensor loss = x.matmul(w).square().mean();      // 1.0
 * Tensor dw = Gradients.of(loss).get(w);          // [[-4], [-6]]
 * }</pre>
 *
 * <p>Operations leave their inputs as they are and return new tensors; only {@link #assign} writes. Shapes broadcast as in NumPy.
 * Both sides of an operation have one type: {@link #cast} converts. A reshaped tensor shares its memory with the original.
 *
 * <p>A tensor made inside a {@link Step} lives until that step runs again; using it later is an error that names it. {@link #keep} makes
 * a lasting copy. All others are ordinary values, freed when nothing refers to them.
 */
public final class Tensor {

    private final NativeArray array;
    private final @Nullable Node node;
    private final String name;

    Tensor(NativeArray array, @Nullable Node node, String name) {
        this.array = array;
        this.node = node;
        this.name = name;
    }

    // ---- making ----

    /** A tensor of float32 values with the given shape, row by row. */
    public static Tensor of(Shape shape, float... values) {
        return Creation.of(shape, values);
    }

    /** A tensor of float64 values with the given shape, row by row. */
    public static Tensor of(Shape shape, double... values) {
        return Creation.of(shape, values);
    }

    /** A tensor of int32 values with the given shape, row by row. */
    public static Tensor of(Shape shape, int... values) {
        return Creation.of(shape, values);
    }

    /** A tensor of int64 values with the given shape, row by row. */
    public static Tensor of(Shape shape, long... values) {
        return Creation.of(shape, values);
    }

    /** A tensor of truth values with the given shape, row by row. */
    public static Tensor of(Shape shape, boolean... values) {
        return Creation.of(shape, values);
    }

    /** A vector of float32 values. */
    public static Tensor of(float... values) {
        return Creation.of(Shape.of(values.length), values);
    }

    /** A vector of float64 values. */
    public static Tensor of(double... values) {
        return Creation.of(Shape.of(values.length), values);
    }

    /** A vector of int32 values, such as labels. */
    public static Tensor of(int... values) {
        return Creation.of(Shape.of(values.length), values);
    }

    /** A vector of int64 values. */
    public static Tensor of(long... values) {
        return Creation.of(Shape.of(values.length), values);
    }

    /** A vector of truth values. */
    public static Tensor of(boolean... values) {
        return Creation.of(Shape.of(values.length), values);
    }

    /** A vector of uint8 values, such as pixels; the bytes are read as 0 to 255. */
    public static Tensor of(Shape shape, byte... values) {
        return Creation.of(shape, values);
    }

    /** A matrix of float32 values; all rows have one length. */
    public static Tensor of(float[][] rows) {
        return Creation.of(rows);
    }

    /** A matrix of float64 values; all rows have one length. */
    public static Tensor of(double[][] rows) {
        return Creation.of(rows);
    }

    /** A single float32 number, of shape []. */
    public static Tensor scalar(float value) {
        return Creation.full(DType.FLOAT32, Shape.scalar(), value);
    }

    public static Tensor zeros(long... shape) {
        return Creation.full(DType.FLOAT32, Shape.of(shape), 0);
    }

    public static Tensor zeros(DType dtype, Shape shape) {
        return Creation.full(dtype, shape, 0);
    }

    public static Tensor ones(long... shape) {
        return Creation.full(DType.FLOAT32, Shape.of(shape), 1);
    }

    /** All elements the same value. */
    public static Tensor full(DType dtype, Shape shape, double value) {
        return Creation.full(dtype, shape, value);
    }

    /** 0, 1, …, n − 1 as int64. */
    public static Tensor range(long n) {
        return Creation.range(n);
    }

    /** {@code n} float32 values from {@code first} to {@code last}, both included, evenly spaced. */
    public static Tensor linspace(double first, double last, int n) {
        return Creation.linspace(first, last, n);
    }

    /** The identity matrix in float32. */
    public static Tensor eye(int n) {
        return Creation.eye(n);
    }

    /**
     * Float32 numbers from [low, high), every element a function of the stream and its place.
     *
     * <pre>{@code
     * RandomSource random = RandomSource.of(42);
     * Tensor w = Tensor.uniform(Shape.of(784, 256), -0.05, 0.05, random.stream("w").at(0));
     * }</pre>
     */
    public static Tensor uniform(Shape shape, double low, double high, RandomStream stream) {
        Check.require(low < high, "uniform", "low must be < high", low + " and " + high);
        return Randomness.draw("uniform", RandomFn.UNIFORM, low, high, DType.FLOAT32, shape, stream);
    }

    /** Float32 numbers from the normal distribution. */
    public static Tensor normal(Shape shape, double mean, double deviation, RandomStream stream) {
        Check.notNegative("normal", "deviation", deviation);
        return Randomness.draw("normal", RandomFn.NORMAL, mean, deviation, DType.FLOAT32, shape, stream);
    }

    /**
     * Numbers of a floating type from the normal distribution, drawn by a key in memory ({@link #key}): inside a recorded step, where assigning the
     * next draw to the key gives the next numbers.
     */
    public static Tensor normal(DType dtype, Shape shape, double mean, double deviation, Tensor key) {
        Check.notNegative("normal", "deviation", deviation);
        return Randomness.normal(dtype, shape, mean, deviation, key);
    }

    /** Int32 numbers from low (included) to high (excluded). */
    public static Tensor integers(Shape shape, int low, int high, RandomStream stream) {
        Check.require(low < high, "integers", "low must be < high", low + " and " + high);
        return Randomness.draw("integers", RandomFn.INTEGERS, low, high, DType.INT32, shape, stream);
    }

    /** True with the given probability. */
    public static Tensor bernoulli(Shape shape, double probability, RandomStream stream) {
        Check.within("bernoulli", "probability", probability, 0, 1);
        return Randomness.draw("bernoulli", RandomFn.BERNOULLI, probability, 0, DType.BOOL, shape, stream);
    }

    /** A stream as the int64 {@code [key, draw]} that {@link #dropout} asks for. */
    public static Tensor key(RandomStream stream) {
        return Randomness.key(stream);
    }

    // ---- what it is ----

    public Shape shape() {
        return array.shape();
    }

    public DType dtype() {
        return array.dtype();
    }

    public int rank() {
        return shape().rank();
    }

    /** The number of elements. */
    public long size() {
        return shape().size();
    }

    /** The length of an axis; negative axes count from the back. */
    public long dim(int axis) {
        return shape().dim(axis);
    }

    /** The operation that made it, or the name it was given. */
    public String name() {
        return name;
    }

    /** The same tensor under a name of your own, for error messages. */
    public Tensor named(String name) {
        return new Tensor(array, node, name);
    }

    // ---- reading and writing ----

    /** The elements as float32, row by row. */
    public float[] toArray() {
        return Access.floats(this);
    }

    /** The elements as doubles, row by row. */
    public double[] toDoubles() {
        return Access.doubles(this);
    }

    /** The elements as ints, row by row; floating values are truncated. */
    public int[] toInts() {
        return Access.ints(this);
    }

    /** The elements as longs, row by row; floating values are truncated. */
    public long[] toLongs() {
        return Access.longs(this);
    }

    /** The elements as truth values, row by row: is it not zero? */
    public boolean[] toBooleans() {
        return Access.booleans(this);
    }

    /** The only element of a tensor of size 1. */
    public double item() {
        return Access.item(this);
    }

    /** One element. */
    public double get(long... index) {
        return Access.get(this, index);
    }

    /** Writes another tensor's values (same type and shape) into this one's memory. */
    public Tensor assign(Tensor values) {
        Access.assign(this, values);
        return this;
    }

    /** Writes values into this tensor's memory, row by row: how a learning rate or a batch reaches a recorded step. */
    public Tensor assign(float... values) {
        Access.assign(this, values);
        return this;
    }

    /** Writes values into this tensor's memory, row by row. */
    public Tensor assign(double... values) {
        Access.assign(this, values);
        return this;
    }

    /** Writes values into this tensor's memory, row by row. */
    public Tensor assign(int... values) {
        Access.assign(this, values);
        return this;
    }

    /** Writes values into this tensor's memory, row by row. */
    public Tensor assign(long... values) {
        Access.assign(this, values);
        return this;
    }

    /** Writes another tensor into a stretch of this one's memory, from an index of an axis on: how a cache grows without being copied. */
    public Tensor assignFrom(int axis, long first, Tensor part) {
        Shaping.assign(this, axis, first, part);
        return this;
    }

    /** A copy that outlives the step it was made in, without gradient history. */
    public Tensor keep() {
        return Access.keep(this);
    }

    // ---- gradients ----

    /** The same values as a starting point for gradients: {@link Gradients#get} answers for the tensor returned here. */
    public Tensor tracked() {
        Check.require(dtype().isFloating(), "tracked", "only floating types have gradients", dtype(), "Use cast(DType.FLOAT32).");
        return new Tensor(array, Node.leaf(shape(), null), name);
    }

    /** The same values without history: no gradient flows through it. */
    public Tensor detach() {
        return node == null ? this : new Tensor(array, null, name);
    }

    /** Whether a gradient flows back through this tensor. */
    public boolean isTracked() {
        return node != null;
    }

    /** Runs the body without building gradient history: for evaluation, and for updates of weights. */
    public static <T> T withoutGradients(Supplier<T> body) {
        return Tape.off(body);
    }

    /**
     * Runs an operation of your own, with your own backward pass.
     *
     * @see CustomOp
     */
    public static Tensor apply(CustomOp op, Tensor... inputs) {
        return Custom.apply(op, List.of(inputs));
    }

    // ---- arithmetic ----

    public Tensor add(Tensor other) {
        return Elementwise.add(this, other);
    }

    /** To integers only whole numbers. */
    public Tensor add(double value) {
        return Elementwise.linear("add", this, 1, value, value);
    }

    public Tensor sub(Tensor other) {
        return Elementwise.sub(this, other);
    }

    /** From integers only whole numbers. */
    public Tensor sub(double value) {
        return Elementwise.linear("sub", this, 1, -value, value);
    }

    public Tensor mul(Tensor other) {
        return Elementwise.mul(this, other);
    }

    /** Of integers only by whole numbers. */
    public Tensor mul(double value) {
        return Elementwise.linear("mul", this, value, 0, value);
    }

    /** Quotients; of integers truncated toward zero. */
    public Tensor div(Tensor other) {
        return Elementwise.div(this, other);
    }

    /**
     * Quotients; of INT32 and INT64 truncated toward zero, and only by whole numbers. UINT8 has to be cast first:
     * {@code pixels.cast(DType.FLOAT32).div(255)}.
     */
    public Tensor div(double value) {
        return Elementwise.div(this, value);
    }

    public Tensor pow(Tensor exponent) {
        return Elementwise.pow(this, exponent);
    }

    public Tensor pow(double exponent) {
        return Elementwise.unary("pow", UnaryFn.POWER, exponent, 0, this);
    }

    /** The larger of both, element by element; NaN wins. */
    public Tensor maximum(Tensor other) {
        return Elementwise.maximum(this, other);
    }

    /** The smaller of both, element by element; NaN wins. */
    public Tensor minimum(Tensor other) {
        return Elementwise.minimum(this, other);
    }

    public Tensor neg() {
        return Elementwise.unary("neg", UnaryFn.NEGATE, this);
    }

    public Tensor abs() {
        return Elementwise.unary("abs", UnaryFn.ABS, this);
    }

    public Tensor sign() {
        return Elementwise.unary("sign", UnaryFn.SIGN, this);
    }

    public Tensor floor() {
        return Elementwise.unary("floor", UnaryFn.FLOOR, this);
    }

    public Tensor ceil() {
        return Elementwise.unary("ceil", UnaryFn.CEIL, this);
    }

    /** To the nearest integer, halves to the even one. */
    public Tensor round() {
        return Elementwise.unary("round", UnaryFn.ROUND, this);
    }

    public Tensor square() {
        return Elementwise.unary("square", UnaryFn.SQUARE, this);
    }

    public Tensor sqrt() {
        return Elementwise.unary("sqrt", UnaryFn.SQRT, this);
    }

    public Tensor rsqrt() {
        return Elementwise.unary("rsqrt", UnaryFn.RSQRT, this);
    }

    public Tensor reciprocal() {
        return Elementwise.unary("reciprocal", UnaryFn.RECIPROCAL, this);
    }

    public Tensor exp() {
        return Elementwise.unary("exp", UnaryFn.EXP, this);
    }

    public Tensor expm1() {
        return Elementwise.unary("expm1", UnaryFn.EXPM1, this);
    }

    public Tensor log() {
        return Elementwise.unary("log", UnaryFn.LOG, this);
    }

    public Tensor log1p() {
        return Elementwise.unary("log1p", UnaryFn.LOG1P, this);
    }

    public Tensor sin() {
        return Elementwise.unary("sin", UnaryFn.SIN, this);
    }

    public Tensor cos() {
        return Elementwise.unary("cos", UnaryFn.COS, this);
    }

    public Tensor tanh() {
        return Elementwise.unary("tanh", UnaryFn.TANH, this);
    }

    public Tensor sigmoid() {
        return Elementwise.unary("sigmoid", UnaryFn.SIGMOID, this);
    }

    public Tensor erf() {
        return Elementwise.unary("erf", UnaryFn.ERF, this);
    }

    public Tensor relu() {
        return Elementwise.unary("relu", UnaryFn.RELU, this);
    }

    /** x where x > 0, slope·x elsewhere. */
    public Tensor leakyRelu(double slope) {
        return Elementwise.unary("leakyRelu", UnaryFn.LEAKY_RELU, slope, 0, this);
    }

    /** x where x > 0, alpha·(eˣ − 1) elsewhere. */
    public Tensor elu(double alpha) {
        return Elementwise.unary("elu", UnaryFn.ELU, alpha, 0, this);
    }

    /** x·Φ(x), exact. */
    public Tensor gelu() {
        return Elementwise.unary("gelu", UnaryFn.GELU, this);
    }

    /** The tanh approximation of {@link #gelu}. */
    public Tensor geluTanh() {
        return Elementwise.unary("geluTanh", UnaryFn.GELU_TANH, this);
    }

    /** x·σ(x), also called swish. */
    public Tensor silu() {
        return Elementwise.unary("silu", UnaryFn.SILU, this);
    }

    /** log(1 + eˣ). */
    public Tensor softplus() {
        return Elementwise.unary("softplus", UnaryFn.SOFTPLUS, this);
    }

    /** x·tanh(softplus(x)). */
    public Tensor mish() {
        return Elementwise.unary("mish", UnaryFn.MISH, this);
    }

    /** Every element limited to [low, high]. */
    public Tensor clip(double low, double high) {
        Check.require(low <= high, "clip", "low must be <= high", low + " and " + high);
        return Elementwise.unary("clip", UnaryFn.CLIP, low, high, this);
    }

    /** Converts the element type: to integers truncates, to {@link DType#BOOL} asks "is it not zero?". */
    public Tensor cast(DType dtype) {
        return Elementwise.cast(this, dtype);
    }

    // ---- comparison and logic ----

    public Tensor eq(Tensor other) {
        return Elementwise.compare("eq", BinaryFn.EQUAL, this, other);
    }

    public Tensor eq(double value) {
        return Elementwise.compare("eq", BinaryFn.EQUAL, this, value);
    }

    public Tensor ne(Tensor other) {
        return Elementwise.compare("ne", BinaryFn.NOT_EQUAL, this, other);
    }

    public Tensor ne(double value) {
        return Elementwise.compare("ne", BinaryFn.NOT_EQUAL, this, value);
    }

    public Tensor lt(Tensor other) {
        return Elementwise.compare("lt", BinaryFn.LESS, this, other);
    }

    public Tensor lt(double value) {
        return Elementwise.compare("lt", BinaryFn.LESS, this, value);
    }

    public Tensor le(Tensor other) {
        return Elementwise.compare("le", BinaryFn.LESS_EQUAL, this, other);
    }

    public Tensor le(double value) {
        return Elementwise.compare("le", BinaryFn.LESS_EQUAL, this, value);
    }

    public Tensor gt(Tensor other) {
        return Elementwise.compare("gt", BinaryFn.GREATER, this, other);
    }

    public Tensor gt(double value) {
        return Elementwise.compare("gt", BinaryFn.GREATER, this, value);
    }

    public Tensor ge(Tensor other) {
        return Elementwise.compare("ge", BinaryFn.GREATER_EQUAL, this, other);
    }

    public Tensor ge(double value) {
        return Elementwise.compare("ge", BinaryFn.GREATER_EQUAL, this, value);
    }

    public Tensor and(Tensor other) {
        return Elementwise.logic("and", BinaryFn.AND, this, other);
    }

    public Tensor or(Tensor other) {
        return Elementwise.logic("or", BinaryFn.OR, this, other);
    }

    public Tensor xor(Tensor other) {
        return Elementwise.logic("xor", BinaryFn.XOR, this, other);
    }

    public Tensor not() {
        return Elementwise.not(this);
    }

    /** True where an element is neither NaN nor infinite. */
    public Tensor isFinite() {
        return Elementwise.isFinite(this);
    }

    /** On a boolean tensor: {@code a} where true, {@code b} elsewhere, all broadcast. */
    public Tensor where(Tensor a, Tensor b) {
        return Elementwise.where(this, a, b);
    }

    // ---- reductions: over the given axes, or over all when none is given; the axes disappear ----

    /** Sums; of integers as INT64, which holds them. */
    public Tensor sum(int... axes) {
        return Reductions.reduce("sum", ReduceFn.SUM, this, axes);
    }

    public Tensor mean(int... axes) {
        return Reductions.reduce("mean", ReduceFn.MEAN, this, axes);
    }

    public Tensor max(int... axes) {
        return Reductions.reduce("max", ReduceFn.MAX, this, axes);
    }

    public Tensor min(int... axes) {
        return Reductions.reduce("min", ReduceFn.MIN, this, axes);
    }

    /** Products; of integers as INT64. */
    public Tensor product(int... axes) {
        return Reductions.reduce("product", ReduceFn.PRODUCT, this, axes);
    }

    /** The population variance: the mean squared distance from the mean. */
    public Tensor variance(int... axes) {
        return Reductions.variance(this, axes);
    }

    /** The square root of {@link #variance}. */
    public Tensor std(int... axes) {
        return Reductions.variance(this, axes).sqrt();
    }

    /** The Euclidean norm. */
    public Tensor norm(int... axes) {
        return Reductions.norm(this, axes);
    }

    /** log Σ eˣ, without overflow. */
    public Tensor logSumExp(int... axes) {
        return Reductions.logSumExp(this, axes);
    }

    /** On a boolean tensor: is any element true? */
    public Tensor any(int... axes) {
        return Reductions.logical("any", ReduceFn.ANY, this, axes);
    }

    /** On a boolean tensor: are all elements true? */
    public Tensor all(int... axes) {
        return Reductions.logical("all", ReduceFn.ALL, this, axes);
    }

    /** The int64 position of the largest element along an axis, the first of equals. */
    public Tensor argmax(int axis) {
        return Reductions.argReduce("argmax", true, this, axis);
    }

    /** The int64 position of the smallest element along an axis, the first of equals. */
    public Tensor argmin(int axis) {
        return Reductions.argReduce("argmin", false, this, axis);
    }

    /** Running sums along an axis; of integers as INT64. */
    public Tensor cumsum(int axis) {
        return Reductions.cumulativeSum(this, axis);
    }

    /** All elements along an axis in ascending order (descending on request), with their positions. */
    public Sorted sort(int axis, boolean descending) {
        return Indexing.sort("sort", this, dim(axis), axis, descending);
    }

    /** The k largest elements along the last axis, largest first, with their positions. */
    public Sorted topK(int k) {
        return topK(k, -1, true);
    }

    /** The k largest elements along an axis, largest first, or the k smallest, smallest first, with their positions. */
    public Sorted topK(int k, int axis, boolean largest) {
        return Indexing.sort("topK", this, k, axis, largest);
    }

    // ---- shape ----

    /** The same elements under another shape; one length may be -1 and is worked out. Shares the memory. */
    public Tensor reshape(long... shape) {
        return Shaping.reshape(this, shape);
    }

    public Tensor reshape(Shape shape) {
        return Shaping.reshape(this, shape.toArray());
    }

    /** Joins all axes from {@code from} on into one. */
    public Tensor flatten(int from) {
        return Shaping.flatten(this, from);
    }

    /** Adds an axis of length 1 at the given place. */
    public Tensor expandDims(int axis) {
        return Shaping.expandDims(this, axis);
    }

    /** Takes away an axis of length 1. */
    public Tensor squeeze(int axis) {
        return Shaping.squeeze(this, axis);
    }

    /** Swaps the last two axes. */
    public Tensor transpose() {
        return Shaping.transpose(this);
    }

    /** Reorders the axes: axis i of the result is axis {@code order[i]} of this. */
    public Tensor permute(int... order) {
        return Shaping.permute(this, order);
    }

    /** Stretches axes of length 1, and adds axes in front, to reach a shape. */
    public Tensor expand(long... shape) {
        return Shaping.expand(this, Shape.of(shape));
    }

    /** The elements {@code from} (included) to {@code to} (excluded) along an axis; negative bounds count from the back. */
    public Tensor slice(int axis, long from, long to) {
        return Shaping.slice(this, axis, from, to, 1);
    }

    /** Every {@code step}-th element from {@code from} (included) to {@code to} (excluded) along an axis. */
    public Tensor slice(int axis, long from, long to, long step) {
        return Shaping.slice(this, axis, from, to, step);
    }

    /** One position along an axis; the axis disappears. */
    public Tensor select(int axis, long index) {
        return Shaping.select(this, axis, index);
    }

    /** Reverses the order along an axis. */
    public Tensor flip(int axis) {
        return Shaping.flip(this, axis);
    }

    /** Adds {@code before} and {@code after} elements of the given value along an axis. */
    public Tensor pad(int axis, long before, long after, double value) {
        return Shaping.pad(this, axis, before, after, value);
    }

    /** Joins tensors along an existing axis. */
    public static Tensor concat(int axis, Tensor... parts) {
        return Shaping.concat(axis, List.of(parts));
    }

    /** Joins tensors along an existing axis. */
    public static Tensor concat(int axis, List<Tensor> parts) {
        return Shaping.concat(axis, parts);
    }

    /** Joins tensors of one shape along a new axis. */
    public static Tensor stack(int axis, Tensor... parts) {
        return Shaping.stack(axis, List.of(parts));
    }

    // ---- by index ----

    /** Slices along an axis picked by an integer tensor of any shape, whose shape takes the axis's place; negative indices give zeros. */
    public Tensor gather(int axis, Tensor index) {
        return Indexing.gather("gather", this, axis, index);
    }

    /**
     * Rows of this table picked by an integer tensor. Its gradient is kept as rows ({@link Gradients#rows}) until somebody asks for it whole.
     */
    public Tensor embedding(Tensor index) {
        return Indexing.embedding(this, index);
    }

    /** A copy of this with slices of {@code updates} added at the positions of {@code index} along an axis; negative indices are skipped. */
    public Tensor scatterAdd(int axis, Tensor index, Tensor updates) {
        return Indexing.scatterAdd(this, axis, index, updates);
    }

    /** Integer labels as rows of zeros with a one: a new last axis of the given length, float32. */
    public Tensor oneHot(int classes) {
        return Indexing.oneHot(this, classes);
    }

    // ---- sequences ----

    /**
     * A recurrent cell over sequences [n, time, features], as one kernel: {@code x.recurrent(W, U, b, Recurrence.lstm()).output()}.
     *
     * @param weights of the input, [features, gates · units]
     * @param recurrent weights of the state, [units, gates · units]
     * @param bias [gates · units], with one part more for a GRU; null for none
     */
    public Recurred recurrent(Tensor weights, Tensor recurrent, @Nullable Tensor bias, Recurrence how) {
        return Recurrences.run(this, weights, recurrent, bias, how);
    }

    /** One step of each row of [n, time, ..]: {@code y[i] = x[i, steps[i]]} (INT32 [n]), zeros where the step is negative. */
    public Tensor stepAt(Tensor steps) {
        return Recurrences.stepAt(this, steps);
    }

    // ---- linear algebra ----

    /** Matrix product over the last two axes; leading axes broadcast. A vector stands for a row on the left, a column on the right. */
    public Tensor matmul(Tensor other) {
        return Linalg.matmul(this, other);
    }

    /** {@code x W + b} over the last axis: one fused kernel. */
    public Tensor linear(Tensor weights, @Nullable Tensor bias) {
        return Linalg.linear(this, weights, bias, Activation.NONE);
    }

    /** {@code f(x W + b)} over the last axis: one fused kernel. */
    public Tensor linear(Tensor weights, @Nullable Tensor bias, Activation activation) {
        return Linalg.linear(this, weights, bias, activation);
    }

    // ---- convolution and pooling: channels last ----

    /**
     * Convolution of images {@code [n, h, w, in]} with weights {@code [kh, kw, in/groups, out]} and a bias {@code [out]}.
     *
     * <pre>{@code
     * Tensor y = images.conv2d(weights, bias, Conv.create().withPadding(Padding.SAME));
     * }</pre>
     */
    public Tensor conv2d(Tensor weights, @Nullable Tensor bias, Conv options) {
        return Convolutions.conv2d(this, weights, bias, options, Activation.NONE);
    }

    /** {@link #conv2d(Tensor, Tensor, Conv)} and an activation in one fused kernel. */
    public Tensor conv2d(Tensor weights, @Nullable Tensor bias, Conv options, Activation activation) {
        return Convolutions.conv2d(this, weights, bias, options, activation);
    }

    /** Convolution of sequences {@code [n, time, in]} with weights {@code [k, in/groups, out]} and a bias {@code [out]}. */
    public Tensor conv1d(Tensor weights, @Nullable Tensor bias, Conv options) {
        return Convolutions.conv1d(this, weights, bias, options);
    }

    /**
     * Transposed convolution: {@code [n, h, w, in]} with weights {@code [kh, kw, out, in]} to {@code [n, h·stride.., w·stride.., out]}. One group.
     */
    public Tensor convTranspose2d(Tensor weights, @Nullable Tensor bias, Conv options) {
        return Convolutions.convTranspose2d(this, weights, bias, options);
    }

    /** The largest element under each window of images {@code [n, h, w, c]}. */
    public Tensor maxPool2d(Pool options) {
        return Pooling.max(this, options);
    }

    /** The mean under each window of images {@code [n, h, w, c]}; padding does not count. */
    public Tensor averagePool2d(Pool options) {
        return Pooling.average(this, options);
    }

    /** The mean over height and width: {@code [n, h, w, c]} to {@code [n, c]}. */
    public Tensor globalAveragePool2d() {
        return Pooling.globalAverage(this);
    }

    /** The largest over height and width: {@code [n, h, w, c]} to {@code [n, c]}. */
    public Tensor globalMaxPool2d() {
        return Pooling.globalMax(this);
    }

    /** Means over windows chosen so that the result is {@code [n, height, width, c]}, whatever the size of the input. */
    public Tensor adaptiveAveragePool2d(int height, int width) {
        return Pooling.adaptiveAverage(this, height, width);
    }

    /** Maxima over windows chosen so that the result is {@code [n, height, width, c]}, whatever the size of the input. */
    public Tensor adaptiveMaxPool2d(int height, int width) {
        return Pooling.adaptiveMax(this, height, width);
    }

    // ---- normalisation ----

    /** Batch norm over all axes but the last, by this batch's own statistics, which are returned as well. */
    public Normalized batchNorm(Tensor gamma, Tensor beta, double epsilon) {
        return Norms.batch(this, gamma, beta, epsilon);
    }

    /** Batch norm by given statistics, as at inference. */
    public Tensor batchNorm(Tensor gamma, Tensor beta, Tensor mean, Tensor variance, double epsilon) {
        return Norms.frozenBatch(this, gamma, beta, mean, variance, epsilon);
    }

    /** Norm of each row over the last axis, scaled by gamma and shifted by beta. */
    public Tensor layerNorm(Tensor gamma, Tensor beta, double epsilon) {
        return Norms.layer(this, gamma, beta, epsilon);
    }

    /** Each row of the last axis divided by its root mean square, scaled by gamma. */
    public Tensor rmsNorm(Tensor gamma, double epsilon) {
        return Norms.rms(this, gamma, epsilon);
    }

    /** Norm of each sample {@code [n, .., c]} over all positions and the channels of a group. */
    public Tensor groupNorm(int groups, Tensor gamma, Tensor beta, double epsilon) {
        return Norms.group(this, groups, gamma, beta, epsilon);
    }

    // ---- softmax, losses, dropout ----

    /** eˣ / Σ eˣ along an axis. */
    public Tensor softmax(int axis) {
        return Softmaxes.softmax(this, axis, false);
    }

    /** The logarithm of {@link #softmax}, without losing the small ones. */
    public Tensor logSoftmax(int axis) {
        return Softmaxes.softmax(this, axis, true);
    }

    /**
     * Softmax cross-entropy of these logits {@code [.., classes]}, one loss for each row. Labels are integers {@code [..]} (a negative one is
     * ignored), or distributions {@code [.., classes]}.
     */
    public Tensor crossEntropy(Tensor labels) {
        return Softmaxes.crossEntropy(this, labels, CrossEntropyOptions.create());
    }

    /** {@link #crossEntropy(Tensor)} with label smoothing and class weights. */
    public Tensor crossEntropy(Tensor labels, CrossEntropyOptions options) {
        return Softmaxes.crossEntropy(this, labels, options);
    }

    /** Sigmoid cross-entropy of these logits with targets of the same shape (0 to 1), one loss for each element. */
    public Tensor sigmoidCrossEntropy(Tensor targets) {
        return Softmaxes.sigmoidCrossEntropy(this, targets, CrossEntropyOptions.create());
    }

    /** {@link #sigmoidCrossEntropy(Tensor)} with label smoothing and a weight of the positive side for each element of the last axis. */
    public Tensor sigmoidCrossEntropy(Tensor targets, CrossEntropyOptions options) {
        return Softmaxes.sigmoidCrossEntropy(this, targets, options);
    }

    /**
     * Connectionist temporal classification of these logits {@code [n, time, classes]}: one loss for each row, {@code [n]}. Infinite, without a
     * gradient, where a row's labels do not fit into its steps.
     *
     * @param lengths how many steps of each row are real, INT32 {@code [n]}
     * @param labels each row's labels, INT32 {@code [n, most]}
     * @param labelLengths how many of them each row has, INT32 {@code [n]}
     * @param blank the class that stands for no label
     */
    public Tensor ctcLoss(Tensor lengths, Tensor labels, Tensor labelLengths, int blank) {
        return Softmaxes.ctc(this, lengths, labels, labelLengths, blank);
    }

    /**
     * Sets a share of the elements to zero and scales the others so that the mean stays. The key decides which ({@link #key}, int64
     * {@code [stream key, draw]}); assign the next one to it before each run of a step: {@code key.assign(stream.key(), stream.draw())}.
     */
    public Tensor dropout(double rate, Tensor key) {
        return Randomness.dropout(this, rate, key);
    }

    /** {@code this.add(part.dropout(rate, key))} in one pass: what goes around a layer, plus what is left of the layer's result. */
    public Tensor addDropped(Tensor part, double rate, Tensor key) {
        return Randomness.addDropped(this, part, rate, key);
    }

    /**
     * Scaled dot-product attention of these queries {@code [n, tq, heads · dim]} over keys and values {@code [n, tk, keyValueHeads · dim]}, head by
     * head: {@code y_i = Σ_j softmax_j(q_i · k_j / √dim) v_j}. Memory does not grow with {@code tq · tk}. What sees no key is 0.
     */
    public Tensor attention(Tensor keys, Tensor values, Attention options) {
        return Attending.attention(this, keys, values, options);
    }

    /**
     * Self-attention of queries, keys and values side by side, {@code [n, t, (heads + 2 · keyValueHeads) · dim]} as one product with their weights
     * gives them.
     */
    public Tensor attention(Attention options) {
        return Attending.attention(this, options);
    }

    /** Up to eight elements along each axis, rows in brackets, with shape and type. */
    @Override
    public String toString() {
        return Printing.describe(this);
    }

    // ---- for kernels and interop ----

    /** A tensor over existing memory. */
    public static Tensor over(NativeArray array) {
        return new Tensor(array, null, "over");
    }

    /** The memory, if it may still be used. */
    public NativeArray array() {
        if (!array.isAlive()) {
            Arena arena = array.arena();
            throw new IllegalStateException("Tensor " + name + " " + shape() + " was made inside " + (arena == null ? "a step" : arena.name())
                    + ", which has run again or is closed, so its memory is no longer its own. Return it from the step and keep() the result.");
        }
        return array;
    }

    @Nullable Node node() {
        return node;
    }

    Tensor withNode(Node node) {
        return new Tensor(array, node, name);
    }

    /** The same values in the step's present run; for results of a replay. */
    Tensor renewed() {
        return new Tensor(array.renewed(), null, name);
    }

    static Tensor allocate(String name, DType dtype, Shape shape) {
        return new Tensor(Execution.current().allocate(dtype, shape), null, name);
    }
}
