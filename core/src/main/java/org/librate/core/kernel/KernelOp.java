package org.librate.core.kernel;

import org.jspecify.annotations.Nullable;
import org.librate.core.Check;

/**
 * One kernel with its options, as a value: the contract between the operations above and the kernel sets below.
 *
 * <p>An op names what is computed; {@link #bind} ties it to memory. The Javadoc of each record is the whole contract:
 * which arrays come in, which go out, in which order. Arrays are contiguous, row-major and not empty (empty work never
 * gets here), shapes and types have been checked, and an output never overlaps an input unless the record says in-out:
 * then the array stands among the outputs and is read as well.
 *
 * <p>Ops compare by value. That is how a step knows that two of its runs were the same program.
 */
public interface KernelOp {

    /** A call of this op on the given memory, by the given kernels. */
    Call bind(Kernels kernels, NativeArray[] in, NativeArray[] out);

    /** Whether an output is read as well (in-out), so that it cannot simply be put elsewhere. */
    default boolean updates() {
        return false;
    }

    // ---- memory ----

    /** Sets all elements. () → (y of any type) */
    record Fill(double value) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.fill(this, out[0]);
        }
    }

    /** Converts element types: to integer truncates, to BOOL means "is not zero". (x) → (y of another type) */
    record Cast() implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.cast(this, in[0], out[0]);
        }
    }

    /**
     * Copies a box of elements between two strided layouts: slice, concat, pad, permute, expand and flip are all this.
     * Element (i, j, …) with i &lt; sizes[0], … goes from {@code from + i·fromStrides[0] + …} to {@code to + i·toStrides[0] + …}.
     * A from-stride may be 0 or negative. Elements of y outside the box keep their value. (x) → (y in-out, same type)
     */
    record CopyBox(Longs sizes, long from, Longs fromStrides, long to, Longs toStrides) implements KernelOp {
        @Override public boolean updates() {
            return true;
        }

        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.copyBox(this, in[0], out[0]);
        }
    }

    // ---- elementwise ----

    /** y = f(x; a, b). Floating types; LINEAR, NEGATE, ABS, SIGN, SQUARE and CLIP take integers as well. (x) → (y, may be the same array) */
    record Unary(UnaryFn fn, double a, double b) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.unary(this, in[0], out[0]);
        }
    }

    /** dx = g · f'(x). The second array is x or y, as {@link UnaryFn#slopeFrom} says (INPUT or OUTPUT only). (g, x or y) → (dx) */
    record UnaryGradient(UnaryFn fn, double a, double b) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.unaryGradient(this, in[0], in[1], out[0]);
        }
    }

    /** Is it NaN or infinite: true where not finite. (x floating) → (y BOOL) */
    record NotFinite() implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.notFinite(this, in[0], out[0]);
        }
    }

    /**
     * Broadcast arithmetic, comparison and logic. Division of integers truncates toward zero. (a, b of one type) → (y; may be a or b where shapes are
     * equal)
     */
    record Binary(BinaryFn fn) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.binary(this, in[0], in[1], out[0]);
        }
    }

    /** y = condition ? a : b, all broadcast. (condition BOOL, a, b of one type) → (y) */
    record Where() implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.where(this, in[0], in[1], in[2], out[0]);
        }
    }

    // ---- along axes ----

    /** Reduces the given axes (ascending, at least one). MEAN needs a floating type. (x) → (y with those axes of length 1 or gone) */
    record Reduce(ReduceFn fn, Longs axes) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.reduce(this, in[0], out[0]);
        }
    }

    /** The position of the largest (or smallest) element along an axis, the first of equals; NaN wins. (x) → (y INT64) */
    record ArgReduce(boolean largest, int axis) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.argReduce(this, in[0], out[0]);
        }
    }

    /** Running sum along an axis, from the end when reversed. (x) → (y) */
    record CumulativeSum(int axis, boolean reversed) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.cumulativeSum(this, in[0], out[0]);
        }
    }

    /**
     * The first {@code y.dim(axis)} elements along an axis in sorted order: sort and top-k. Stable; NaN comes last when
     * ascending and first when descending. (x) → (values, positions INT64)
     */
    record Sort(int axis, boolean descending) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.sort(this, in[0], out[0], out[1]);
        }
    }

    /** Softmax along an axis, or its logarithm. (x floating) → (y) */
    record Softmax(int axis, boolean log) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.softmax(this, in[0], out[0]);
        }
    }

    /** (g, y as the forward op gave it) → (dx) */
    record SoftmaxGradient(int axis, boolean log) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.softmaxGradient(this, in[0], in[1], out[0]);
        }
    }

    // ---- losses, with their gradient in the same pass ----

    /**
     * Softmax cross-entropy of each row. With t the target distribution (a label means all on one class), s the smoothing,
     * c the number of classes and w the class weights (1 if absent): {@code q = (1 − s)·t + s / c},
     * {@code loss = −Σ w_j q_j log softmax(x)_j}, {@code dx = softmax(x)·Σ w_j q_j − w q}. A negative label means: ignore the row
     * (loss 0, gradient 0). (x [n, c]; labels INT32 or INT64 [n], or t [n, c] of x's type; w [c] or absent) → (loss [n], dx [n, c])
     */
    record CrossEntropy(double smoothing) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.crossEntropy(this, in[0], in[1], third(in), out[0], out[1]);
        }
    }

    /**
     * Sigmoid cross-entropy of each element. {@code t' = t·(1 − s) + s / 2}, {@code loss = −(w t' log σ(x) + (1 − t') log(1 − σ(x)))},
     * {@code dx = σ(x)·(w t' + 1 − t') − w t'}, finite for any finite x. (x [n, c], t [n, c], w [c] or absent) → (loss [n, c], dx [n, c])
     */
    record SigmoidCrossEntropy(double smoothing) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.sigmoidCrossEntropy(this, in[0], in[1], third(in), out[0], out[1]);
        }
    }

    // ---- linear algebra ----

    /**
     * {@code y = f(a · b + bias)} over the last two axes, leading axes broadcast; a and b may be taken transposed. The
     * activation f is RELU, TANH, SIGMOID, GELU, GELU_TANH or absent. (a, b, bias [n] or absent) → (y)
     */
    record Matmul(boolean transposeA, boolean transposeB, @Nullable UnaryFn activation) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.matmul(this, in[0], in[1], third(in), out[0]);
        }
    }

    /**
     * Products, and the largest of each {@code tile} that stand below one another: {@code y = a · b},
     * {@code top[i, j] = max y[i·tile .. (i+1)·tile, j]}. Whoever looks for large products looks at the tops first. FLOAT32; of tiles with NaN
     * nothing is promised. (a [m, k], b [k, n]) → (y [m, n], top [m / tile, n]), where tile divides m
     */
    record TiledProducts(int tile) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.tiledProducts(this, in[0], in[1], out[0], out[1]);
        }
    }

    /**
     * The gradients of {@code y = x · W + b} by W and by b: {@code xᵀ · g} and the sums of g's columns. (x [n, in], g [n, out]) → (dW [in, out], db
     * [out])
     */
    record LinearGradient() implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.linearGradient(this, in[0], in[1], out[0], out[1]);
        }
    }

    /**
     * Scaled dot-product attention, head by head: {@code y_i = Σ_j w_ij v_j} with {@code w_i = softmax over j of (scale · q_i · k_j)} over the keys
     * that query i sees: the first {@code lengths} of its sample, and when causal those with {@code j ≤ i + offset}. What sees nothing is 0. Of
     * n·heads·tq·tk weights (in this order) those that {@link Dropout} would drop are 0 after the softmax, the others scaled. Scratch memory holds
     * the weights of a block of queries, never all. (q [n, tq, heads·dim], k [n, tk, keyHeads·dim], v like k; or packed [n, t, (heads +
     * 2·keyHeads)·dim]; then lengths INT32 [n] if padded; then a random key INT64 [2] if the rate is not 0) → (y [n, tq, heads·dim])
     */
    record Attention(AttentionForm form) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.attention(this, in, out[0]);
        }
    }

    /** (g like y, then the forward op's inputs) → (dq, dk, dv; or d of what was packed) */
    record AttentionGradient(AttentionForm form) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.attentionGradient(this, in, out);
        }
    }

    /**
     * Convolution of channels-last images. Groups split the channels: output channel o of group o / (out/groups) sees that
     * group's in/groups input channels. (x [n, h, w, in], weights [kh, kw, in/groups, out], bias [out] or absent) → (y [n, h', w', out])
     */
    record Convolution(Window window, int groups, @Nullable UnaryFn activation) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.convolution(this, in[0], in[1], third(in), out[0]);
        }
    }

    /** The gradient of a convolution by its input; also the transposed convolution. (g [n, h', w', out], weights) → (dx [n, h, w, in]) */
    record ConvolutionDataGradient(Window window, int groups) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.convolutionDataGradient(this, in[0], in[1], out[0]);
        }
    }

    /** The gradient of a convolution by its weights, and by its bias where a second output is given. (x, g) → (dWeights, dBias [out] or absent) */
    record ConvolutionWeightGradient(Window window, int groups) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.convolutionWeightGradient(this, in[0], in[1], out[0], out.length > 1 ? out[1] : null);
        }
    }

    /**
     * The largest element under each window, padding never wins; positions hold its index within the window, row by row
     * (UINT8 for windows of up to 256 elements, INT32 beyond). (x [n, h, w, c]) → (y [n, h', w', c], positions like y)
     */
    record MaxPool(Window window) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.maxPool(this, in[0], out[0], out[1]);
        }
    }

    /** (g, positions) → (dx) */
    record MaxPoolGradient(Window window) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.maxPoolGradient(this, in[0], in[1], out[0]);
        }
    }

    /** The mean under each window; padding counts as zeros, or not at all. Dilation is 1. (x [n, h, w, c]) → (y) */
    record AveragePool(Window window, boolean countPadding) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.averagePool(this, in[0], out[0]);
        }
    }

    /** (g) → (dx) */
    record AveragePoolGradient(Window window, boolean countPadding) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.averagePoolGradient(this, in[0], out[0]);
        }
    }

    // ---- normalisation ----

    /**
     * Batch norm over all axes but the last, by the batch's own mean and (population) variance:
     * {@code y = γ (x − μ) / √(σ² + ε) + β}. (x [.., c], γ [c], β [c]) → (y, μ [c], σ² [c])
     */
    record BatchNorm(double epsilon) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.batchNorm(this, in[0], in[1], in[2], out[0], out[1], out[2]);
        }
    }

    /** (g, x, γ, μ, σ²) → (dx, dγ, dβ) */
    record BatchNormGradient(double epsilon) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.batchNormGradient(this, in[0], in[1], in[2], in[3], in[4], out[0], out[1], out[2]);
        }
    }

    /** Batch norm with given statistics, as at inference: {@code y = γ (x − μ) / √(σ² + ε) + β}. (x, γ, β, μ, σ²) → (y) */
    record FrozenBatchNorm(double epsilon) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.frozenBatchNorm(this, in[0], in[1], in[2], in[3], in[4], out[0]);
        }
    }

    /**
     * Norm of each row (the last axis): {@code y = γ (x − μ) / √(σ² + ε) + β}; with {@code rootMeanSquare} no mean is taken off and no
     * β added, {@code y = γ x / √(mean(x²) + ε)}. (x [.., c], γ [c], β [c] or absent) → (y, μ [rows], σ² or mean(x²) [rows]); μ is not written for
     * RMS.
     */
    record LayerNorm(double epsilon, boolean rootMeanSquare) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.layerNorm(this, in[0], in[1], third(in), out[0], out[1], out[2]);
        }
    }

    /** (g, x, γ, μ, σ²) → (dx, dγ, dβ or absent) */
    record LayerNormGradient(double epsilon, boolean rootMeanSquare) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.layerNormGradient(this, in[0], in[1], in[2], in[3], in[4], out[0], out[1], out.length > 2 ? out[2] : null);
        }
    }

    /** Norm of each sample over all positions and the channels of a group. (x [n, .., c], γ [c], β [c]) → (y, μ [n, groups], σ² [n, groups]) */
    record GroupNorm(int groups, double epsilon) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.groupNorm(this, in[0], in[1], in[2], out[0], out[1], out[2]);
        }
    }

    /** (g, x, γ, μ, σ²) → (dx, dγ, dβ) */
    record GroupNormGradient(int groups, double epsilon) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.groupNormGradient(this, in[0], in[1], in[2], in[3], in[4], out[0], out[1], out[2]);
        }
    }

    // ---- sequences ----

    /**
     * A recurrent cell over whole sequences, from the last step to the first when reversed. With lengths, row i has lengths[i] steps (those below 0
     * or above time are taken as 0 or time): what comes after is not looked at, y is 0 there, the row's last state is the one after its own steps,
     * and a reversed row begins at its own last step. A row without steps keeps its initial state. The optional arrays, in this order, are there as
     * the flags say; c only for an LSTM. {@code kept} is what the gradient needs, as many elements as {@link Kernels#recurrentMemory} asks for.
     * (x [n, time, features], W, U, b, lengths INT32 [n], h0 [n, units], c0 [n, units]) → (y [n, time, units], c [n, units] after the last step,
     * kept)
     */
    record Recurrent(RecurrentCell cell, boolean reversed, boolean lengths, boolean initial, boolean cellState, boolean training)
            implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.recurrent(this, in, out);
        }

        /** Where the lengths stand among the inputs; there only if {@link #lengths}. */
        public int lengthsAt() {
            return 4;
        }

        /** Where h0 stands among the inputs, before c0; there only if {@link #initial}. */
        public int initialAt() {
            return lengths ? 5 : 4;
        }

        /** How many inputs there are. */
        public int inputs() {
            return initialAt() + (!initial ? 0 : cell == RecurrentCell.LSTM ? 2 : 1);
        }
    }

    /**
     * With (inputs) as those of the forward op. (inputs.., y, kept, gy, and with cellState c, gc) → (dx, dW, dU, db, and with an initial state dh0,
     * dc0)
     */
    record RecurrentGradient(Recurrent forward) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.recurrentGradient(this, in, out);
        }
    }

    // ---- by index ----

    /**
     * Takes slices of x along an axis by index: {@code y[.., i.., ..] = x[.., index[i..], ..]}. Indices have been checked or
     * are the caller's promise; a negative one gives zeros. (x, index INT32 or INT64) → (y: x's shape with the axis replaced by index's shape)
     */
    record Gather(int axis) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.gather(this, in[0], in[1], out[0]);
        }
    }

    /**
     * Adds slices to y along an axis: {@code y[.., index[i..], ..] += u[.., i.., ..]}, in order of i, so the same bits for any thread count. Negative
     * indices are skipped. (index, u) → (y in-out)
     */
    record ScatterAdd(int axis) implements KernelOp {
        @Override public boolean updates() {
            return true;
        }

        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.scatterAdd(this, in[0], in[1], out[0]);
        }
    }

    // ---- along the edges of a graph ----
    //
    // A graph is lists: those of row r stand at positions offsets[r] to offsets[r + 1] (INT32 [rows + 1], ascending from 0). What a position names is
    // an
    // INT32 as well; where it is negative the position is padding: it adds nothing, and results for it are 0. Values of edges are [edges, heads]; the
    // features of a node are cut into as many heads of equal width. The lists' order is the order of summing, so the bits are the same for any thread
    // count.

    /**
     * Sparse matrix times dense matrix: {@code y[r, j] = Σ w[e, head of j]·x[neighbours[k], j]} over the positions k of row r. Weights are those of e
     * = k, or of e = edges[k] where {@code byEdge}; 1 unless {@code weighted}. (x [columns, f], offsets, neighbours; edges if byEdge; w [edges,
     * heads] if weighted) → (y [rows, f])
     */
    record GraphSum(boolean byEdge, boolean weighted) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.graphSum(this, in[0], in[1], in[2], byEdge ? in[3] : null, weighted ? in[byEdge ? 4 : 3] : null, out[0]);
        }
    }

    /**
     * Products across edges: {@code y[k, h] = Σ a[r, j]·b[neighbours[k], j]} over the features j of head h. (a [rows, f], b [columns, f], offsets,
     * neighbours) → (y [edges, heads])
     */
    record GraphProducts() implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.graphProducts(this, in[0], in[1], in[2], in[3], out[0]);
        }
    }

    /** Softmax over each row's edges, for each head by itself. (x [edges, heads], offsets, neighbours) → (y [edges, heads]) */
    record EdgeSoftmax() implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.edgeSoftmax(this, in[0], in[1], in[2], out[0]);
        }
    }

    /** (g, y as the forward op gave it, offsets, neighbours) → (dx) */
    record EdgeSoftmaxGradient() implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.edgeSoftmaxGradient(this, in[0], in[1], in[2], in[3], out[0]);
        }
    }

    /**
     * The largest of each feature among a row's neighbours, the first of equals; NaN wins; 0 for a row without any. {@code at} is the position where
     * it was found, or −1. (x [columns, f], offsets, neighbours) → (y [rows, f], at INT32 [rows, f])
     */
    record GraphMax() implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.graphMax(this, in[0], in[1], in[2], out[0], out[1]);
        }
    }

    /**
     * Offsets, neighbours and edges are those of the reversed graph: its rows are the columns. (g [rows, f], at, offsets, neighbours, edges) → (dx
     * [columns, f])
     */
    record GraphMaxGradient() implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.graphMaxGradient(this, in[0], in[1], in[2], in[3], in[4], out[0]);
        }
    }

    // ---- randomness: the same numbers from every kernel set ----

    /**
     * Random numbers of stream key[0] at draw key[1]: uniform in [a, b), normal with mean a and deviation b, BERNOULLI 1 with
     * probability a, integers in [a, b). (key INT64 [2]) → (y)
     */
    record Random(RandomFn fn, double a, double b) implements KernelOp {
        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.random(this, in[0], out[0]);
        }
    }

    /**
     * Keeps each element with probability 1 − rate, scaled by 1 / (1 − rate); the key decides which. What is dropped is 0, even NaN. {@code onto} is
     * added to the result. The mask holds that scale where kept and 0 where dropped, for the gradient; if x is the {@code rectified} output of a
     * ReLU, it is 0 as well where x is, and so the gradient of both. (x, key INT64 [2], onto like x or absent) → (y, mask like x or absent)
     */
    record Dropout(double rate, boolean rectified) implements KernelOp {

        /** Of anything. */
        public Dropout(double rate) {
            this(rate, false);
        }

        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.dropout(this, in[0], in[1], third(in), out[0], out.length > 1 ? out[1] : null);
        }
    }

    // ---- optimizer updates on flat buffers ----

    /**
     * Stochastic gradient descent. {@code g' = g + decay·p; v = momentum·v + g'; p −= rate·(nesterov ? g' + momentum·v : v)};
     * without momentum v is absent and {@code p −= rate·g'}. (g, rate [1]) → (p in-out, v in-out or absent)
     */
    record Sgd(double momentum, boolean nesterov, double decay) implements KernelOp {
        @Override public boolean updates() {
            return true;
        }

        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.sgd(this, in[0], in[1], out[0], out.length > 1 ? out[1] : null);
        }
    }

    /**
     * Adam. At step t (from 1): {@code m = β₁m + (1−β₁)g; v = β₂v + (1−β₂)g²; p −= rate·(m/(1−β₁ᵗ)) / (√(v/(1−β₂ᵗ)) + ε)}, before that
     * {@code p −= rate·decay·p} (decoupled weight decay). m and v below 10⁻³⁷ may become 0. (g, rate [1], t INT64 [1]) → (p in-out, m in-out, v
     * in-out)
     */
    record Adam(double beta1, double beta2, double epsilon, double decay) implements KernelOp {

        /**
         * Added to a moment and taken off again, this leaves what matters as it is (all of it above 10⁻²³) and makes 0 of what is below 10⁻³⁷. Where
         * gradients have stopped, in dead units and table rows that do not come, moments would otherwise stay at the smallest numbers there are, at
         * which processors are slow: 3.7 ms for 431,080 parameters instead of 0.22.
         */
        public static final float TINY = 0x1p-100f;

        @Override public boolean updates() {
            return true;
        }

        @Override public Call bind(Kernels k, NativeArray[] in, NativeArray[] out) {
            return k.adam(this, in[0], in[1], in[2], out[0], out[1], out[2]);
        }

        /** The step, which kernels check before they touch anything: at 0 the corrections divide by 0 and every parameter becomes NaN. */
        public static long checked(long step) {
            Check.require(step >= 1, "adam", "step must be >= 1", step, "The first update is step 1.");
            return step;
        }
    }

    private static @Nullable NativeArray third(NativeArray[] in) {
        return in.length > 2 ? in[2] : null;
    }
}
