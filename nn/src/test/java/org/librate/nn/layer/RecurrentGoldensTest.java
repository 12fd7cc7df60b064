package org.librate.nn.layer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.Activation;
import org.librate.core.DType;
import org.librate.core.Gradients;
import org.librate.core.Parameter;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.core.save.Safetensors;
import org.librate.nn.GoldenFile;
import org.librate.nn.GoldenFile.Values;
import org.librate.nn.Net;
import org.librate.nn.Network;
import org.librate.nn.Pass;
import org.librate.nn.save.NameMap;
import org.librate.nn.save.TorchLayout;
import org.librate.nn.save.TorchWeights;

/** Outputs, last states and all gradients are those of PyTorch with its own weights, also for packed sequences: {@code recurrent_goldens.py}. */
class RecurrentGoldensTest {

    private static final Map<String, Map<String, Values>> CASES = GoldenFile.read("recurrent-goldens.txt");

    @TempDir
    Path folder;

    static Collection<String> cases() {
        return CASES.keySet();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agrees_with_pytorch_in_float64(String name) throws Exception {
        check(name, DType.FLOAT64, 1e-12);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agrees_with_pytorch_in_float32(String name) throws Exception {
        check(name, DType.FLOAT32, 1e-5);
    }

    private void check(String name, DType dtype, double tolerance) throws Exception {
        Map<String, Values> values = Objects.requireNonNull(CASES.get(name));
        String kind = name.replaceAll("_.*", "");
        boolean deep = name.contains("_");
        Net net = net(kind, deep);
        List<Tensor> batch = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String input : List.of("x", "h0", "c0")) {
            if (values.containsKey("in." + input)) {
                Tensor tensor = values.get("in." + input).tensor(dtype);
                batch.add((input.equals("x") ? tensor : batchFirst(tensor, deep)).tracked());
                names.add(input);
            }
        }
        Network network = Network.build(net, batch.stream().map(x -> x.shape().slice(1, x.rank())).toList(), RandomSource.of(1), dtype);
        load(network, kind, values);
        Pass pass = values.containsKey("in.lengths")
                ? Pass.training().withLengths(batch.get(0), values.get("in.lengths").tensor(dtype).cast(DType.INT32)) : Pass.training();
        List<Tensor> results = network.forward(batch, pass);
        Tensor loss = Tensor.full(dtype, Shape.scalar(), 0);
        List<String> outputs = kind.equals("lstm") ? List.of("y", "h", "c") : List.of("y", "h");
        for (int i = 0; i < outputs.size(); i++) {
            Tensor expected = values.get("out." + outputs.get(i)).tensor(dtype);
            Tensor seed = values.get("seed." + outputs.get(i)).tensor(dtype);
            Tensor result = results.get(i);
            values.get("out." + outputs.get(i)).isCloseTo(outputs.get(i),
                    (i == 0 ? result : timeFirst(result, deep)).reshape(expected.shape()).toDoubles(), tolerance);
            loss = loss.add(result.mul(i == 0 ? seed : batchFirst(seed, deep)).sum());
        }
        Gradients gradients = Gradients.of(loss);
        for (int i = 0; i < batch.size(); i++) {
            Tensor gradient = gradients.get(batch.get(i));
            values.get("grad." + names.get(i)).isCloseTo("grad." + names.get(i), (i == 0 ? gradient : timeFirst(gradient, deep)).toDoubles(),
                    tolerance);
        }
        for (String role : values.keySet()) {
            if (role.startsWith("parameter.")) {
                checkGradient(network, gradients, kind, role.substring("parameter.".length()), values, tolerance);
            }
        }
    }

    private static Net net(String kind, boolean deep) {
        int layers = deep ? 2 : 1;
        return switch (kind) {
            case "lstm" -> Lstm.withState(Lstm.of(3).withLayers(layers).withBidirectional(deep));
            case "gru" -> Gru.withState(Gru.of(3).withLayers(layers).withBidirectional(deep));
            case "tanh" -> SimpleRnn.withState(SimpleRnn.of(3).withLayers(layers).withBidirectional(deep));
            default -> SimpleRnn.withState(SimpleRnn.of(3).withLayers(layers).withBidirectional(deep).withActivation(Activation.RELU));
        };
    }

    /** PyTorch's [places, n, units]. */
    private static Tensor batchFirst(Tensor state, boolean deep) {
        return deep ? state.permute(1, 0, 2) : state.select(0, 0);
    }

    private static Tensor timeFirst(Tensor state, boolean deep) {
        return deep ? state.permute(1, 0, 2) : state;
    }

    /** By a file, so that the rules for names are tried as well. */
    private void load(Network network, String kind, Map<String, Values> values) throws Exception {
        Map<String, Tensor> torch = new LinkedHashMap<>();
        values.forEach((role, value) -> {
            if (role.startsWith("parameter.")) {
                torch.put("encoder." + role.substring("parameter.".length()), value.tensor(DType.FLOAT64));
            }
        });
        Path file = folder.resolve("torch.safetensors");
        Safetensors.write(file, torch, Map.of());
        NameMap names = NameMap.create();
        TorchWeights.load(network, file, kind.equals("lstm") ? names.lstm("encoder", "", 2) : kind.equals("gru") ? names.gru("encoder", "", 2)
                : names.rnn("encoder", "", 2));
    }

    private static void checkGradient(Network network, Gradients gradients, String kind, String torch, Map<String, Values> values, double tolerance) {
        String place = (torch.contains("_l1") ? "layer_2." : "") + (torch.endsWith("_reverse") ? "reversed." : "");
        Parameter parameter = network.parameter(place + (torch.startsWith("bias") ? "bias" : torch.contains("_ih_") ? "weight" : "recurrent"));
        Tensor got = gradients.get(parameter.tensor());
        Tensor expected = values.get("grad." + torch).tensor(DType.FLOAT64);
        if (torch.startsWith("weight")) {
            expected = (kind.equals("lstm") ? TorchLayout.gates(0, 1, 2, 3) : kind.equals("gru") ? TorchLayout.gates(1, 0, 2) : TorchLayout.gates(0))
                    .convert(expected);
        } else if (kind.equals("gru")) { // r, z, n there; z, r, n of the input, n of the state here
            boolean ofState = torch.contains("_hh_");
            expected = Tensor.concat(0, expected.slice(0, 3, 6), expected.slice(0, 0, 3), expected.slice(0, 6, 9));
            got = Tensor.concat(0, got.slice(0, 0, 6), ofState ? got.slice(0, 9, 12) : got.slice(0, 6, 9));
        }
        new Values(false, expected.shape(), expected.toDoubles()).isCloseTo("grad." + torch, got.toDoubles(), tolerance);
    }
}
