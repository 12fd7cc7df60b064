package org.librate.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.librate.core.kernel.Execution;
import org.librate.core.kernel.KernelSets;
import org.librate.core.kernel.Kernels;

/**
 * Results and gradients as PyTorch computes them in float64: see {@code src/test/python/goldens.py}. The reference kernels reach them in
 * float64 within 1e-10, both kernel sets in float32 within 1e-5, relative to 1 + the largest element.
 */
class GoldensTest {

    private static final Map<String, Map<String, GoldenFile.Values>> FILE = GoldenFile.read();
    private static final Map<String, Function<In, Map<String, Tensor>>> CASES = new LinkedHashMap<>();

    /** The inputs of a case, those with a gradient in the file tracked. */
    private record In(Map<String, Tensor> tensors) {
        Tensor x() {
            return get("x");
        }

        Tensor get(String name) {
            return tensors.get(name);
        }
    }

    private static void one(String name, Function<In, Tensor> op) {
        CASES.put(name, in -> Map.of("y", op.apply(in)));
    }

    private static void unary(String name, UnaryOperator<Tensor> op) {
        one(name, in -> op.apply(in.x()));
    }

    private static void conv2d(String name, Conv options) {
        one("conv2d_" + name, in -> in.x().conv2d(in.get("w"), in.get("b"), options));
    }

    private static void conv1d(String name, Conv options) {
        one("conv1d_" + name, in -> in.x().conv1d(in.get("w"), in.get("b"), options));
    }

    private static void loss(String name, CrossEntropyOptions options) {
        one("crossEntropy" + name, in -> in.x().crossEntropy(in.get("labels"), weighted(options, in)));
    }

    private static void sigmoidLoss(String name, CrossEntropyOptions options) {
        one("sigmoidCrossEntropy" + name, in -> in.x().sigmoidCrossEntropy(in.get("t"), weighted(options, in)));
    }

    private static CrossEntropyOptions weighted(CrossEntropyOptions options, In in) {
        return in.tensors().containsKey("weights") ? options.withClassWeights(in.get("weights")) : options;
    }

    private static void batchNorm(String name) {
        CASES.put("batchNorm_" + name, in -> {
            Normalized normalized = in.x().batchNorm(in.get("gamma"), in.get("beta"), 1e-3);
            return Map.of("y", normalized.output(), "mean", normalized.mean(), "variance", normalized.variance());
        });
    }

    private static void sorted(String name, Function<Tensor, Sorted> op) {
        CASES.put(name, in -> {
            Sorted sorted = op.apply(in.x());
            return Map.of("y", sorted.values(), "indices", sorted.indices());
        });
    }

    private static void linear(String name, Activation activation) {
        one("linear" + name, in -> in.x().linear(in.get("w"), in.get("b"), activation));
    }

    private static void sgd(String name, double momentum, boolean nesterov, double decay) {
        one("sgd" + name, in -> {
            Tensor velocity = momentum == 0 ? null : in.get("p").mul(0);
            Tensor rate = Tensor.full(in.get("p").dtype(), Shape.of(1), 0.1);
            return steps(in, (p, g, step) -> Updates.sgd(p, g, velocity, rate, momentum, nesterov, decay));
        });
    }

    private static void adam(String name, double rate, double beta1, double beta2, double epsilon, double decay) {
        one("adam" + name, in -> {
            Tensor first = in.get("p").mul(0);
            Tensor second = in.get("p").mul(0);
            Tensor rates = Tensor.full(in.get("p").dtype(), Shape.of(1), rate);
            return steps(in, (p, g, step) -> Updates.adam(p, g, first, second, rates, Tensor.of(step), beta1, beta2, epsilon, decay));
        });
    }

    private interface Update {
        void apply(Tensor values, Tensor gradients, long step);
    }

    private static Tensor steps(In in, Update update) {
        Tensor p = in.get("p").keep();
        List<Tensor> after = new ArrayList<>();
        for (long i = 0; i < in.get("g").dim(0); i++) {
            update.apply(p, in.get("g").select(0, i), i + 1);
            after.add(p.keep());
        }
        return Tensor.stack(0, after.toArray(Tensor[]::new));
    }

    static {
        Conv same = Conv.create().withPadding(Padding.SAME);
        Conv causal = Conv.create().withPadding(Padding.CAUSAL);
        conv2d("valid", Conv.create());
        conv2d("same", same);
        conv2d("stride_same", same.withStride(2));
        conv2d("stride_valid", Conv.create().withStride(3));
        conv2d("dilated", Conv.create().withDilation(2));
        conv2d("dilated_same", same.withDilation(2));
        conv2d("groups", same.withGroups(2));
        conv2d("depthwise", same.withGroups(4));
        conv2d("depthwise_multiplied", same.withGroups(3).withStride(2));
        conv1d("valid", Conv.create());
        conv1d("same", same);
        conv1d("causal", causal);
        conv1d("causal_dilated", causal.withDilation(2));
        conv1d("stride_groups", same.withStride(2).withGroups(2));
        one("convTranspose2d_valid", in -> in.x().convTranspose2d(in.get("w"), in.get("b"), Conv.create().withStride(2)));
        one("convTranspose2d_same", in -> in.x().convTranspose2d(in.get("w"), in.get("b"), same.withStride(2)));

        Pool overlapping = Pool.of(3).withStride(2).withPadding(Padding.SAME);
        unary("maxPool2d_valid", x -> x.maxPool2d(Pool.of(2)));
        unary("maxPool2d_overlapping_same", x -> x.maxPool2d(overlapping));
        unary("averagePool2d_valid", x -> x.averagePool2d(Pool.of(2)));
        unary("averagePool2d_overlapping_same", x -> x.averagePool2d(overlapping));
        unary("adaptiveAveragePool2d_2_3", x -> x.adaptiveAveragePool2d(2, 3));
        unary("adaptiveAveragePool2d_3_4", x -> x.adaptiveAveragePool2d(3, 4));
        unary("adaptiveMaxPool2d_2_3", x -> x.adaptiveMaxPool2d(2, 3));
        unary("adaptiveMaxPool2d_3_4", x -> x.adaptiveMaxPool2d(3, 4));
        unary("globalAveragePool2d", Tensor::globalAveragePool2d);
        unary("globalMaxPool2d", Tensor::globalMaxPool2d);

        batchNorm("rows");
        batchNorm("images");
        one("batchNorm_frozen", in -> in.x().batchNorm(in.get("gamma"), in.get("beta"), in.get("mean"), in.get("variance"), 1e-3));
        one("layerNorm", in -> in.x().layerNorm(in.get("gamma"), in.get("beta"), 1e-3));
        one("rmsNorm", in -> in.x().rmsNorm(in.get("gamma"), 1e-3));
        one("groupNorm", in -> in.x().groupNorm(2, in.get("gamma"), in.get("beta"), 1e-3));

        for (int axis : new int[] {-1, 0, 1}) {
            unary("softmax_" + (axis < 0 ? "m1" : axis), x -> x.softmax(axis));
            unary("logSoftmax_" + (axis < 0 ? "m1" : axis), x -> x.logSoftmax(axis));
        }
        loss("", CrossEntropyOptions.create());
        loss("_smoothed", CrossEntropyOptions.create().withLabelSmoothing(0.1));
        loss("_weighted", CrossEntropyOptions.create());
        loss("_weighted_smoothed", CrossEntropyOptions.create().withLabelSmoothing(0.1));
        loss("_large_logits", CrossEntropyOptions.create());
        loss("_soft", CrossEntropyOptions.create());
        loss("_soft_weighted_smoothed", CrossEntropyOptions.create().withLabelSmoothing(0.2));
        sigmoidLoss("", CrossEntropyOptions.create());
        sigmoidLoss("_weighted", CrossEntropyOptions.create());
        sigmoidLoss("_weighted_smoothed", CrossEntropyOptions.create().withLabelSmoothing(0.1));

        unary("gelu", Tensor::gelu);
        unary("geluTanh", Tensor::geluTanh);
        unary("silu", Tensor::silu);
        unary("softplus", Tensor::softplus);
        unary("mish", Tensor::mish);
        unary("elu", x -> x.elu(1.5));
        unary("leakyRelu", x -> x.leakyRelu(0.1));
        unary("relu", Tensor::relu);
        unary("erf", Tensor::erf);
        unary("sigmoid", Tensor::sigmoid);
        unary("tanh", Tensor::tanh);
        unary("sin", Tensor::sin);
        unary("cos", Tensor::cos);
        unary("square", Tensor::square);
        unary("abs", Tensor::abs);
        unary("clip", x -> x.clip(-1.03, 0.53));
        unary("exp", Tensor::exp);
        unary("expm1", Tensor::expm1);
        unary("pow3", x -> x.pow(3));
        unary("log", Tensor::log);
        unary("log1p", Tensor::log1p);
        unary("sqrt", Tensor::sqrt);
        unary("rsqrt", Tensor::rsqrt);
        unary("reciprocal", Tensor::reciprocal);
        unary("pow1_5", x -> x.pow(1.5));
        unary("round", Tensor::round);
        one("pow", in -> in.get("a").pow(in.get("b")));
        one("div", in -> in.get("a").div(in.get("b")));

        unary("logSumExp", x -> x.logSumExp(0, 2));
        unary("variance", x -> x.variance(0, 2));
        unary("std", x -> x.std(1));
        unary("norm", x -> x.norm(1));
        unary("product", x -> x.product(1));
        unary("cumsum", x -> x.cumsum(1));
        sorted("sort", x -> x.sort(1, false));
        sorted("sort_descending", x -> x.sort(0, true));
        sorted("topK", x -> x.topK(3));

        one("gather", in -> in.x().gather(1, in.get("index")));
        one("scatterAdd", in -> in.x().scatterAdd(0, in.get("index"), in.get("u")));
        one("embedding", in -> in.x().embedding(in.get("index")));

        for (String name : List.of("", "_vectors", "_row", "_column", "_stack_by_matrix", "_broadcast")) {
            one("matmul" + name, in -> in.get("a").matmul(in.get("b")));
        }
        linear("", Activation.NONE);
        linear("_relu", Activation.RELU);
        linear("_tanh", Activation.TANH);
        linear("_sigmoid", Activation.SIGMOID);
        linear("_gelu", Activation.GELU);
        linear("_geluTanh", Activation.GELU_TANH);

        sgd("", 0, false, 0);
        sgd("_decay", 0, false, 0.25);
        sgd("_momentum", 0.9, false, 0.25);
        sgd("_nesterov", 0.9, true, 0.25);
        adam("", 0.1, 0.9, 0.999, 1e-8, 0);
        adam("_other_betas", 0.05, 0.5, 0.75, 1e-3, 0);
        adam("W", 0.1, 0.9, 0.999, 1e-8, 0.25);
    }

    @Test
    void every_case_of_the_file_is_checked() {
        assertThat(CASES.keySet()).containsExactlyInAnyOrderElementsOf(FILE.keySet());
    }

    @TestFactory
    Stream<DynamicTest> the_reference_agrees_in_float64() {
        return all(KernelSets.reference(), DType.FLOAT64, 1e-10);
    }

    @TestFactory
    Stream<DynamicTest> the_reference_agrees_in_float32() {
        return all(KernelSets.reference(), DType.FLOAT32, 1e-5);
    }

    @TestFactory
    Stream<DynamicTest> the_preferred_kernels_agree_in_float32() {
        return all(KernelSets.preferred(), DType.FLOAT32, 1e-5);
    }

    private static Stream<DynamicTest> all(Kernels kernels, DType dtype, double tolerance) {
        return CASES.entrySet().stream().map(one -> dynamicTest(one.getKey(), () -> Execution.current().with(kernels, () -> {
            check(FILE.get(one.getKey()), one.getValue(), dtype, tolerance);
            return null;
        })));
    }

    private static void check(Map<String, GoldenFile.Values> golden, Function<In, Map<String, Tensor>> op, DType dtype, double tolerance) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        golden.forEach((role, values) -> {
            if (role.startsWith("in.")) {
                String name = role.substring(3);
                Tensor plain = values.tensor(dtype);
                tensors.put(name, golden.containsKey("grad." + name) ? plain.tracked() : plain);
            }
        });
        Map<String, Tensor> results = op.apply(new In(tensors));
        golden.forEach((role, values) -> {
            if (role.startsWith("out.")) {
                close(role, results.get(role.substring(4)), values, tolerance);
            }
        });
        if (golden.containsKey("seed")) {
            Gradients gradients = Gradients.of(results.get("y"), golden.get("seed").tensor(dtype));
            golden.forEach((role, values) -> {
                if (role.startsWith("grad.")) {
                    close(role, gradients.get(tensors.get(role.substring(5))), values, tolerance);
                }
            });
        }
    }

    private static void close(String role, Tensor got, GoldenFile.Values golden, double tolerance) {
        assertThat(got.shape()).as(role).isEqualTo(golden.shape());
        double[] values = got.toDoubles();
        double largest = 0;
        for (double value : golden.values()) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i] - golden.values()[i]) <= tolerance * (1 + largest))) {
                throw new AssertionError(role + ": element " + i + " is " + values[i] + ", PyTorch says " + golden.values()[i]);
            }
        }
    }
}
