package org.librate.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.librate.core.OpCase.s;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.librate.core.kernel.Execution;
import org.librate.core.kernel.KernelSets;
import org.librate.core.kernel.Kernels;

/**
 * What every op promises, whatever it computes. A new op joins with one line in {@link #ops}.
 *
 * <ul>
 * <li>Both kernel sets agree in float32, within the op's tolerance relative to 1 + |value|, forwards and backwards.
 * <li>Its gradient agrees with central differences in float64 (reference kernels) within 1e-6 relative to 1 + |slope|.
 * <li>It works on empty and one-element shapes, and broadcasts, where its shapes say so.
 * <li>NaN and infinities come out where the reference says, and elementwise ops pass NaN on.
 * <li>It refuses wrong shapes and types in the house's words: who, the rule, the shapes.
 * <li>Run twice, or recorded and replayed, it gives the same bits.
 * </ul>
 */
class OpContractTest {

    private static final Tensor LABELS = Tensor.of(2, 0, -1, 1);
    private static final Tensor INDEX = Tensor.of(2, 0, 2, -1);
    private static final Tensor LENGTHS = Tensor.of(3, 0, 5);
    private static final Tensor KEY = Tensor.of(42L, 7L);
    private static final Tensor MASK = Tensor.of(true, false, true, true, false);

    private static final Adjacency GRAPH = Adjacency.directed(5, new int[][] {{1, 0}, {2, 0}, {4, 0}, {0, 1}, {3, 3}, {0, 3}, {2, 4}});
    private static final Adjacency LOOPED = GRAPH.withSelfLoops();
    private static final Adjacency WIDE = Adjacency.between(300, 400, edges(300, 400, 3000));

    static Stream<OpCase> ops() {
        return Stream.of(
                OpCase.unary("neg", Tensor::neg).integersToo(), OpCase.unary("abs", Tensor::abs).kinks(0).integersToo(),
                OpCase.unary("sign", Tensor::sign).kinks(0).integersToo(),
                OpCase.unary("floor", Tensor::floor).kinks(-2, -1, 0, 1, 2), OpCase.unary("ceil", Tensor::ceil).kinks(-2, -1, 0, 1, 2),
                OpCase.unary("round", Tensor::round).kinks(-1.5, -0.5, 0.5, 1.5),
                OpCase.unary("square", Tensor::square).integersToo(), OpCase.unary("sqrt", Tensor::sqrt).between(0.1, 4),
                OpCase.unary("rsqrt", Tensor::rsqrt).between(0.2, 4),
                OpCase.unary("reciprocal", Tensor::reciprocal).between(0.3, 3), OpCase.unary("exp", Tensor::exp),
                OpCase.unary("expm1", Tensor::expm1),
                OpCase.unary("log", Tensor::log).between(0.1, 4), OpCase.unary("log1p", Tensor::log1p).between(-0.8, 4),
                OpCase.unary("sin", Tensor::sin), OpCase.unary("cos", Tensor::cos),
                OpCase.unary("tanh", Tensor::tanh), OpCase.unary("sigmoid", Tensor::sigmoid), OpCase.unary("erf", Tensor::erf),
                OpCase.unary("relu", Tensor::relu).kinks(0),
                OpCase.unary("leakyRelu", x -> x.leakyRelu(0.1)).kinks(0), OpCase.unary("elu", x -> x.elu(1.5)).kinks(0),
                OpCase.unary("gelu", Tensor::gelu), OpCase.unary("geluTanh", Tensor::geluTanh),
                OpCase.unary("silu", Tensor::silu), OpCase.unary("softplus", Tensor::softplus), OpCase.unary("mish", Tensor::mish),
                OpCase.unary("clip", x -> x.clip(-1, 0.5)).kinks(-1, 0.5).integersToo(),
                OpCase.unary("pow(3)", x -> x.pow(3)), OpCase.unary("pow(1.5)", x -> x.pow(1.5)).between(0.2, 3),
                OpCase.unary("add 2", x -> x.add(2)).integersToo(), OpCase.unary("sub 2", x -> x.sub(2)).integersToo(),
                OpCase.unary("mul 3", x -> x.mul(3)).integersToo(), OpCase.unary("div 3", x -> x.div(3)).integersToo(),
                OpCase.unary("isFinite", Tensor::isFinite).flat(), OpCase.unary("gt 0.5", x -> x.gt(0.5)).flat(),
                OpCase.binary("add", Tensor::add).integersToo(), OpCase.binary("sub", Tensor::sub).integersToo(),
                OpCase.binary("mul", Tensor::mul).integersToo(),
                OpCase.binary("div", Tensor::div).between(0.5, 3), OpCase.binary("pow", (a, b) -> a.pow(b)).between(0.3, 2).within(1e-4),
                OpCase.binary("maximum", Tensor::maximum).integersToo(), OpCase.binary("minimum", Tensor::minimum).integersToo(),
                OpCase.binary("eq", (a, b) -> a.eq(b)).flat().integersToo(), OpCase.binary("ne", (a, b) -> a.ne(b)).flat().integersToo(),
                OpCase.binary("lt", (a, b) -> a.lt(b)).flat().integersToo(),
                OpCase.binary("le", (a, b) -> a.le(b)).flat().integersToo(), OpCase.binary("gt", (a, b) -> a.gt(b)).flat().integersToo(),
                OpCase.binary("ge", (a, b) -> a.ge(b)).flat().integersToo(), OpCase.binary("where", (a, b) -> a.detach().gt(b.detach()).where(a, b)),
                OpCase.of("where mask", in -> MASK.where(in.get(0), in.get(1))).on(s(5), s(5)).on(s(3, 5), s(1)).on(s(1), s(5)).rejects(s(4), s(4)),
                OpCase.of("logic", in -> in.get(0).gt(0).and(in.get(1).gt(0)).or(in.get(0).lt(-1)).xor(in.get(1).gt(1)).not()).flat()
                .on(s(3, 4), s(4)).on(s(0), s(0)).on(s(1), s(1)).rejects(s(3), s(4)),
                reduction("sum", x -> x.sum(), x -> x.sum(0), x -> x.sum(-1)), reduction("mean", x -> x.mean(), x -> x.mean(0), x -> x.mean(-1)),
                reduction("product", x -> x.product(), x -> x.product(0), x -> x.product(-1)).between(0.5, 1.5),
                reduction("norm", x -> x.norm(), x -> x.norm(0), x -> x.norm(-1)),
                nonEmpty("max", x -> x.max(), x -> x.max(0), x -> x.max(-1)), nonEmpty("min", x -> x.min(), x -> x.min(0), x -> x.min(-1)),
                nonEmpty("variance", x -> x.variance(), x -> x.variance(0), x -> x.variance(-1)),
                OpCase.of("std", in -> in.get(0).std(1)).on(s(9, 4)).on(s(2, 3, 4)).rejects(s(3)),
                reduction("logSumExp", x -> x.logSumExp(), x -> x.logSumExp(0), x -> x.logSumExp(-1)),
                OpCase.of("sum inner", in -> in.get(0).sum(1)).on(s(2, 3, 4)).on(s(1, 1, 1)).on(s(0, 3, 4)).on(s(2, 0, 4)).on(s(33, 65, 17))
                .rejects(s(3)), OpCase.of("sum columns", in -> in.get(0).sum(0)).on(s(256, 1024)).on(s(2048, 64)).within(1e-4),
                OpCase.of("mean middle", in -> in.get(0).mean(1)).on(s(3, 128, 512)).within(1e-4),
                OpCase.of("mean outer", in -> in.get(0).mean(0, 2)).on(s(2, 3, 4)).on(s(33, 65, 17)).rejects(s(3, 4)),
                OpCase.of("max inner", in -> in.get(0).max(1)).on(s(2, 3, 4)).on(s(33, 65, 17)).rejects(s(3)),
                OpCase.of("argmax", in -> in.get(0).argmax(-1)).flat().on(s(4)).on(s(3, 5)).on(s(2, 3, 4)).on(s(0, 4)).on(s(65, 129))
                .rejects(s(3, 0)),
                OpCase.of("argmin", in -> in.get(0).argmin(0)).flat().on(s(4)).on(s(3, 5)).on(s(2, 3, 4)).on(s(65, 129)).rejects(s(0, 3)),
                OpCase.of("cumsum", in -> in.get(0).cumsum(1)).on(s(3, 4)).on(s(1, 1)).on(s(2, 0)).on(s(2, 3, 4)).on(s(65, 129)).within(1e-4)
                .rejects(s(3)), OpCase.of("sort", in -> in.get(0).sort(0, false).values()).on(s(6)).on(s(4, 3)).on(s(1)).on(s(0)).on(s(129, 33)),
                OpCase.of("sort descending", in -> in.get(0).sort(1, true).values()).on(s(2, 5)).on(s(2, 5, 3)).on(s(33, 129)).rejects(s(3)),
                OpCase.of("topK", in -> in.get(0).topK(2).values()).on(s(6)).on(s(4, 3)).on(s(0, 3)).on(s(33, 129)).rejects(s(4, 1)),
                OpCase.of("reshape", in -> in.get(0).reshape(-1, 2)).on(s(4, 3)).on(s(2)).rejects(s(3)),
                OpCase.of("flatten", in -> in.get(0).flatten(1)).on(s(2, 3, 4)).on(s(5, 1)).on(s(0, 3)),
                OpCase.of("transpose", in -> in.get(0).transpose()).on(s(2, 3)).on(s(2, 3, 4)).on(s(0, 3)).on(s(1, 1)).on(s(129, 65)).rejects(s(3)),
                OpCase.of("permute", in -> in.get(0).permute(2, 0, 1)).on(s(2, 3, 4)).on(s(1, 1, 1)).on(s(2, 0, 4)).on(s(33, 17, 9)).rejects(s(3, 4)),
                OpCase.of("expand", in -> in.get(0).expand(2, 3, 4)).on(s(4)).on(s(3, 1)).on(s(1, 3, 4)).on(s()).rejects(s(5)).rejects(s(2, 2, 3, 4)),
                OpCase.of("slice", in -> in.get(0).slice(1, 1, 4)).on(s(2, 5)).on(s(3, 4, 2)).on(s(0, 4)).on(s(65, 33)).rejects(s(2, 3)),
                OpCase.of("slice by 2", in -> in.get(0).slice(0, 0, 5, 2)).on(s(5)).on(s(6, 3)).on(s(65, 33)).rejects(s(4)),
                OpCase.of("select", in -> in.get(0).select(-1, 2)).on(s(3)).on(s(4, 3)).on(s(0, 3)).rejects(s(4, 2)),
                OpCase.of("flip", in -> in.get(0).flip(0)).on(s(5)).on(s(3, 4)).on(s(0)).on(s(1)).on(s(65, 33)),
                OpCase.of("pad", in -> in.get(0).pad(1, 1, 2, 0.5)).on(s(2, 3)).on(s(1, 1)).on(s(2, 0)).on(s(65, 33)).rejects(s(3)),
                OpCase.of("concat", in -> Tensor.concat(1, in)).on(s(2, 3), s(2, 1)).on(s(2, 3), s(2, 0), s(2, 2)).on(s(65, 33), s(65, 9))
                .rejects(s(2, 3), s(3, 3)),
                OpCase.of("stack", in -> Tensor.stack(1, in.toArray(Tensor[]::new))).on(s(3), s(3)).on(s(2, 3), s(2, 3), s(2, 3)).rejects(s(3), s(2)),
                OpCase.of("gather", in -> in.get(0).gather(0, INDEX)).on(s(3, 4)).on(s(3)).on(s(65, 129)),
                OpCase.of("gather inner", in -> in.get(0).gather(1, INDEX)).on(s(2, 3)).on(s(2, 3, 4)).rejects(s(3)),
                OpCase.of("embedding", in -> in.get(0).embedding(INDEX)).on(s(3, 4)).on(s(65, 128)).rejects(s(3)),
                OpCase.of("scatterAdd", in -> in.get(0).scatterAdd(0, INDEX, in.get(1))).on(s(3, 2), s(4, 2)).on(s(3), s(4)).on(s(65, 129), s(4, 129))
                .rejects(s(3, 2), s(3, 2)),
                OpCase.of("matmul", in -> in.get(0).matmul(in.get(1))).on(s(2, 3), s(3, 4)).on(s(1, 1), s(1, 1)).on(s(3), s(3)).on(s(3), s(3, 2))
                .on(s(2, 3), s(3)).on(s(0, 3), s(3, 2)).on(s(2, 0), s(0, 3))
                        .on(s(5, 2, 3), s(5, 3, 4)).on(s(5, 2, 3), s(3, 4)).on(s(2, 3), s(5, 3, 4)).on(s(2, 1, 2, 3), s(5, 3, 4))
                        .on(s(65, 129), s(129, 33)).within(1e-4).rejects(s(2, 3), s(2, 3)).rejects(s(2, 3, 4), s(3, 4, 2)),
                linear("linear", Activation.NONE), linear("linear relu", Activation.RELU), linear("linear tanh", Activation.TANH),
                linear("linear sigmoid", Activation.SIGMOID), linear("linear gelu", Activation.GELU), linear("linear geluTanh", Activation.GELU_TANH),
                conv2d("conv2d", Conv.create()).on(s(2, 5, 6, 3), s(3, 2, 3, 4), s(4)).on(s(1, 1, 1, 1), s(1, 1, 1, 1), s(1))
                .on(s(0, 5, 5, 3), s(3, 3, 3, 2), s(2)).on(s(3, 17, 19, 16), s(3, 3, 16, 32), s(32)),
                conv2d("conv2d same", Conv.create().withPadding(Padding.SAME)).on(s(2, 5, 4, 3), s(3, 3, 3, 2), s(2))
                .on(s(1, 4, 4, 2), s(2, 2, 2, 3), s(3)).on(s(3, 17, 19, 16), s(5, 5, 16, 20), s(20)),
                conv2d("conv2d relu", Activation.RELU), conv2d("conv2d tanh", Activation.TANH), conv2d("conv2d sigmoid", Activation.SIGMOID),
                conv2d("conv2d gelu", Activation.GELU),
                conv2d("conv2d stride", Conv.create().withStride(2).withPadding(Padding.SAME)).on(s(2, 7, 8, 3), s(3, 3, 3, 2), s(2))
                .on(s(2, 33, 33, 8), s(3, 3, 8, 16), s(16)),
                conv2d("conv2d padded", Conv.create().withStride(2).withPadding(1)).on(s(2, 7, 8, 3), s(3, 3, 3, 2), s(2))
                .on(s(2, 32, 32, 8), s(3, 3, 8, 16), s(16)).on(s(1, 2, 2, 1), s(1, 1, 1, 1), s(1)),
                conv2d("conv2d padded unevenly", Conv.create().withPadding(2, 0, 1, 3)).on(s(2, 4, 5, 3), s(2, 2, 3, 2), s(2))
                .on(s(2, 17, 17, 8), s(3, 3, 8, 16), s(16)),
                OpCase.of("conv1d padded", in -> in.get(0).conv1d(in.get(1), in.get(2), Conv.create().withPadding(2))).within(1e-4)
                .on(s(2, 9, 3), s(3, 3, 4), s(4)).rejects(s(2, 9, 3), s(3, 2, 4), s(4)),
                OpCase.of("convTranspose2d padded", in -> in.get(0).convTranspose2d(in.get(1), null, Conv.create().withStride(2).withPadding(1)))
                .within(1e-4).on(s(2, 3, 4, 3), s(4, 4, 2, 3)).on(s(2, 9, 9, 16), s(4, 4, 8, 16)).rejects(s(1, 1, 1, 1), s(2, 2, 1, 1)),
                pool("maxPool2d padded", x -> x.maxPool2d(Pool.of(3).withStride(2).withPadding(1))),
                pool("averagePool2d padded", x -> x.averagePool2d(Pool.of(3, 2).withPadding(2, 1, 0, 1))),
                OpCase.of("topK smallest", in -> in.get(0).topK(2, 0, false).values()).on(s(6)).on(s(4, 3)).on(s(33, 129)).rejects(s(1, 4)),
                conv2d("conv2d dilated", Conv.create().withDilation(2)).on(s(2, 7, 8, 2), s(3, 2, 2, 3), s(3))
                .on(s(2, 33, 33, 8), s(3, 3, 8, 16), s(16)),
                conv2d("conv2d groups", Conv.create().withGroups(2).withPadding(Padding.SAME)).on(s(2, 5, 5, 4), s(3, 3, 2, 6), s(6))
                .on(s(2, 17, 17, 32), s(3, 3, 16, 32), s(32)),
                conv2d("conv2d depthwise", Conv.create().withGroups(6).withPadding(Padding.SAME)).on(s(2, 5, 5, 6), s(3, 3, 1, 6), s(6))
                .on(s(2, 5, 5, 6), s(3, 3, 1, 12), s(12)),
                OpCase.of("conv1d causal", in -> in.get(0).conv1d(in.get(1), in.get(2), Conv.create().withPadding(Padding.CAUSAL).withDilation(2)))
                .within(1e-4).on(s(2, 9, 3), s(3, 3, 4), s(4)).on(s(2, 65, 16), s(3, 16, 32), s(32)).rejects(s(2, 9, 3), s(3, 2, 4), s(4)),
                OpCase.of("convTranspose2d", in -> in.get(0).convTranspose2d(in.get(1), in.get(2),
                        Conv.create().withStride(2).withPadding(Padding.SAME))).within(1e-4).on(s(2, 3, 4, 3), s(3, 3, 2, 3), s(2))
                        .on(s(2, 9, 9, 16), s(4, 4, 8, 16), s(8)).rejects(s(2, 3, 4, 3), s(3, 3, 3, 2), s(2)),
                OpCase.of("convTranspose2d valid", in -> in.get(0).convTranspose2d(in.get(1), null, Conv.create().withStride(2))).within(1e-4)
                .on(s(2, 3, 4, 3), s(3, 2, 2, 3)),
                pool("maxPool2d", x -> x.maxPool2d(Pool.of(2))),
                pool("maxPool2d same", x -> x.maxPool2d(Pool.of(3).withStride(2).withPadding(Padding.SAME))),
                pool("averagePool2d", x -> x.averagePool2d(Pool.of(2))),
                pool("averagePool2d same", x -> x.averagePool2d(Pool.of(3).withStride(2).withPadding(Padding.SAME))),
                pool("globalAveragePool2d", Tensor::globalAveragePool2d), pool("globalMaxPool2d", Tensor::globalMaxPool2d),
                pool("adaptiveAveragePool2d", x -> x.adaptiveAveragePool2d(2, 3)), pool("adaptiveMaxPool2d", x -> x.adaptiveMaxPool2d(3, 2)),
                OpCase.of("batchNorm", in -> in.get(0).batchNorm(in.get(1), in.get(2), 1e-3).output()).within(2e-4).on(s(6, 3), s(3), s(3))
                .on(s(2, 4, 3, 5), s(5), s(5)).on(s(8, 9, 9, 32), s(32), s(32)).rejects(s(6, 3), s(2), s(3)).rejects(s(0, 3), s(3), s(3)),
                OpCase.of("batchNorm frozen", in -> in.get(0)
                        .batchNorm(in.get(1), in.get(2), Tensor.full(in.get(0).dtype(), s(3), 0.3), Tensor.full(in.get(0).dtype(), s(3), 1.7), 1e-3))
                        .within(1e-4).on(s(6, 3), s(3), s(3)).on(s(2, 4, 5, 3), s(3), s(3)).on(s(0, 3), s(3), s(3)).rejects(s(6, 3), s(2), s(3)),
                OpCase.of("layerNorm", in -> in.get(0).layerNorm(in.get(1), in.get(2), 1e-3)).within(2e-4).on(s(4, 6), s(6), s(6))
                .on(s(2, 3, 5), s(5), s(5)).on(s(0, 5), s(5), s(5)).on(s(65, 128), s(128), s(128)).rejects(s(4, 6), s(4), s(6)),
                OpCase.of("rmsNorm", in -> in.get(0).rmsNorm(in.get(1), 1e-3)).within(2e-4).on(s(4, 6), s(6)).on(s(2, 3, 5), s(5)).on(s(1, 1), s(1))
                .on(s(65, 128), s(128)).rejects(s(4, 6), s(4)),
                OpCase.of("groupNorm", in -> in.get(0).groupNorm(2, in.get(1), in.get(2), 1e-3)).within(2e-4).on(s(3, 5, 4), s(4), s(4))
                .on(s(2, 3, 3, 6), s(6), s(6)).on(s(2, 9, 9, 16), s(16), s(16)).rejects(s(3, 5, 3), s(3), s(3)),
                softmax("softmax", x -> x.softmax(-1)), softmax("softmax axis 0", x -> x.softmax(0)), softmax("logSoftmax", x -> x.logSoftmax(-1)),
                softmax("logSoftmax axis 0", x -> x.logSoftmax(0)),
                OpCase.of("crossEntropy", in -> in.get(0).crossEntropy(LABELS)).on(s(4, 3)).on(s(4, 129)).rejects(s(3, 3)).rejects(s(4, 3, 2)),
                OpCase.of("crossEntropy smoothed, weighted",
                        in -> in.get(0).crossEntropy(LABELS, CrossEntropyOptions.create().withLabelSmoothing(0.1)
                        .withClassWeights(OpCase.tensor(s(3), in.get(0).dtype(), new double[] {0.5, 1, 2})))).on(s(4, 3)).rejects(s(4, 4)),
                OpCase.of("crossEntropy soft", in -> in.get(0).crossEntropy(in.get(1).detach().softmax(-1))).onlyFirst().on(s(4, 3), s(4, 3))
                .on(s(65, 33), s(65, 33)).on(s(0, 3), s(0, 3)).rejects(s(4, 3), s(3, 3)),
                OpCase.of("sigmoidCrossEntropy", in -> in.get(0).sigmoidCrossEntropy(in.get(1).detach().sigmoid())).onlyFirst().on(s(4, 3), s(4, 3))
                .on(s(5), s(5)).on(s(65, 33), s(65, 33)).on(s(0, 3), s(0, 3)).rejects(s(4, 3), s(3)),
                OpCase.of("sigmoidCrossEntropy smoothed, weighted",
                        in -> in.get(0).sigmoidCrossEntropy(in.get(1).detach().sigmoid(),
                        CrossEntropyOptions.create().withLabelSmoothing(0.1)
                        .withClassWeights(OpCase.tensor(s(3), in.get(0).dtype(), new double[] {0.5, 1, 2})))).onlyFirst().on(s(4, 3), s(4, 3)),
                OpCase.of("graphSum", in -> GRAPH.sum(in.get(0))).on(s(5, 3)).on(s(5, 1)).on(s(5, 0)).on(s(5, 2100)).rejects(s(4, 3)).rejects(s(5)),
                OpCase.of("graphSum symmetric", in -> LOOPED.symmetric().sum(in.get(0))).on(s(5, 3)).rejects(s(4, 3)),
                OpCase.of("graphSum weighted", in -> GRAPH.sum(in.get(0), in.get(1))).on(s(5, 4), s(7)).on(s(5, 4), s(7, 1)).on(s(5, 4), s(7, 2))
                .on(s(5, 4), s(7, 4)).on(s(5, 2100), s(7, 2)).within(1e-4).rejects(s(5, 4), s(6, 2)).rejects(s(5, 4), s(7, 3)),
                OpCase.of("graphSum wide", in -> WIDE.sum(in.get(0), in.get(1))).on(s(300, 64), s(WIDE.edges(), 8)).within(1e-4),
                OpCase.of("graphProducts", in -> GRAPH.products(in.get(0), in.get(1), 2)).on(s(5, 6), s(5, 6)).on(s(5, 2), s(5, 2))
                .on(s(5, 0), s(5, 0)).within(1e-4).rejects(s(5, 6), s(5, 4)).rejects(s(5, 3), s(5, 3)),
                OpCase.of("graphProducts wide", in -> WIDE.products(in.get(0), in.get(1), 2)).on(s(400, 66), s(300, 66)).within(1e-4),
                OpCase.of("sumsOfEnds", in -> GRAPH.sumsOfEnds(in.get(0), in.get(1))).on(s(5, 3), s(5, 3)).on(s(5, 1), s(5, 1))
                .rejects(s(5, 3), s(5, 2)),
                OpCase.of("edgeSoftmax", in -> GRAPH.softmax(in.get(0))).on(s(7, 3)).on(s(7, 1)).on(s(7, 0)).rejects(s(6, 3)).rejects(s(7)),
                OpCase.of("edgeSoftmax wide", in -> WIDE.softmax(in.get(0))).on(s(WIDE.edges(), 8)),
                OpCase.of("graphMax", in -> GRAPH.max(in.get(0))).on(s(5, 3)).on(s(5, 1)).on(s(5, 0)).on(s(5, 2100)).rejects(s(4, 3)),
                OpCase.of("graphMax wide", in -> WIDE.max(in.get(0))).on(s(300, 65)).within(1e-4),
                OpCase.of("dropout", in -> in.get(0).dropout(0.3, KEY)).on(s(7)).on(s(3, 5)).on(s(0)).on(s(129, 65)),
                OpCase.of("addDropped", in -> in.get(0).addDropped(in.get(1), 0.3, KEY)).on(s(7), s(7)).on(s(3, 5), s(3, 5)).on(s(0), s(0))
                .on(s(129, 65), s(129, 65)).on(s(3, 5), s(5)),
                OpCase.of("relu, dropout", in -> in.get(0).relu().dropout(0.3, KEY)).on(s(3, 5)).on(s(0)).on(s(129, 65)).kinks(0),
                OpCase.of("linear, dropout", in -> in.get(0).linear(in.get(1), in.get(2), Activation.RELU).dropout(0.3, KEY))
                .on(s(2, 3, 4), s(4, 5), s(5)).on(s(7, 33, 16), s(16, 40), s(40)),
                recurrent("lstm", 4, 4, Recurrence.lstm()), recurrent("lstm reversed", 4, 4, Recurrence.lstm().withReversed(true)),
                recurrentWithState("lstm with state", 4, 4, true, Recurrence.lstm()),
                recurrent("gru", 3, 4, Recurrence.gru()), recurrent("gru reversed", 3, 4, Recurrence.gru().withReversed(true)),
                recurrentWithState("gru with state", 3, 4, false, Recurrence.gru()),
                recurrent("rnn tanh", 1, 1, Recurrence.tanh()), recurrentWithState("rnn tanh with state", 1, 1, false, Recurrence.tanh()),
                recurrent("rnn relu", 1, 1, Recurrence.relu()), recurrentWithState("rnn relu with state", 1, 1, false, Recurrence.relu()),
                attention("attention", Attention.of(2)).on(s(2, 3, 4), s(2, 5, 4), s(2, 5, 4)).on(s(1, 1, 2), s(1, 1, 2), s(1, 1, 2))
                .on(s(0, 3, 4), s(0, 2, 4), s(0, 2, 4)).on(s(2, 3, 4), s(2, 0, 4), s(2, 0, 4))
                        .on(s(3, 33, 32), s(3, 65, 32), s(3, 65, 32)).rejects(s(2, 3, 5), s(2, 5, 5), s(2, 5, 5))
                        .rejects(s(2, 3, 4), s(2, 5, 2), s(2, 5, 2)).rejects(s(3, 4), s(3, 4), s(3, 4)),
                attention("attention causal", Attention.of(2).withCausalOffset(1).withScale(0.7)).on(s(2, 3, 4), s(2, 4, 4), s(2, 4, 4))
                .on(s(1, 600, 16), s(1, 700, 16), s(1, 700, 16)),
                attention("attention grouped, padded, dropped", Attention.of(4).withKeyValueHeads(2).withLengths(LENGTHS).withDropout(0.3, KEY))
                .on(s(3, 3, 8), s(3, 5, 4), s(3, 5, 4))
                        .on(s(3, 300, 64), s(3, 301, 32), s(3, 301, 32)).rejects(s(2, 3, 8), s(2, 5, 4), s(2, 5, 4)),
                attention("attention of single queries", Attention.of(6).withKeyValueHeads(3).withLengths(LENGTHS))
                .on(s(3, 1, 12), s(3, 5, 6), s(3, 5, 6)).on(s(3, 1, 192), s(3, 300, 96), s(3, 300, 96)),
                attention("attention with as many samples as steps", Attention.of(6).withKeyValueHeads(3)).on(s(3, 3, 12), s(3, 3, 6), s(3, 3, 6))
                .on(s(16, 16, 96), s(16, 16, 48), s(16, 16, 48)),
                attention("attention causal, grouped, dropped", Attention.of(4).withKeyValueHeads(1).withCausal(true).withDropout(0.3, KEY))
                .on(s(2, 4, 8), s(2, 4, 2), s(2, 4, 2)).on(s(2, 520, 16), s(2, 520, 4), s(2, 520, 4)),
                OpCase.of("attention packed", in -> in.get(0).attention(Attention.of(4).withKeyValueHeads(2).withCausal(true).withDropout(0.3, KEY)))
                .on(s(2, 3, 16)).on(s(0, 3, 8)).on(s(9, 65, 128)).within(1e-4).rejects(s(2, 3, 12)).rejects(s(3, 8)),
                OpCase.of("custom", in -> Tensor.apply(new Cube(), in.get(0))).on(s(3)).on(s(2, 2)).on(s(0)));
    }

    private static int[][] edges(int columns, int rows, int count) {
        int[][] edges = new int[count][];
        Arrays.setAll(edges, i -> new int[] {i * 37 % columns, i * i % rows});
        return edges;
    }

    private static OpCase reduction(String name, UnaryOperator<Tensor> whole, UnaryOperator<Tensor> first, UnaryOperator<Tensor> last) {
        return nonEmpty(name, whole, first, last).on(s(0, 3)).on(s(3, 0));
    }

    /** All three in one result, joined as vectors, so that one case covers them. */
    private static OpCase nonEmpty(String name, UnaryOperator<Tensor> whole, UnaryOperator<Tensor> first, UnaryOperator<Tensor> last) {
        return OpCase.of(name, in -> Tensor.concat(0, whole.apply(in.get(0)).reshape(-1), first.apply(in.get(0)).reshape(-1),
                last.apply(in.get(0)).reshape(-1)))
                .on(s(4)).on(s(3, 5)).on(s(1, 1)).on(s(2, 3, 4)).on(s(65, 129)).within(1e-4).rejects(Shape.scalar());
    }

    private static OpCase attention(String name, Attention options) {
        return OpCase.of(name, in -> in.get(0).attention(in.get(1), in.get(2), options)).within(1e-4);
    }

    private static OpCase linear(String name, Activation activation) {
        return OpCase.of(name, in -> in.get(0).linear(in.get(1), in.get(2), activation)).within(1e-4).on(s(4, 3), s(3, 5), s(5))
                .on(s(2, 4, 3), s(3, 5), s(5)).on(s(3), s(3, 2), s(2)).on(s(0, 3), s(3, 2), s(2)).on(s(1, 1), s(1, 1), s(1))
                .on(s(65, 129), s(129, 33), s(33)).kinks(0).rejects(s(4, 3), s(4, 5), s(5)).rejects(s(4, 3), s(3, 5), s(4));
    }

    private static OpCase conv2d(String name, Activation activation) {
        return OpCase.of(name, in -> in.get(0).conv2d(in.get(1), in.get(2), Conv.create(), activation)).within(2e-4)
                .on(s(2, 5, 6, 3), s(3, 2, 3, 4), s(4)).on(s(0, 5, 5, 3), s(3, 3, 3, 2), s(2)).on(s(3, 17, 19, 16), s(3, 3, 16, 32), s(32));
    }

    private static OpCase conv2d(String name, Conv options) {
        return OpCase.of(name, in -> in.get(0).conv2d(in.get(1), in.get(2), options)).within(2e-4).rejects(s(2, 5, 5, 4), s(3, 3, 5, 4), s(4))
                .rejects(s(5, 5, 4), s(3, 3, 4), s(4));
    }

    private static OpCase pool(String name, UnaryOperator<Tensor> op) {
        return OpCase.of(name, in -> op.apply(in.get(0))).on(s(2, 5, 6, 3)).on(s(1, 4, 4, 1)).on(s(0, 4, 4, 2)).on(s(3, 17, 19, 16))
                .rejects(s(4, 4, 2));
    }

    /** In order and with rows of several lengths, their last states along. */
    private static OpCase recurrent(String name, int gates, int biases, Recurrence how) {
        return OpCase.of(name, in -> {
            Tensor all = in.get(0).recurrent(in.get(1), in.get(2), in.get(3), how).output();
            Recurred padded = in.get(0).recurrent(in.get(1), in.get(2), in.get(3), how.withLengths(lengths(in.get(0))).withReturnedState(true));
            return Tensor.concat(0, Stream.concat(Stream.of(all, padded.output(), padded.state()),
                    gates == 4 ? Stream.of(padded.cellState()) : Stream.of()).map(y -> y.reshape(-1)).toList());
        }).between(-0.5, 0.5).within(1e-4).on(s(2, 3, 2), s(2, gates * 3), s(3, gates * 3), s(biases * 3))
                .on(s(1, 1, 1), s(1, gates), s(1, gates), s(biases)).on(s(0, 3, 2), s(2, gates * 3), s(3, gates * 3), s(biases * 3))
                .on(s(17, 9, 33), s(33, gates * 20), s(20, gates * 20), s(biases * 20))
                .rejects(s(3, 2), s(2, gates * 3), s(3, gates * 3), s(biases * 3))
                .rejects(s(2, 3, 2), s(2, gates * 3), s(3, gates * 2), s(biases * 3))
                .rejects(s(2, 3, 2), s(3, gates * 3), s(3, gates * 3), s(biases * 3))
                .rejects(s(2, 3, 2), s(2, gates * 3), s(3, gates * 3), s(biases * 3 + 1))
                .rejects(s(2, 0, 2), s(2, gates * 3), s(3, gates * 3), s(biases * 3));
    }

    /** From a state, both ways, with lengths and without. */
    private static OpCase recurrentWithState(String name, int gates, int biases, boolean cell, Recurrence how) {
        return OpCase.of(name, in -> {
            Recurrence from = (cell ? how.withState(in.get(4), in.get(5)) : how.withState(in.get(4))).withReturnedState(true);
            List<Tensor> results = new ArrayList<>();
            for (Recurrence each : List.of(from, from.withReversed(true), from.withLengths(lengths(in.get(0))),
                    from.withLengths(lengths(in.get(0))).withReversed(true))) {
                Recurred recurred = in.get(0).recurrent(in.get(1), in.get(2), in.get(3), each);
                results.add(recurred.output().reshape(-1));
                results.add(recurred.state().reshape(-1));
                if (cell) {
                    results.add(recurred.cellState().reshape(-1));
                }
            }
            return Tensor.concat(0, results);
        }).between(-0.5, 0.5).within(1e-4).on(states(cell, s(3, 4, 2), s(2, gates * 2), s(2, gates * 2), s(biases * 2), s(3, 2)))
                .on(states(cell, s(17, 9, 33), s(33, gates * 20), s(20, gates * 20), s(biases * 20), s(17, 20)))
                .rejects(states(cell, s(3, 4, 2), s(2, gates * 2), s(2, gates * 2), s(biases * 2), s(2, 2)));
    }

    private static Shape[] states(boolean cell, Shape... shapes) {
        Shape[] all = Arrays.copyOf(shapes, shapes.length + (cell ? 1 : 0));
        all[all.length - 1] = shapes[shapes.length - 1];
        return all;
    }

    /** Row i has i steps, counted round: the first none. */
    private static Tensor lengths(Tensor x) {
        int[] lengths = new int[(int) x.dim(0)];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = (int) (i % (x.dim(1) + 1));
        }
        return Tensor.of(lengths);
    }

    private static OpCase softmax(String name, UnaryOperator<Tensor> op) {
        return OpCase.of(name, in -> op.apply(in.get(0))).on(s(4)).on(s(3, 5)).on(s(2, 3, 4)).on(s(1, 1)).on(s(0, 3)).on(s(65, 129))
                .rejects(Shape.scalar());
    }

    private static final class Cube implements CustomOp {
        @Override public String name() {
            return "custom";
        }

        @Override public Tensor forward(List<Tensor> in) {
            return in.get(0).pow(3);
        }

        @Override public List<Tensor> backward(Tensor g, List<Tensor> in, Tensor out) {
            return List.of(g.mul(in.get(0).square()).mul(3));
        }
    }

    @TestFactory
    Stream<DynamicNode> both_kernel_sets_agree() {
        return each((c, shapes) -> {
            for (DType dtype : c.integersToo ? List.of(DType.FLOAT32, DType.INT32) : List.of(DType.FLOAT32)) {
                List<Tensor> in = c.inputs(shapes, dtype);
                close(c, with(KernelSets.preferred(), () -> c.op.apply(in)), with(KernelSets.reference(), () -> c.op.apply(in)));
            }
        });
    }

    @TestFactory
    Stream<DynamicNode> gradients_agree_with_finite_differences_in_float64() {
        return each(ops().filter(c -> c.differentiable), (c, shapes) -> {
            if (shapes.stream().mapToLong(Shape::size).max().orElse(0) > 400) {
                return; // slow, and nothing new: large shapes are for the agreement of kernels
            }
            List<Tensor> in = c.inputs(shapes, DType.FLOAT64);
            with(KernelSets.reference(), () -> {
                finiteDifferences(c, in);
                return null;
            });
        });
    }

    @TestFactory
    Stream<DynamicNode> gradients_of_both_kernel_sets_agree() {
        return each(ops().filter(c -> c.differentiable), (c, shapes) -> {
            List<Tensor> in = c.inputs(shapes, DType.FLOAT32);
            List<Tensor> fast = with(KernelSets.preferred(), () -> gradients(c, in));
            List<Tensor> reference = with(KernelSets.reference(), () -> gradients(c, in));
            for (int i = 0; i < fast.size(); i++) {
                close(c, fast.get(i), reference.get(i));
            }
        });
    }

    @TestFactory
    Stream<DynamicNode> nan_and_infinity_come_out_where_the_reference_says() {
        return each((c, shapes) -> {
            if (shapes.get(0).size() == 0) {
                return;
            }
            for (double odd : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                List<Tensor> in = new ArrayList<>(c.inputs(shapes, DType.FLOAT32));
                float[] values = in.get(0).toArray();
                values[values.length / 2] = (float) odd;
                in.set(0, Tensor.of(shapes.get(0), values));
                Tensor fast = with(KernelSets.preferred(), () -> c.op.apply(in));
                Tensor reference = with(KernelSets.reference(), () -> c.op.apply(in));
                assertThat(classes(fast)).as(c + " of " + odd + " on " + shapes).isEqualTo(classes(reference));
                if (Double.isNaN(odd) && c.elementwise && shapes.size() == 1 && fast.dtype().isFloating()) {
                    assertThat(Float.isNaN(fast.toArray()[values.length / 2])).as(c + " passes NaN on").isTrue();
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicNode> wrong_shapes_are_refused_in_the_house_s_words() {
        return ops().flatMap(c -> c.rejected.stream().map(shapes -> dynamicTest(c + " on " + shapes, () -> {
            List<Tensor> in = shapes.stream().map(shape -> Tensor.zeros(DType.FLOAT32, shape)).toList();
            assertThatThrownBy(() -> c.op.apply(in)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("(?s)[a-zA-Z0-9]+: .+[.]").hasMessageNotContaining("null")
                    .satisfies(e -> assertThat(e.getMessage()).contains("[").contains("]"));
        })));
    }

    @TestFactory
    Stream<DynamicNode> types_that_do_not_fit_are_refused_in_the_house_s_words() {
        return ops().map(c -> dynamicTest(c.name, () -> {
            List<Shape> shapes = c.shapes.get(0);
            List<Tensor> in = shapes.stream().map(shape -> Tensor.zeros(DType.FLOAT32, shape)).toList();
            if (in.size() > 1 && !c.name.equals("logic")) {
                List<Tensor> mixed = new ArrayList<>(in);
                mixed.set(1, Tensor.zeros(DType.FLOAT64, shapes.get(1)));
                assertThatThrownBy(() -> c.op.apply(mixed)).isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContainingAll(": ", "type", "FLOAT32", "FLOAT64", "cast");
            } else if (c.elementwise && c.differentiable && !c.integersToo) {
                assertThatThrownBy(() -> c.op.apply(List.of(Tensor.zeros(DType.INT32, shapes.get(0))))).isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContainingAll("needs a floating type", "INT32", "cast");
            } else {
                assertThat(c.op.apply(c.inputs(shapes, DType.FLOAT32))).isNotNull();
            }
        }));
    }

    @TestFactory
    Stream<DynamicNode> replayed_runs_give_the_bits_of_eager_ones() {
        return each((c, shapes) -> {
            List<Tensor> in = c.inputs(shapes, DType.FLOAT32);
            List<Tensor> eager = c.differentiable ? gradients(c, in) : List.of(c.op.apply(in));
            try (Step step = Step.ofMany(c.name, inputs -> c.differentiable ? gradients(c, inputs) : List.of(c.op.apply(inputs)))) {
                for (int run = 0; run < 4; run++) {
                    List<Tensor> got = step.runMany(in.toArray(Tensor[]::new));
                    for (int i = 0; i < eager.size(); i++) {
                        assertThat(bits(got.get(i))).as(c + " in run " + run).isEqualTo(bits(eager.get(i)));
                    }
                }
                assertThat(step.explain()).contains("replayed");
            }
        });
    }

    private interface Property {
        void check(OpCase c, List<Shape> shapes);
    }

    private static Stream<DynamicNode> each(Property property) {
        return each(ops(), property);
    }

    /** One test for each op, so that a report stays readable; a failure names the shapes. */
    private static Stream<DynamicNode> each(Stream<OpCase> ops, Property property) {
        return ops.map(c -> dynamicTest(c.name, () -> {
            for (List<Shape> shapes : c.shapes) {
                try {
                    property.check(c, shapes);
                } catch (RuntimeException | Error e) {
                    throw new AssertionError(c + " on " + shapes + ": " + e.getMessage(), e);
                }
            }
        }));
    }

    private static <T> T with(Kernels kernels, Supplier<T> body) {
        return Execution.current().with(kernels, body);
    }

    /** The gradients of Σ y · weights with fixed weights, then y itself. */
    private static List<Tensor> gradients(OpCase c, List<Tensor> in) {
        List<Tensor> tracked = in.stream().map(Tensor::tracked).toList();
        Tensor y = c.op.apply(tracked);
        Gradients gradients = Gradients.of(y, weights(y));
        List<Tensor> all = new ArrayList<>();
        tracked.forEach(x -> all.add(gradients.get(x)));
        all.add(y.detach());
        return all;
    }

    private static Tensor weights(Tensor y) {
        double[] values = new double[(int) y.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.5 + (i * 37 % 101) / 101.0;
        }
        return OpCase.tensor(y.shape(), y.dtype(), values);
    }

    private static void finiteDifferences(OpCase c, List<Tensor> in) {
        List<Tensor> analytic = gradients(c, in);
        double h = 1e-5;
        for (int i = 0; i < (c.onlyFirst ? 1 : in.size()); i++) {
            double[] slope = analytic.get(i).toDoubles();
            double[] base = in.get(i).toDoubles();
            for (int j = 0; j < base.length; j++) {
                double numeric = (loss(c, in, i, j, base, h) - loss(c, in, i, j, base, -h)) / (2 * h);
                assertThat(slope[j]).as("slope %d of input %d", j, i).isCloseTo(numeric, Offset.offset(1e-6 * (1 + Math.abs(numeric))));
            }
        }
    }

    private static double loss(OpCase c, List<Tensor> in, int i, int j, double[] base, double h) {
        double[] moved = base.clone();
        moved[j] += h;
        List<Tensor> inputs = new ArrayList<>(in);
        inputs.set(i, Tensor.of(in.get(i).shape(), moved));
        Tensor y = c.op.apply(inputs);
        double[] values = y.toDoubles();
        double[] weights = weights(y).toDoubles();
        double sum = 0;
        for (int k = 0; k < values.length; k++) {
            sum += values[k] * weights[k];
        }
        return sum;
    }

    private static void close(OpCase c, Tensor a, Tensor b) {
        assertThat(a.dtype()).isEqualTo(b.dtype());
        assertThat(a.shape()).isEqualTo(b.shape());
        double[] p = a.toDoubles();
        double[] q = b.toDoubles();
        for (int i = 0; i < p.length; i++) {
            if (Double.compare(p[i], q[i]) != 0 && !(Math.abs(p[i] - q[i]) <= c.tolerance * (1 + Math.abs(q[i])))) {
                throw new AssertionError("element " + i + " is " + p[i] + ", the reference says " + q[i]);
            }
        }
    }

    private static List<String> classes(Tensor y) {
        List<String> classes = new ArrayList<>();
        for (double value : y.toDoubles()) {
            classes.add(Double.isNaN(value) ? "NaN" : Double.isInfinite(value) ? value > 0 ? "+inf" : "-inf" : y.dtype().isFloating() ? "finite"
                    : String.valueOf(value));
        }
        return classes;
    }

    private static String bits(Tensor y) {
        Consumer<StringBuilder> write = text -> {
            for (double value : y.toDoubles()) {
                text.append(Double.doubleToRawLongBits(value)).append(' ');
            }
        };
        StringBuilder text = new StringBuilder(y.dtype() + " " + y.shape() + ": ");
        write.accept(text);
        return text.toString();
    }
}
