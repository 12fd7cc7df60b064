package org.librate.core.kernel.onednn;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.ForwardingKernels;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Kernels;
import org.librate.core.kernel.Longs;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.ReduceFn;
import org.librate.core.kernel.UnaryFn;
import org.librate.core.kernel.host.HostDropout;
import org.librate.core.kernel.host.HostElementwise;
import org.librate.core.kernel.host.HostGraphs;
import org.librate.core.kernel.host.HostIndexing;
import org.librate.core.kernel.host.HostOptimizers;
import org.librate.core.kernel.host.HostRandom;
import org.librate.core.kernel.host.OneQuery;

/**
 * The fast kernels on CPU: oneDNN primitives in float32, plain Java where that is faster or oneDNN has nothing, and for the rest the
 * next set. This class only routes.
 */
public final class OneDnnKernels extends ForwardingKernels {

    private final Plans plans = new Plans();
    private final OneDnnRecurrent recurrences = new OneDnnRecurrent();

    /** Loads oneDNN, or fails with what the loader said. */
    public OneDnnKernels(Kernels next) {
        super(next);
        OneDnn.load();
    }

    @Override public String name() {
        return "onednn";
    }

    @Override public Call unary(KernelOp.Unary op, NativeArray x, NativeArray y) {
        boolean worthIt = fast(x) && x.size() > OneDnnElementwise.mostForJava(op.fn());
        Call call = worthIt ? plans.bind(OneDnnElementwise.kind(op), OneDnnElementwise.given(op), OneDnnElementwise.width(op.fn(), x),
                OneDnnElementwise::forward, x, y) : null;
        return call != null ? call : HostElementwise.unary(op, x, y);
    }

    @Override public Call unaryGradient(KernelOp.UnaryGradient op, NativeArray g, NativeArray xOrY, NativeArray dx) {
        boolean worthIt = fast(g) && g.size() > OneDnnElementwise.mostForJava(op.fn()) && op.fn() != UnaryFn.CLIP; // oneDNN has no such gradient
        Call call = worthIt ? plans.bind(op, OneDnnElementwise.width(op.fn(), g), OneDnnElementwise::backward, g, xOrY, dx) : null;
        return call != null ? call : HostElementwise.unaryGradient(op, g, xOrY, dx);
    }

    @Override public Call matmul(KernelOp.Matmul op, NativeArray a, NativeArray b, @Nullable NativeArray bias, NativeArray y) {
        Call call = fast(a) ? plans.bind(op, OneDnnMatmul.width(op, a, y), OneDnnMatmul::lay, arrays(bias, a, b, y)) : null;
        return call != null ? call : super.matmul(op, a, b, bias, y);
    }

    @Override public Call tiledProducts(KernelOp.TiledProducts op, NativeArray a, NativeArray b, NativeArray y, NativeArray top) {
        Call call = fast(a) ? plans.bind(op, OneDnnMatmul.width(a, y), OneDnnMatmul::tiled, a, b, y, top) : null;
        return call != null ? call : super.tiledProducts(op, a, b, y, top);
    }

    @Override public Call attention(KernelOp.Attention op, NativeArray[] in, NativeArray y) {
        Call one = fast(y) ? OneQuery.of(op.form(), in, y) : null;
        if (one != null) {
            return one;
        }
        OneDnnAttention attention = new OneDnnAttention(op.form(), in, 0);
        Call call = fast(y) ? plans.bind(new KernelOp.Attention(attention.kind()), attention.given(), attention.width(), attention::forward,
                arrays(y, in)) : null;
        return call != null ? call : super.attention(op, in, y);
    }

    @Override public Call attentionGradient(KernelOp.AttentionGradient op, NativeArray[] in, NativeArray[] gradients) {
        OneDnnAttention attention = new OneDnnAttention(op.form(), in, 1);
        NativeArray[] all = Stream.of(in, gradients).flatMap(Stream::of).toArray(NativeArray[]::new);
        Call call = fast(in[0]) ? plans.bind(new KernelOp.AttentionGradient(attention.kind()), attention.given(), attention.width(),
                attention::gradient, all) : null;
        return call != null ? call : super.attentionGradient(op, in, gradients);
    }

    @Override public Call linearGradient(KernelOp.LinearGradient op, NativeArray x, NativeArray g, NativeArray dWeights, NativeArray dBias) {
        KernelOp.Matmul product = new KernelOp.Matmul(true, false, null);
        boolean worthIt = fast(x) && OneDnnMatmul.isSmall(x, g);
        Call call = worthIt ? plans.bind(op, OneDnnMatmul.width(product, x, dWeights), OneDnnMatmul::linearGradient, x, g, dWeights, dBias) : null;
        return call != null ? call : Call.both(matmul(product, x, g, null, dWeights),
                reduce(new KernelOp.Reduce(ReduceFn.SUM, Longs.of(0L)), g, dBias));
    }

    @Override public Call convolution(KernelOp.Convolution op, NativeArray x, NativeArray weights, @Nullable NativeArray bias, NativeArray y) {
        Call call = fast(x) ? plans.bind(op, OneDnnConvolution.width(weights, y), OneDnnConvolution::forward, arrays(bias, x, weights, y)) : null;
        return call != null ? call : super.convolution(op, x, weights, bias, y);
    }

    @Override public Call convolutionDataGradient(KernelOp.ConvolutionDataGradient op, NativeArray g, NativeArray weights, NativeArray dx) {
        Call call = fast(g) ? plans.bind(op, OneDnnConvolution.width(weights, g), OneDnnConvolution::dataGradient, g, weights, dx) : null;
        return call != null ? call : super.convolutionDataGradient(op, g, weights, dx);
    }

    @Override public Call convolutionWeightGradient(KernelOp.ConvolutionWeightGradient op, NativeArray x, NativeArray g, NativeArray dWeights,
            @Nullable NativeArray dBias) {
        Call call = fast(x) ? plans.bind(op, OneDnnConvolution.width(dWeights, g), OneDnnConvolution::weightGradient, arrays(dBias, x, g, dWeights))
                : null;
        return call != null ? call : super.convolutionWeightGradient(op, x, g, dWeights, dBias);
    }

    @Override public Call maxPool(KernelOp.MaxPool op, NativeArray x, NativeArray y, NativeArray positions) {
        Call call = fast(x) ? plans.bind(op, OneDnnPooling.width(op.window(), y), OneDnnPooling::max, x, y, positions) : null;
        return call != null ? call : super.maxPool(op, x, y, positions);
    }

    @Override public Call maxPoolGradient(KernelOp.MaxPoolGradient op, NativeArray g, NativeArray positions, NativeArray dx) {
        Call call = fast(g) ? plans.bind(op, OneDnnPooling.width(op.window(), g), OneDnnPooling::maxGradient, g, positions, dx) : null;
        return call != null ? call : super.maxPoolGradient(op, g, positions, dx);
    }

    @Override public Call averagePool(KernelOp.AveragePool op, NativeArray x, NativeArray y) {
        Call call = fast(x) ? plans.bind(op, OneDnnPooling.width(op.window(), y), OneDnnPooling::average, x, y) : null;
        return call != null ? call : super.averagePool(op, x, y);
    }

    @Override public Call averagePoolGradient(KernelOp.AveragePoolGradient op, NativeArray g, NativeArray dx) {
        Call call = fast(g) ? plans.bind(op, OneDnnPooling.width(op.window(), g), OneDnnPooling::averageGradient, g, dx) : null;
        return call != null ? call : super.averagePoolGradient(op, g, dx);
    }

    @Override public Call batchNorm(KernelOp.BatchNorm op, NativeArray x, NativeArray gamma, NativeArray beta, NativeArray y, NativeArray mean,
            NativeArray variance) {
        Call call = fast(x) ? plans.bind(op, OneDnnNorms.width(x), OneDnnNorms::batch, x, gamma, beta, y, mean, variance) : null;
        return call != null ? call : super.batchNorm(op, x, gamma, beta, y, mean, variance);
    }

    @Override public Call batchNormGradient(KernelOp.BatchNormGradient op, NativeArray g, NativeArray x, NativeArray gamma, NativeArray mean,
            NativeArray variance, NativeArray dx, NativeArray dGamma, NativeArray dBeta) {
        Call call = fast(x) ? plans.bind(op, OneDnnNorms.width(x), OneDnnNorms::batchGradient, g, x, gamma, mean, variance, dx, dGamma, dBeta) : null;
        return call != null ? call : super.batchNormGradient(op, g, x, gamma, mean, variance, dx, dGamma, dBeta);
    }

    @Override public Call frozenBatchNorm(KernelOp.FrozenBatchNorm op, NativeArray x, NativeArray gamma, NativeArray beta, NativeArray mean,
            NativeArray variance, NativeArray y) {
        Call call = fast(x) ? plans.bind(op, OneDnnNorms.width(x), OneDnnNorms::frozenBatch, x, gamma, beta, mean, variance, y) : null;
        return call != null ? call : super.frozenBatchNorm(op, x, gamma, beta, mean, variance, y);
    }

    @Override public Call layerNorm(KernelOp.LayerNorm op, NativeArray x, NativeArray gamma, @Nullable NativeArray beta, NativeArray y,
            NativeArray mean, NativeArray variance) {
        NativeArray[] arrays = op.rootMeanSquare() ? arrays(null, x, gamma, y, variance) : arrays(beta, x, gamma, y, variance, mean);
        Call call = fast(x) ? plans.bind(op, OneDnnNorms.width(x), OneDnnNorms::layer, arrays) : null;
        return call != null ? call : super.layerNorm(op, x, gamma, beta, y, mean, variance);
    }

    @Override public Call layerNormGradient(KernelOp.LayerNormGradient op, NativeArray g, NativeArray x, NativeArray gamma, NativeArray mean,
            NativeArray variance, NativeArray dx, NativeArray dGamma, @Nullable NativeArray dBeta) {
        NativeArray[] arrays = op.rootMeanSquare() ? arrays(null, g, x, gamma, variance, dx, dGamma)
                : arrays(dBeta, g, x, gamma, variance, dx, dGamma, mean);
        Call call = fast(x) ? plans.bind(op, OneDnnNorms.width(x), OneDnnNorms::layerGradient, arrays) : null;
        return call != null ? call : super.layerNormGradient(op, g, x, gamma, mean, variance, dx, dGamma, dBeta);
    }

    @Override public Call groupNorm(KernelOp.GroupNorm op, NativeArray x, NativeArray gamma, NativeArray beta, NativeArray y, NativeArray mean,
            NativeArray variance) {
        Call call = fast(x) ? plans.bind(op, OneDnnNorms.width(x), OneDnnNorms::group, x, gamma, beta, y, mean, variance) : null;
        return call != null ? call : super.groupNorm(op, x, gamma, beta, y, mean, variance);
    }

    @Override public Call groupNormGradient(KernelOp.GroupNormGradient op, NativeArray g, NativeArray x, NativeArray gamma, NativeArray mean,
            NativeArray variance, NativeArray dx, NativeArray dGamma, NativeArray dBeta) {
        Call call = fast(x) ? plans.bind(op, OneDnnNorms.width(x), OneDnnNorms::groupGradient, g, x, gamma, mean, variance, dx, dGamma, dBeta) : null;
        return call != null ? call : super.groupNormGradient(op, g, x, gamma, mean, variance, dx, dGamma, dBeta);
    }

    @Override public Call softmax(KernelOp.Softmax op, NativeArray x, NativeArray y) {
        Call call = fast(x) ? plans.bind(op, OneDnnLosses.width(x), OneDnnLosses::softmax, x, y) : null;
        return call != null ? call : super.softmax(op, x, y);
    }

    @Override public Call softmaxGradient(KernelOp.SoftmaxGradient op, NativeArray g, NativeArray y, NativeArray dx) {
        Call call = fast(g) ? plans.bind(op, OneDnnLosses.width(g), OneDnnLosses::softmaxGradient, g, y, dx) : null;
        return call != null ? call : super.softmaxGradient(op, g, y, dx);
    }

    @Override public Call crossEntropy(KernelOp.CrossEntropy op, NativeArray x, NativeArray target, @Nullable NativeArray weights, NativeArray loss,
            NativeArray dx) {
        Call call = fast(x) ? plans.bind(op, OneDnnLosses.width(x), OneDnnLosses::crossEntropy, arrays(weights, x, target, loss, dx)) : null;
        return call != null ? call : super.crossEntropy(op, x, target, weights, loss, dx);
    }

    @Override public Call sigmoidCrossEntropy(KernelOp.SigmoidCrossEntropy op, NativeArray x, NativeArray target, @Nullable NativeArray weights,
            NativeArray loss, NativeArray dx) {
        Call call = fast(x) ? plans.bind(op, OneDnnLosses.width(x), OneDnnLosses::sigmoidCrossEntropy, arrays(weights, x, target, loss, dx)) : null;
        return call != null ? call : super.sigmoidCrossEntropy(op, x, target, weights, loss, dx);
    }

    @Override public Call fill(KernelOp.Fill op, NativeArray y) {
        Call call = fast(y) && y.size() > OneDnnElementwise.SMALL
                ? plans.bind(OneDnnMemory.kind(op), Given.numbers(op.value()), OneDnnMemory.width(y), OneDnnMemory::fill, y) : null;
        return call != null ? call : HostElementwise.fill(op, y);
    }

    @Override public Call cast(KernelOp.Cast op, NativeArray x, NativeArray y) {
        Call call = fast(y) && y.size() > OneDnnElementwise.SMALL ? plans.bind(op, OneDnnMemory.width(y), OneDnnMemory::cast, x, y) : null;
        return call != null ? call : HostElementwise.cast(op, x, y);
    }

    @Override public Call copyBox(KernelOp.CopyBox op, NativeArray x, NativeArray y) {
        boolean worthIt = OneDnnMemory.size(op) > OneDnnElementwise.SMALL && !OneDnnMemory.isOneRun(op);
        Call call = worthIt ? plans.bind(OneDnnMemory.kind(op), OneDnnMemory.offsets(op, x), OneDnnMemory.width(op), OneDnnMemory::copyBox, x, y)
                : null;
        return call != null ? call : HostIndexing.copyBox(op, x, y);
    }

    @Override public Call binary(KernelOp.Binary op, NativeArray a, NativeArray b, NativeArray y) {
        boolean worthIt = fast(a) && fast(y) && y.size() > OneDnnElementwise.SMALL;
        Call call = worthIt ? plans.bind(op, OneDnnBinary.width(y), OneDnnBinary::lay, a, b, y) : null;
        return call != null ? call : HostElementwise.binary(op, a, b, y);
    }

    @Override public Call reduce(KernelOp.Reduce op, NativeArray x, NativeArray y) {
        Call call = fast(x) ? plans.bind(op, OneDnnReductions.width(x), OneDnnReductions::lay, x, y) : null;
        return call != null ? call : super.reduce(op, x, y);
    }

    @Override public Call sgd(KernelOp.Sgd op, NativeArray g, NativeArray rate, NativeArray p, @Nullable NativeArray v) {
        Call call = fast(p) ? plans.bind(op, OneDnnOptimizers.width(p, 2), OneDnnOptimizers::sgd, arrays(v, g, rate, p)) : null;
        return call != null ? call : super.sgd(op, g, rate, p, v);
    }

    @Override public Call adam(KernelOp.Adam op, NativeArray g, NativeArray rate, NativeArray step, NativeArray p, NativeArray m, NativeArray v) {
        if (fast(p) && p.size() <= OneDnnOptimizers.MOST_ADAM_FOR_JAVA) {
            return HostOptimizers.adam(op, g, rate, step, p, m, v);
        }
        Call call = fast(p) ? plans.bind(op, OneDnnOptimizers.width(p, 5), OneDnnOptimizers::adam, g, rate, step, p, m, v) : null;
        return call != null ? call : super.adam(op, g, rate, step, p, m, v);
    }

    @Override public long recurrentMemory(KernelOp.Recurrent op, DType dtype, Shape x, long units) {
        long bytes = dtype == DType.FLOAT32 ? recurrences.keptBytes(op, x, units) : OneDnnRecurrent.UNSUPPORTED;
        return bytes == OneDnnRecurrent.UNSUPPORTED ? super.recurrentMemory(op, dtype, x, units) : bytes / DType.FLOAT32.bytes();
    }

    @Override public Call recurrent(KernelOp.Recurrent op, NativeArray[] in, NativeArray[] out) {
        Call call = fast(in[0]) && recurrences.supports(op, in) ? plans.bind(op, OneDnnRecurrent.width(in), OneDnnRecurrent::forward, joined(in, out))
                : null;
        return call != null ? call : super.recurrent(op, in, out);
    }

    @Override public Call recurrentGradient(KernelOp.RecurrentGradient op, NativeArray[] in, NativeArray[] out) {
        Call call = fast(in[0]) && recurrences.supports(op.forward(), in)
                ? plans.bind(op, OneDnnRecurrent.width(in), OneDnnRecurrent::gradient, joined(in, out)) : null;
        return call != null ? call : super.recurrentGradient(op, in, out);
    }

    // ---- what vector loops in Java do as fast as anything ----

    @Override public Call notFinite(KernelOp.NotFinite op, NativeArray x, NativeArray y) {
        return HostElementwise.notFinite(op, x, y);
    }

    @Override public Call where(KernelOp.Where op, NativeArray condition, NativeArray a, NativeArray b, NativeArray y) {
        return HostElementwise.where(op, condition, a, b, y);
    }

    @Override public Call argReduce(KernelOp.ArgReduce op, NativeArray x, NativeArray y) {
        return HostIndexing.argReduce(op, x, y);
    }

    @Override public Call cumulativeSum(KernelOp.CumulativeSum op, NativeArray x, NativeArray y) {
        return HostIndexing.cumulativeSum(op, x, y);
    }

    @Override public Call sort(KernelOp.Sort op, NativeArray x, NativeArray values, NativeArray positions) {
        return HostIndexing.sort(op, x, values, positions);
    }

    @Override public Call gather(KernelOp.Gather op, NativeArray x, NativeArray index, NativeArray y) {
        return HostIndexing.gather(op, x, index, y);
    }

    @Override public Call scatterAdd(KernelOp.ScatterAdd op, NativeArray index, NativeArray u, NativeArray y) {
        return HostIndexing.scatterAdd(op, index, u, y);
    }

    @Override public Call graphSum(KernelOp.GraphSum op, NativeArray x, NativeArray offsets, NativeArray neighbours, @Nullable NativeArray edges,
            @Nullable NativeArray weights, NativeArray y) {
        return fast(x) ? HostGraphs.sum(x, offsets, neighbours, edges, weights, y) : super.graphSum(op, x, offsets, neighbours, edges, weights, y);
    }

    @Override public Call graphProducts(KernelOp.GraphProducts op, NativeArray a, NativeArray b, NativeArray offsets, NativeArray neighbours,
            NativeArray y) {
        return fast(a) ? HostGraphs.products(a, b, offsets, neighbours, y) : super.graphProducts(op, a, b, offsets, neighbours, y);
    }

    @Override public Call edgeSoftmax(KernelOp.EdgeSoftmax op, NativeArray x, NativeArray offsets, NativeArray neighbours, NativeArray y) {
        return fast(x) ? HostGraphs.softmax(x, offsets, neighbours, y) : super.edgeSoftmax(op, x, offsets, neighbours, y);
    }

    @Override public Call edgeSoftmaxGradient(KernelOp.EdgeSoftmaxGradient op, NativeArray g, NativeArray y, NativeArray offsets,
            NativeArray neighbours, NativeArray dx) {
        return fast(g) ? HostGraphs.softmaxGradient(g, y, offsets, neighbours, dx) : super.edgeSoftmaxGradient(op, g, y, offsets, neighbours, dx);
    }

    @Override public Call graphMax(KernelOp.GraphMax op, NativeArray x, NativeArray offsets, NativeArray neighbours, NativeArray y, NativeArray at) {
        return fast(x) ? HostGraphs.max(x, offsets, neighbours, y, at) : super.graphMax(op, x, offsets, neighbours, y, at);
    }

    @Override public Call graphMaxGradient(KernelOp.GraphMaxGradient op, NativeArray g, NativeArray at, NativeArray offsets, NativeArray neighbours,
            NativeArray edges, NativeArray dx) {
        return fast(g) ? HostGraphs.maxGradient(g, at, offsets, neighbours, edges, dx)
                : super.graphMaxGradient(op, g, at, offsets, neighbours, edges, dx);
    }

    @Override public Call random(KernelOp.Random op, NativeArray key, NativeArray y) {
        return HostRandom.random(op, key, y);
    }

    @Override public Call dropout(KernelOp.Dropout op, NativeArray x, NativeArray key, @Nullable NativeArray onto, NativeArray y,
            @Nullable NativeArray mask) {
        return HostDropout.dropout(op, x, key, onto, y, mask);
    }

    /** How many plans there are, for tests. */
    int plans() {
        return plans.size();
    }

    /** Those that are always there, then the one that may be absent. */
    private static NativeArray[] arrays(@Nullable NativeArray last, NativeArray... first) {
        if (last == null) {
            return first;
        }
        NativeArray[] all = Arrays.copyOf(first, first.length + 1);
        all[first.length] = last;
        return all;
    }

    private static NativeArray[] joined(NativeArray[] in, NativeArray[] out) {
        NativeArray[] all = Arrays.copyOf(in, in.length + out.length);
        System.arraycopy(out, 0, all, in.length, out.length);
        return all;
    }

    private static boolean fast(NativeArray x) {
        return x.dtype() == DType.FLOAT32;
    }
}
