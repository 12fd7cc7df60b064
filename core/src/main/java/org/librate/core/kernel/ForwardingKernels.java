package org.librate.core.kernel;

import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.Shape;

/** Hands every op on to another kernel set: what a set that is fast at some ops extends, so that it names only those. */
public abstract class ForwardingKernels implements Kernels {

    private final Kernels next;

    protected ForwardingKernels(Kernels next) {
        this.next = next;
    }

    @Override public Call fill(KernelOp.Fill op, NativeArray y) {
        return next.fill(op, y);
    }

    @Override public Call cast(KernelOp.Cast op, NativeArray x, NativeArray y) {
        return next.cast(op, x, y);
    }

    @Override public Call copyBox(KernelOp.CopyBox op, NativeArray x, NativeArray y) {
        return next.copyBox(op, x, y);
    }

    @Override public Call unary(KernelOp.Unary op, NativeArray x, NativeArray y) {
        return next.unary(op, x, y);
    }

    @Override public Call unaryGradient(KernelOp.UnaryGradient op, NativeArray g, NativeArray xOrY, NativeArray dx) {
        return next.unaryGradient(op, g, xOrY, dx);
    }

    @Override public Call notFinite(KernelOp.NotFinite op, NativeArray x, NativeArray y) {
        return next.notFinite(op, x, y);
    }

    @Override public Call binary(KernelOp.Binary op, NativeArray a, NativeArray b, NativeArray y) {
        return next.binary(op, a, b, y);
    }

    @Override public Call where(KernelOp.Where op, NativeArray condition, NativeArray a, NativeArray b, NativeArray y) {
        return next.where(op, condition, a, b, y);
    }

    @Override public Call reduce(KernelOp.Reduce op, NativeArray x, NativeArray y) {
        return next.reduce(op, x, y);
    }

    @Override public Call argReduce(KernelOp.ArgReduce op, NativeArray x, NativeArray y) {
        return next.argReduce(op, x, y);
    }

    @Override public Call cumulativeSum(KernelOp.CumulativeSum op, NativeArray x, NativeArray y) {
        return next.cumulativeSum(op, x, y);
    }

    @Override public Call sort(KernelOp.Sort op, NativeArray x, NativeArray values, NativeArray positions) {
        return next.sort(op, x, values, positions);
    }

    @Override public Call softmax(KernelOp.Softmax op, NativeArray x, NativeArray y) {
        return next.softmax(op, x, y);
    }

    @Override public Call softmaxGradient(KernelOp.SoftmaxGradient op, NativeArray g, NativeArray y, NativeArray dx) {
        return next.softmaxGradient(op, g, y, dx);
    }

    @Override public Call crossEntropy(KernelOp.CrossEntropy op, NativeArray x, NativeArray target, @Nullable NativeArray weights, NativeArray loss,
            NativeArray dx) {
        return next.crossEntropy(op, x, target, weights, loss, dx);
    }

    @Override public Call sigmoidCrossEntropy(KernelOp.SigmoidCrossEntropy op, NativeArray x, NativeArray target, @Nullable NativeArray weights,
            NativeArray loss, NativeArray dx) {
        return next.sigmoidCrossEntropy(op, x, target, weights, loss, dx);
    }

    @Override public Call matmul(KernelOp.Matmul op, NativeArray a, NativeArray b, @Nullable NativeArray bias, NativeArray y) {
        return next.matmul(op, a, b, bias, y);
    }

    @Override public Call tiledProducts(KernelOp.TiledProducts op, NativeArray a, NativeArray b, NativeArray y, NativeArray top) {
        return next.tiledProducts(op, a, b, y, top);
    }

    @Override public Call attention(KernelOp.Attention op, NativeArray[] in, NativeArray y) {
        return next.attention(op, in, y);
    }

    @Override public Call attentionGradient(KernelOp.AttentionGradient op, NativeArray[] in, NativeArray[] gradients) {
        return next.attentionGradient(op, in, gradients);
    }

    @Override public Call linearGradient(KernelOp.LinearGradient op, NativeArray x, NativeArray g, NativeArray dWeights, NativeArray dBias) {
        return next.linearGradient(op, x, g, dWeights, dBias);
    }

    @Override public Call convolution(KernelOp.Convolution op, NativeArray x, NativeArray weights, @Nullable NativeArray bias, NativeArray y) {
        return next.convolution(op, x, weights, bias, y);
    }

    @Override public Call convolutionDataGradient(KernelOp.ConvolutionDataGradient op, NativeArray g, NativeArray weights, NativeArray dx) {
        return next.convolutionDataGradient(op, g, weights, dx);
    }

    @Override public Call convolutionWeightGradient(KernelOp.ConvolutionWeightGradient op, NativeArray x, NativeArray g, NativeArray dWeights,
            @Nullable NativeArray dBias) {
        return next.convolutionWeightGradient(op, x, g, dWeights, dBias);
    }

    @Override public Call maxPool(KernelOp.MaxPool op, NativeArray x, NativeArray y, NativeArray positions) {
        return next.maxPool(op, x, y, positions);
    }

    @Override public Call maxPoolGradient(KernelOp.MaxPoolGradient op, NativeArray g, NativeArray positions, NativeArray dx) {
        return next.maxPoolGradient(op, g, positions, dx);
    }

    @Override public Call averagePool(KernelOp.AveragePool op, NativeArray x, NativeArray y) {
        return next.averagePool(op, x, y);
    }

    @Override public Call averagePoolGradient(KernelOp.AveragePoolGradient op, NativeArray g, NativeArray dx) {
        return next.averagePoolGradient(op, g, dx);
    }

    @Override public Call batchNorm(KernelOp.BatchNorm op, NativeArray x, NativeArray gamma, NativeArray beta, NativeArray y, NativeArray mean,
            NativeArray variance) {
        return next.batchNorm(op, x, gamma, beta, y, mean, variance);
    }

    @Override public Call batchNormGradient(KernelOp.BatchNormGradient op, NativeArray g, NativeArray x, NativeArray gamma, NativeArray mean,
            NativeArray variance, NativeArray dx, NativeArray dGamma, NativeArray dBeta) {
        return next.batchNormGradient(op, g, x, gamma, mean, variance, dx, dGamma, dBeta);
    }

    @Override public Call frozenBatchNorm(KernelOp.FrozenBatchNorm op, NativeArray x, NativeArray gamma, NativeArray beta, NativeArray mean,
            NativeArray variance, NativeArray y) {
        return next.frozenBatchNorm(op, x, gamma, beta, mean, variance, y);
    }

    @Override public Call layerNorm(KernelOp.LayerNorm op, NativeArray x, NativeArray gamma, @Nullable NativeArray beta, NativeArray y,
            NativeArray mean, NativeArray variance) {
        return next.layerNorm(op, x, gamma, beta, y, mean, variance);
    }

    @Override public Call layerNormGradient(KernelOp.LayerNormGradient op, NativeArray g, NativeArray x, NativeArray gamma, NativeArray mean,
            NativeArray variance, NativeArray dx, NativeArray dGamma, @Nullable NativeArray dBeta) {
        return next.layerNormGradient(op, g, x, gamma, mean, variance, dx, dGamma, dBeta);
    }

    @Override public Call groupNorm(KernelOp.GroupNorm op, NativeArray x, NativeArray gamma, NativeArray beta, NativeArray y, NativeArray mean,
            NativeArray variance) {
        return next.groupNorm(op, x, gamma, beta, y, mean, variance);
    }

    @Override public Call groupNormGradient(KernelOp.GroupNormGradient op, NativeArray g, NativeArray x, NativeArray gamma, NativeArray mean,
            NativeArray variance, NativeArray dx, NativeArray dGamma, NativeArray dBeta) {
        return next.groupNormGradient(op, g, x, gamma, mean, variance, dx, dGamma, dBeta);
    }

    @Override public long recurrentMemory(KernelOp.Recurrent op, DType dtype, Shape x, long units) {
        return next.recurrentMemory(op, dtype, x, units);
    }

    @Override public Call recurrent(KernelOp.Recurrent op, NativeArray[] in, NativeArray[] out) {
        return next.recurrent(op, in, out);
    }

    @Override public Call recurrentGradient(KernelOp.RecurrentGradient op, NativeArray[] in, NativeArray[] out) {
        return next.recurrentGradient(op, in, out);
    }

    @Override public Call gather(KernelOp.Gather op, NativeArray x, NativeArray index, NativeArray y) {
        return next.gather(op, x, index, y);
    }

    @Override public Call scatterAdd(KernelOp.ScatterAdd op, NativeArray index, NativeArray u, NativeArray y) {
        return next.scatterAdd(op, index, u, y);
    }

    @Override public Call graphSum(KernelOp.GraphSum op, NativeArray x, NativeArray offsets, NativeArray neighbours, @Nullable NativeArray edges,
            @Nullable NativeArray weights, NativeArray y) {
        return next.graphSum(op, x, offsets, neighbours, edges, weights, y);
    }

    @Override public Call graphProducts(KernelOp.GraphProducts op, NativeArray a, NativeArray b, NativeArray offsets, NativeArray neighbours,
            NativeArray y) {
        return next.graphProducts(op, a, b, offsets, neighbours, y);
    }

    @Override public Call edgeSoftmax(KernelOp.EdgeSoftmax op, NativeArray x, NativeArray offsets, NativeArray neighbours, NativeArray y) {
        return next.edgeSoftmax(op, x, offsets, neighbours, y);
    }

    @Override public Call edgeSoftmaxGradient(KernelOp.EdgeSoftmaxGradient op, NativeArray g, NativeArray y, NativeArray offsets,
            NativeArray neighbours, NativeArray dx) {
        return next.edgeSoftmaxGradient(op, g, y, offsets, neighbours, dx);
    }

    @Override public Call graphMax(KernelOp.GraphMax op, NativeArray x, NativeArray offsets, NativeArray neighbours, NativeArray y, NativeArray at) {
        return next.graphMax(op, x, offsets, neighbours, y, at);
    }

    @Override public Call graphMaxGradient(KernelOp.GraphMaxGradient op, NativeArray g, NativeArray at, NativeArray offsets, NativeArray neighbours,
            NativeArray edges, NativeArray dx) {
        return next.graphMaxGradient(op, g, at, offsets, neighbours, edges, dx);
    }

    @Override public Call random(KernelOp.Random op, NativeArray key, NativeArray y) {
        return next.random(op, key, y);
    }

    @Override public Call dropout(KernelOp.Dropout op, NativeArray x, NativeArray key, @Nullable NativeArray onto, NativeArray y,
            @Nullable NativeArray mask) {
        return next.dropout(op, x, key, onto, y, mask);
    }

    @Override public Call sgd(KernelOp.Sgd op, NativeArray g, NativeArray rate, NativeArray p, @Nullable NativeArray v) {
        return next.sgd(op, g, rate, p, v);
    }

    @Override public Call adam(KernelOp.Adam op, NativeArray g, NativeArray rate, NativeArray step, NativeArray p, NativeArray m, NativeArray v) {
        return next.adam(op, g, rate, step, p, m, v);
    }
}
