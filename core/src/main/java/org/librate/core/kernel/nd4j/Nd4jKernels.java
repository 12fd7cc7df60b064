package org.librate.core.kernel.nd4j;

import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Kernels;
import org.librate.core.kernel.Longs;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.ReduceFn;
import org.librate.core.kernel.host.HostDropout;
import org.librate.core.kernel.host.HostRandom;

/** The reference kernels, on ND4J: complete, in float32 and float64. */
public final class Nd4jKernels implements Kernels {

    @Override public String name() {
        return "nd4j";
    }

    @Override public Call fill(KernelOp.Fill op, NativeArray y) {
        return Nd4jFilling.fill(op, y);
    }

    @Override public Call cast(KernelOp.Cast op, NativeArray x, NativeArray y) {
        return Nd4jFilling.cast(x, y);
    }

    @Override public Call copyBox(KernelOp.CopyBox op, NativeArray x, NativeArray y) {
        return StridedCopy.copyBox(op, x, y);
    }

    @Override public Call unary(KernelOp.Unary op, NativeArray x, NativeArray y) {
        return Nd4jUnary.unary(op, x, y);
    }

    @Override public Call unaryGradient(KernelOp.UnaryGradient op, NativeArray g, NativeArray xOrY, NativeArray dx) {
        return Nd4jUnary.gradient(op, g, xOrY, dx);
    }

    @Override public Call notFinite(KernelOp.NotFinite op, NativeArray x, NativeArray y) {
        return Nd4jFilling.notFinite(x, y);
    }

    @Override public Call binary(KernelOp.Binary op, NativeArray a, NativeArray b, NativeArray y) {
        return Nd4jBinary.binary(op, a, b, y);
    }

    @Override public Call where(KernelOp.Where op, NativeArray condition, NativeArray a, NativeArray b, NativeArray y) {
        return Nd4jBinary.where(condition, a, b, y);
    }

    @Override public Call reduce(KernelOp.Reduce op, NativeArray x, NativeArray y) {
        return Nd4jReductions.reduce(op, x, y);
    }

    @Override public Call argReduce(KernelOp.ArgReduce op, NativeArray x, NativeArray y) {
        return Nd4jReductions.argReduce(op, x, y);
    }

    @Override public Call cumulativeSum(KernelOp.CumulativeSum op, NativeArray x, NativeArray y) {
        return Nd4jReductions.cumulativeSum(op, x, y);
    }

    @Override public Call sort(KernelOp.Sort op, NativeArray x, NativeArray values, NativeArray positions) {
        return Nd4jSort.sort(op, x, values, positions);
    }

    @Override public Call softmax(KernelOp.Softmax op, NativeArray x, NativeArray y) {
        return Nd4jSoftmax.softmax(op, x, y);
    }

    @Override public Call softmaxGradient(KernelOp.SoftmaxGradient op, NativeArray g, NativeArray y, NativeArray dx) {
        return Nd4jSoftmax.gradient(op, g, y, dx);
    }

    @Override public Call crossEntropy(KernelOp.CrossEntropy op, NativeArray x, NativeArray target, @Nullable NativeArray weights, NativeArray loss,
            NativeArray dx) {
        return Nd4jLosses.crossEntropy(op, x, target, weights, loss, dx);
    }

    @Override public Call sigmoidCrossEntropy(KernelOp.SigmoidCrossEntropy op, NativeArray x, NativeArray target, @Nullable NativeArray weights,
            NativeArray loss, NativeArray dx) {
        return Nd4jLosses.sigmoidCrossEntropy(op, x, target, weights, loss, dx);
    }

    @Override public Call matmul(KernelOp.Matmul op, NativeArray a, NativeArray b, @Nullable NativeArray bias, NativeArray y) {
        return Nd4jMatmul.matmul(op, a, b, bias, y);
    }

    @Override public Call tiledProducts(KernelOp.TiledProducts op, NativeArray a, NativeArray b, NativeArray y, NativeArray top) {
        return Nd4jMatmul.tiled(op, a, b, y, top);
    }

    @Override public Call attention(KernelOp.Attention op, NativeArray[] in, NativeArray y) {
        return Nd4jAttention.forward(op.form(), in, y);
    }

    @Override public Call attentionGradient(KernelOp.AttentionGradient op, NativeArray[] in, NativeArray[] gradients) {
        return Nd4jAttention.gradient(op.form(), in, gradients);
    }

    @Override public Call linearGradient(KernelOp.LinearGradient op, NativeArray x, NativeArray g, NativeArray dWeights, NativeArray dBias) {
        return Call.both(matmul(new KernelOp.Matmul(true, false, null), x, g, null, dWeights),
                reduce(new KernelOp.Reduce(ReduceFn.SUM, Longs.of(0L)), g, dBias));
    }

    @Override public Call convolution(KernelOp.Convolution op, NativeArray x, NativeArray weights, @Nullable NativeArray bias, NativeArray y) {
        return Nd4jConvolution.forward(op, x, weights, bias, y);
    }

    @Override public Call convolutionDataGradient(KernelOp.ConvolutionDataGradient op, NativeArray g, NativeArray weights, NativeArray dx) {
        return Nd4jConvolution.dataGradient(op, g, weights, dx);
    }

    @Override public Call convolutionWeightGradient(KernelOp.ConvolutionWeightGradient op, NativeArray x, NativeArray g, NativeArray dWeights,
            @Nullable NativeArray dBias) {
        return Nd4jConvolution.weightGradient(op, x, g, dWeights, dBias);
    }

    @Override public Call maxPool(KernelOp.MaxPool op, NativeArray x, NativeArray y, NativeArray positions) {
        return Nd4jPooling.max(op, x, y, positions);
    }

    @Override public Call maxPoolGradient(KernelOp.MaxPoolGradient op, NativeArray g, NativeArray positions, NativeArray dx) {
        return Nd4jPooling.maxGradient(op, g, positions, dx);
    }

    @Override public Call averagePool(KernelOp.AveragePool op, NativeArray x, NativeArray y) {
        return Nd4jPooling.average(op, x, y);
    }

    @Override public Call averagePoolGradient(KernelOp.AveragePoolGradient op, NativeArray g, NativeArray dx) {
        return Nd4jPooling.averageGradient(op, g, dx);
    }

    @Override public Call batchNorm(KernelOp.BatchNorm op, NativeArray x, NativeArray gamma, NativeArray beta, NativeArray y, NativeArray mean,
            NativeArray variance) {
        return Normalization.batch(x, op.epsilon()).forward(x, gamma, beta, y, mean, variance);
    }

    @Override public Call batchNormGradient(KernelOp.BatchNormGradient op, NativeArray g, NativeArray x, NativeArray gamma, NativeArray mean,
            NativeArray variance, NativeArray dx, NativeArray dGamma, NativeArray dBeta) {
        return Normalization.batch(x, op.epsilon()).gradient(g, x, gamma, mean, variance, dx, dGamma, dBeta);
    }

    @Override public Call frozenBatchNorm(KernelOp.FrozenBatchNorm op, NativeArray x, NativeArray gamma, NativeArray beta, NativeArray mean,
            NativeArray variance, NativeArray y) {
        return Normalization.batch(x, op.epsilon()).apply(x, gamma, beta, mean, variance, y);
    }

    @Override public Call layerNorm(KernelOp.LayerNorm op, NativeArray x, NativeArray gamma, @Nullable NativeArray beta, NativeArray y,
            NativeArray mean, NativeArray variance) {
        return Normalization.layer(x, op.epsilon(), op.rootMeanSquare()).forward(x, gamma, beta, y, mean, variance);
    }

    @Override public Call layerNormGradient(KernelOp.LayerNormGradient op, NativeArray g, NativeArray x, NativeArray gamma, NativeArray mean,
            NativeArray variance, NativeArray dx, NativeArray dGamma, @Nullable NativeArray dBeta) {
        return Normalization.layer(x, op.epsilon(), op.rootMeanSquare()).gradient(g, x, gamma, mean, variance, dx, dGamma, dBeta);
    }

    @Override public Call groupNorm(KernelOp.GroupNorm op, NativeArray x, NativeArray gamma, NativeArray beta, NativeArray y, NativeArray mean,
            NativeArray variance) {
        return Normalization.group(x, op.groups(), op.epsilon()).forward(x, gamma, beta, y, mean, variance);
    }

    @Override public Call groupNormGradient(KernelOp.GroupNormGradient op, NativeArray g, NativeArray x, NativeArray gamma, NativeArray mean,
            NativeArray variance, NativeArray dx, NativeArray dGamma, NativeArray dBeta) {
        return Normalization.group(x, op.groups(), op.epsilon()).gradient(g, x, gamma, mean, variance, dx, dGamma, dBeta);
    }

    @Override public long recurrentMemory(KernelOp.Recurrent op, DType dtype, Shape x, long units) {
        return Recurrence.memory(op, x, units);
    }

    @Override public Call recurrent(KernelOp.Recurrent op, NativeArray[] in, NativeArray[] out) {
        return Recurrence.forward(op, in, out);
    }

    @Override public Call recurrentGradient(KernelOp.RecurrentGradient op, NativeArray[] in, NativeArray[] out) {
        return Recurrence.gradient(op.forward(), in, out);
    }

    @Override public Call gather(KernelOp.Gather op, NativeArray x, NativeArray index, NativeArray y) {
        return Nd4jIndexing.gather(op, x, index, y);
    }

    @Override public Call scatterAdd(KernelOp.ScatterAdd op, NativeArray index, NativeArray u, NativeArray y) {
        return Nd4jIndexing.scatterAdd(op, index, u, y);
    }

    @Override public Call graphSum(KernelOp.GraphSum op, NativeArray x, NativeArray offsets, NativeArray neighbours, @Nullable NativeArray edges,
            @Nullable NativeArray weights, NativeArray y) {
        return Nd4jGraphs.sum(x, offsets, neighbours, edges, weights, y);
    }

    @Override public Call graphProducts(KernelOp.GraphProducts op, NativeArray a, NativeArray b, NativeArray offsets, NativeArray neighbours,
            NativeArray y) {
        return Nd4jGraphs.products(a, b, offsets, neighbours, y);
    }

    @Override public Call edgeSoftmax(KernelOp.EdgeSoftmax op, NativeArray x, NativeArray offsets, NativeArray neighbours, NativeArray y) {
        return Nd4jGraphs.softmax(x, offsets, neighbours, y);
    }

    @Override public Call edgeSoftmaxGradient(KernelOp.EdgeSoftmaxGradient op, NativeArray g, NativeArray y, NativeArray offsets,
            NativeArray neighbours, NativeArray dx) {
        return Nd4jGraphs.softmaxGradient(g, y, offsets, neighbours, dx);
    }

    @Override public Call graphMax(KernelOp.GraphMax op, NativeArray x, NativeArray offsets, NativeArray neighbours, NativeArray y, NativeArray at) {
        return Nd4jGraphs.max(x, offsets, neighbours, y, at);
    }

    @Override public Call graphMaxGradient(KernelOp.GraphMaxGradient op, NativeArray g, NativeArray at, NativeArray offsets, NativeArray neighbours,
            NativeArray edges, NativeArray dx) {
        return Nd4jGraphs.maxGradient(g, at, offsets, neighbours, edges, dx);
    }

    @Override public Call random(KernelOp.Random op, NativeArray key, NativeArray y) {
        return HostRandom.random(op, key, y);
    }

    @Override public Call dropout(KernelOp.Dropout op, NativeArray x, NativeArray key, @Nullable NativeArray onto, NativeArray y,
            @Nullable NativeArray mask) {
        return HostDropout.dropout(op, x, key, onto, y, mask);
    }

    @Override public Call sgd(KernelOp.Sgd op, NativeArray g, NativeArray rate, NativeArray p, @Nullable NativeArray v) {
        return Nd4jOptimizers.sgd(op, g, rate, p, v);
    }

    @Override public Call adam(KernelOp.Adam op, NativeArray g, NativeArray rate, NativeArray step, NativeArray p, NativeArray m, NativeArray v) {
        return Nd4jOptimizers.adam(op, g, rate, step, p, m, v);
    }
}
