package org.librate.nn.layer;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.librate.core.Attention;
import org.librate.core.DType;
import org.librate.core.Gradients;
import org.librate.core.Parameter;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.kernel.Execution;
import org.librate.core.kernel.KernelSets;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.GoldenFile;
import org.librate.nn.Module;
import org.librate.nn.Net;
import org.librate.nn.Pass;

/** Attention and blocks as PyTorch computes them, outputs and all gradients: see {@code src/test/python/attention_goldens.py}. */
class AttentionGoldensTest {

    private static final Map<String, Map<String, GoldenFile.Values>> FILE = GoldenFile.read("attention-goldens.txt");
    private static final String WEIGHTS = "memory.in."; // of queries, keys and values side by side, as PyTorch keeps them

    @TestFactory
    Stream<DynamicTest> attention() {
        Map<String, Function<List<Tensor>, Attention>> cases = new LinkedHashMap<>();
        cases.put("sdpa", lengths -> Attention.of(2));
        cases.put("sdpa_causal", lengths -> Attention.of(2).withCausal(true));
        cases.put("sdpa_padded", lengths -> Attention.of(2).withLengths(lengths.get(0)));
        cases.put("sdpa_grouped", lengths -> Attention.of(4).withKeyValueHeads(2).withCausal(true).withLengths(lengths.get(0)));
        return types(cases.keySet().stream(), (name, type) -> {
            Map<String, GoldenFile.Values> golden = FILE.get(name);
            Tensor q = golden.get("in.q").tensor(type).tracked();
            Tensor k = golden.get("in.k").tensor(type).tracked();
            Tensor v = golden.get("in.v").tensor(type).tracked();
            Tensor y = q.attention(k, v, cases.get(name).apply(lengths(golden)));
            Gradients gradients = Gradients.of(y, golden.get("seed").tensor(type));
            double tolerance = tolerance(type);
            golden.get("out.y").isCloseTo("y", y.toDoubles(), tolerance);
            golden.get("grad.q").isCloseTo("dq", gradients.get(q).toDoubles(), tolerance);
            golden.get("grad.k").isCloseTo("dk", gradients.get(k).toDoubles(), tolerance);
            golden.get("grad.v").isCloseTo("dv", gradients.get(v).toDoubles(), tolerance);
        });
    }

    @TestFactory
    Stream<DynamicTest> blocks() {
        EncoderBlock.Spec encoder = EncoderBlock.of(4).withHeads(2).withFeedForward(6).withActivation(Relu.create());
        DecoderBlock.Spec decoder = DecoderBlock.of(4).withHeads(2).withFeedForward(6);
        Map<String, Net> cases = new LinkedHashMap<>();
        cases.put("mha_causal", MultiHeadAttention.of(2).withCausal(true));
        cases.put("encoder_pre", encoder);
        cases.put("encoder_post", encoder.withPreNorm(false));
        cases.put("decoder_pre", decoder);
        cases.put("decoder_post", decoder.withPreNorm(false));
        return types(cases.keySet().stream(), (name, type) -> block(cases.get(name), FILE.get(name), type));
    }

    private static void block(Net net, Map<String, GoldenFile.Values> golden, DType type) {
        List<String> names = golden.containsKey("in.memory") ? List.of("x", "memory") : List.of("x");
        List<Tensor> inputs = names.stream().map(name -> golden.get("in." + name).tensor(type).tracked()).toList();
        Build build = Build.of(RandomSource.of(0), type);
        Module module = net.build(inputs.stream().map(x -> x.shape().slice(1, 3)).toList(), build);
        List<Parameter> parameters = build.learned().stream().map(Build.Learned::parameter).toList();
        parameters.forEach(parameter -> parameter.tensor().assign(value(golden, "in.", parameter.name(), type)));
        Pass pass = Pass.training();
        for (Tensor lengths : lengths(golden)) {
            pass = pass.withLengths(inputs.get(inputs.size() - 1), lengths);
        }
        Tensor y = module.forward(inputs, pass).get(0);
        Gradients gradients = Gradients.of(y, golden.get("seed").tensor(type));
        double tolerance = tolerance(type);
        golden.get("out.y").isCloseTo("y", y.toDoubles(), tolerance);
        for (int i = 0; i < inputs.size(); i++) {
            golden.get("grad." + names.get(i)).isCloseTo("d " + names.get(i), gradients.get(inputs.get(i)).toDoubles(), tolerance);
        }
        for (Parameter parameter : parameters) {
            Tensor expected = value(golden, "grad.", parameter.name(), DType.FLOAT64);
            new GoldenFile.Values(false, expected.shape(), expected.toDoubles())
                    .isCloseTo("d " + parameter.name(), gradients.get(parameter.tensor()).toDoubles(), tolerance);
        }
    }

    private static Tensor value(Map<String, GoldenFile.Values> golden, String role, String name, DType type) {
        if (!name.startsWith("memory.query.") && !name.startsWith("memory.keyValue.")) {
            return golden.get(role + name).tensor(type);
        }
        Tensor all = golden.get(role + WEIGHTS + name.substring(name.lastIndexOf('.') + 1)).tensor(type);
        long width = all.dim(-1) / 3;
        return name.startsWith("memory.query.") ? all.slice(-1, 0, width) : all.slice(-1, width, 3 * width);
    }

    private static List<Tensor> lengths(Map<String, GoldenFile.Values> golden) {
        List<Tensor> lengths = new ArrayList<>();
        if (golden.containsKey("in.lengths")) {
            double[] values = golden.get("in.lengths").values();
            lengths.add(Tensor.of(Shape.of(values.length), values).cast(DType.INT32));
        }
        return lengths;
    }

    private static double tolerance(DType type) {
        return type == DType.FLOAT64 ? 1e-10 : 1e-5;
    }

    private interface Case {
        void run(String name, DType type);
    }

    private static Stream<DynamicTest> types(Stream<String> names, Case body) {
        return names.flatMap(name -> Stream.of(
                dynamicTest(name + " in float64", () -> Execution.current().with(KernelSets.reference(), () -> {
                    body.run(name, DType.FLOAT64);
                    return "";
                })),
                dynamicTest(name + " in float32", () -> body.run(name, DType.FLOAT32))));
    }
}
