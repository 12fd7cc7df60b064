package org.librate.core.kernel;

import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.Shape;

/**
 * A set of kernels: one method for each {@link KernelOp}, whose Javadoc says what is computed. Each returns the work as a
 * {@link Call} bound to the arrays it was given; whatever takes time (choosing an implementation, describing memory) happens here,
 * so that running the call does only the work.
 *
 * <p>A new op is one record there, one method here, and its implementations.
 */
public interface Kernels {

    /** The name a person reads: {@code nd4j} or {@code onednn}. */
    String name();

    Call fill(KernelOp.Fill op, NativeArray y);

    Call cast(KernelOp.Cast op, NativeArray x, NativeArray y);

    Call copyBox(KernelOp.CopyBox op, NativeArray x, NativeArray y);

    Call unary(KernelOp.Unary op, NativeArray x, NativeArray y);

    Call unaryGradient(KernelOp.UnaryGradient op, NativeArray g, NativeArray xOrY, NativeArray dx);

    Call notFinite(KernelOp.NotFinite op, NativeArray x, NativeArray y);

    Call binary(KernelOp.Binary op, NativeArray a, NativeArray b, NativeArray y);

    Call where(KernelOp.Where op, NativeArray condition, NativeArray a, NativeArray b, NativeArray y);

    Call reduce(KernelOp.Reduce op, NativeArray x, NativeArray y);

    Call argReduce(KernelOp.ArgReduce op, NativeArray x, NativeArray y);

    Call cumulativeSum(KernelOp.CumulativeSum op, NativeArray x, NativeArray y);

    Call sort(KernelOp.Sort op, NativeArray x, NativeArray values, NativeArray positions);

    Call softmax(KernelOp.Softmax op, NativeArray x, NativeArray y);

    Call softmaxGradient(KernelOp.SoftmaxGradient op, NativeArray g, NativeArray y, NativeArray dx);

    Call crossEntropy(KernelOp.CrossEntropy op, NativeArray x, NativeArray target, @Nullable NativeArray weights, NativeArray loss, NativeArray dx);

    Call sigmoidCrossEntropy(KernelOp.SigmoidCrossEntropy op, NativeArray x, NativeArray target, @Nullable NativeArray weights, NativeArray loss,
            NativeArray dx);

    Call matmul(KernelOp.Matmul op, NativeArray a, NativeArray b, @Nullable NativeArray bias, NativeArray y);

    Call tiledProducts(KernelOp.TiledProducts op, NativeArray a, NativeArray b, NativeArray y, NativeArray top);

    Call attention(KernelOp.Attention op, NativeArray[] in, NativeArray y);

    Call attentionGradient(KernelOp.AttentionGradient op, NativeArray[] in, NativeArray[] gradients);

    Call linearGradient(KernelOp.LinearGradient op, NativeArray x, NativeArray g, NativeArray dWeights, NativeArray dBias);

    Call convolution(KernelOp.Convolution op, NativeArray x, NativeArray weights, @Nullable NativeArray bias, NativeArray y);

    Call convolutionDataGradient(KernelOp.ConvolutionDataGradient op, NativeArray g, NativeArray weights, NativeArray dx);

    Call convolutionWeightGradient(KernelOp.ConvolutionWeightGradient op, NativeArray x, NativeArray g, NativeArray dWeights,
            @Nullable NativeArray dBias);

    Call maxPool(KernelOp.MaxPool op, NativeArray x, NativeArray y, NativeArray positions);

    Call maxPoolGradient(KernelOp.MaxPoolGradient op, NativeArray g, NativeArray positions, NativeArray dx);

    Call averagePool(KernelOp.AveragePool op, NativeArray x, NativeArray y);

    Call averagePoolGradient(KernelOp.AveragePoolGradient op, NativeArray g, NativeArray dx);

    Call batchNorm(KernelOp.BatchNorm op, NativeArray x, NativeArray gamma, NativeArray beta, NativeArray y, NativeArray mean, NativeArray variance);

    Call batchNormGradient(KernelOp.BatchNormGradient op, NativeArray g, NativeArray x, NativeArray gamma, NativeArray mean, NativeArray variance,
            NativeArray dx, NativeArray dGamma, NativeArray dBeta);

    Call frozenBatchNorm(KernelOp.FrozenBatchNorm op, NativeArray x, NativeArray gamma, NativeArray beta, NativeArray mean, NativeArray variance,
            NativeArray y);

    Call layerNorm(KernelOp.LayerNorm op, NativeArray x, NativeArray gamma, @Nullable NativeArray beta, NativeArray y, NativeArray mean,
            NativeArray variance);

    Call layerNormGradient(KernelOp.LayerNormGradient op, NativeArray g, NativeArray x, NativeArray gamma, NativeArray mean, NativeArray variance,
            NativeArray dx, NativeArray dGamma, @Nullable NativeArray dBeta);

    Call groupNorm(KernelOp.GroupNorm op, NativeArray x, NativeArray gamma, NativeArray beta, NativeArray y, NativeArray mean, NativeArray variance);

    Call groupNormGradient(KernelOp.GroupNormGradient op, NativeArray g, NativeArray x, NativeArray gamma, NativeArray mean, NativeArray variance,
            NativeArray dx, NativeArray dGamma, NativeArray dBeta);

    /** How many elements of x's type a recurrent op in training keeps for its gradient. */
    long recurrentMemory(KernelOp.Recurrent op, DType dtype, Shape x, long units);

    Call recurrent(KernelOp.Recurrent op, NativeArray[] in, NativeArray[] out);

    Call recurrentGradient(KernelOp.RecurrentGradient op, NativeArray[] in, NativeArray[] out);

    Call gather(KernelOp.Gather op, NativeArray x, NativeArray index, NativeArray y);

    Call scatterAdd(KernelOp.ScatterAdd op, NativeArray index, NativeArray u, NativeArray y);

    Call graphSum(KernelOp.GraphSum op, NativeArray x, NativeArray offsets, NativeArray neighbours, @Nullable NativeArray edges,
            @Nullable NativeArray weights, NativeArray y);

    Call graphProducts(KernelOp.GraphProducts op, NativeArray a, NativeArray b, NativeArray offsets, NativeArray neighbours, NativeArray y);

    Call edgeSoftmax(KernelOp.EdgeSoftmax op, NativeArray x, NativeArray offsets, NativeArray neighbours, NativeArray y);

    Call edgeSoftmaxGradient(KernelOp.EdgeSoftmaxGradient op, NativeArray g, NativeArray y, NativeArray offsets, NativeArray neighbours,
            NativeArray dx);

    Call graphMax(KernelOp.GraphMax op, NativeArray x, NativeArray offsets, NativeArray neighbours, NativeArray y, NativeArray at);

    Call graphMaxGradient(KernelOp.GraphMaxGradient op, NativeArray g, NativeArray at, NativeArray offsets, NativeArray neighbours, NativeArray edges,
            NativeArray dx);

    Call random(KernelOp.Random op, NativeArray key, NativeArray y);

    Call dropout(KernelOp.Dropout op, NativeArray x, NativeArray key, @Nullable NativeArray onto, NativeArray y, @Nullable NativeArray mask);

    Call sgd(KernelOp.Sgd op, NativeArray g, NativeArray rate, NativeArray p, @Nullable NativeArray v);

    Call adam(KernelOp.Adam op, NativeArray g, NativeArray rate, NativeArray step, NativeArray p, NativeArray m, NativeArray v);
}
