package org.librate.nn.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.DType;
import org.librate.core.Parameter;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.BadFileException;
import org.librate.core.random.RandomSource;
import org.librate.core.save.Safetensors;
import org.librate.nn.Network;
import org.librate.nn.Pass;
import org.librate.nn.Sequential;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Relu;
import org.librate.nn.layer.Repeat;
import org.librate.nn.layer.Residual;

class NetworkFileTest {

    @TempDir
    Path folder;

    private static Network small() {
        Network network = Network.build(Sequential.of(Dense.of(5), BatchNorm.create(), Relu.create(), Dense.of(2)), Shape.of(3), RandomSource.of(1));
        network.forward(Tensor.of(new float[][] {{1, 2, 3}, {-1, 0, 5}}), Pass.training()); // moves the running statistics
        return network;
    }

    private static Tensor batch(Shape input, DType dtype) {
        Shape shape = input.prepend(2);
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 7 / 3f;
        }
        return Tensor.of(shape, values).cast(dtype);
    }

    @Test
    void a_network_is_rebuilt_from_its_file_alone_bit_for_bit() throws IOException {
        Path path = folder.resolve("net.safetensors");
        for (Nets.Example example : List.of(Nets.all().get(0), Nets.all().get(1), Nets.all().get(2), Nets.all().get(3), Nets.all().get(4),
                Nets.all().get(5))) {
            Network network = example.build(7);
            NetworkFile.save(network, path);
            Network same = NetworkFile.load(path);
            assertThat(same.net()).hasToString(network.net().toString());
            assertThat(same.parameters()).extracting(Parameter::name)
                    .isEqualTo(StreamSupport.stream(network.parameters().spliterator(), false).map(Parameter::name).toList());
            List<Tensor> x = example.inputs().stream().map(
                    input -> batch(input, example.net().toString().contains("Embedding") ? DType.INT32 : DType.FLOAT32)).toList();
            List<Tensor> expected = network.forward(x, Pass.inference());
            List<Tensor> found = same.forward(x, Pass.inference());
            for (int i = 0; i < expected.size(); i++) {
                assertThat(found.get(i).toArray()).isEqualTo(expected.get(i).toArray());
            }
        }
    }

    @Test
    void its_weights_load_into_a_network_that_is_there() throws IOException {
        Path path = folder.resolve("net.safetensors");
        NetworkFile.save(small(), path, Map.of("note", "of mine"), NetJson.types());
        Network other = Network.build(small().net(), Shape.of(3), RandomSource.of(9));
        assertThat(Weights.load(other, path).isComplete()).isTrue();
        assertThat(other.parameters().values().toArray()).isEqualTo(small().parameters().values().toArray());
        assertThat(Safetensors.read(path).metadata()).containsEntry("note", "of mine");
        assertThatThrownBy(() -> NetworkFile.save(small(), path, Map.of("librate.net", "x"), NetJson.types()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void float64_stays_float64() throws IOException {
        Path path = folder.resolve("net.safetensors");
        Network network = Network.build(Sequential.of(Dense.of(2)), List.of(Shape.of(3)), RandomSource.of(1), DType.FLOAT64);
        NetworkFile.save(network, path);
        assertThat(NetworkFile.load(path).parameters().values().toDoubles()).isEqualTo(network.parameters().values().toDoubles());
    }

    @Test
    void a_file_of_weights_alone_says_so() throws IOException {
        Path path = folder.resolve("weights.safetensors");
        Weights.save(small(), path);
        assertThatThrownBy(() -> NetworkFile.load(path)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("a network must be described under librate.net")
                .hasMessageContaining("It holds weights only: build the network as it was, and use Weights.load");
    }

    private BadFileException refused(UnaryOperator<String> net, UnaryOperator<String> inputs, UnaryOperator<Map<String, Tensor>> weights,
            String format) throws IOException {
        Path path = folder.resolve("wrong.safetensors");
        NetworkFile.save(small(), path);
        Safetensors file = Safetensors.read(path);
        Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
        metadata.computeIfPresent(NetworkFile.NET, (key, text) -> net.apply(text));
        metadata.computeIfPresent(NetworkFile.INPUTS, (key, text) -> inputs.apply(text));
        metadata.put(Weights.FORMAT, format);
        Safetensors.write(path, weights.apply(new LinkedHashMap<>(file.tensors())), metadata);
        try {
            NetworkFile.load(path);
        } catch (BadFileException e) {
            return e;
        }
        throw new AssertionError("was read");
    }

    private BadFileException refusedNet(String from, String to) throws IOException {
        return refused(text -> text.replace(from, to), text -> text, map -> map, "1");
    }

    private BadFileException refusedInputs(String from, String to) throws IOException {
        return refused(text -> text, text -> text.replace(from, to), map -> map, "1");
    }

    private BadFileException refusedWeights(UnaryOperator<Map<String, Tensor>> change) throws IOException {
        return refused(text -> text, text -> text, change, "1");
    }

    private static Map<String, Tensor> with(Map<String, Tensor> map, String name, Tensor tensor) {
        map.put(name, tensor);
        return map;
    }

    @Test
    void what_contradicts_itself_is_refused_before_memory_is_claimed() throws IOException {
        assertThat(refusedNet("\"units\":5", "\"units\":6"))
                .hasMessageContaining("the network needs \"dense.weight\" as FLOAT32 [3, 6], got F32 [3, 5].");
        assertThat(refusedNet("\"units\":5", "\"units\":2147483647"))
                .hasMessageContaining("the network needs \"dense.weight\" as FLOAT32 [3, 2147483647]");
        assertThat(refusedNet("\"units\":5", "\"units\":-1")).hasMessageContaining("librate.net at layers[0]: must be a valid Dense");
        assertThat(refusedNet("\"Dense\"", "\"Dance\"")).hasMessageContaining("must be of a registered type, got \"Dance\".");
        assertThat(refusedNet("\"bias\":true", "\"bias\":false"))
                .hasMessageContaining("the weights must be the network's, got missing none, unexpected \"dense.bias\"");
        assertThat(refusedInputs("[3]", "[4]")).hasMessageContaining("the network needs \"dense.weight\" as FLOAT32 [4, 5]");
        assertThat(refusedInputs("[3]", "[3],[3]")).hasMessageContaining("the network must be one that can be built");
        assertThat(refusedInputs("[[3]]", "[]")).hasMessageContaining("the network must be one that can be built");
        assertThat(refusedInputs("[[3]]", "[[]]")).hasMessageContaining("needs samples with at least one axis");
        assertThat(refusedInputs("[3]", "[4611686018427387904,2]")).hasMessageContaining("must be a valid Shape");
        assertThat(refusedInputs("FLOAT32", "INT32")).hasMessageContaining("weights are of a floating type, got INT32");
        assertThat(refusedInputs("FLOAT32", "FLOAT64")).hasMessageContaining("got F32 [3, 5]");
        assertThat(refusedWeights(map -> with(map, "dense.weight", Tensor.of(1f)))).hasMessageContaining("as FLOAT32 [3, 5], got F32 [1]");
        assertThat(refusedWeights(map -> with(map, "dense.weight", map.get("dense.weight").cast(DType.INT32))))
                .hasMessageContaining("got I32 [3, 5]");
        assertThat(refusedWeights(map -> with(map, "more", Tensor.of(1f)))).hasMessageContaining("unexpected \"more\"");
        assertThat(refusedWeights(map -> with(map, "librate.net/x", Tensor.of(1f))))
                .hasMessageContaining("must refer to every tensor of its, got \"librate.net/x\"");
        assertThat(refusedWeights(map -> {
            map.remove("batchNorm.mean");
            return map;
        })).hasMessageContaining("missing \"batchNorm.mean\"");
        assertThat(refused(text -> text, text -> text, map -> map, "2")).hasMessageContaining("librate.format must be 1, got \"2\" by version")
                .hasMessageContaining("Read it with the version of the library that wrote it");
        assertThat(refused(text -> "[".repeat(10_000), text -> text, map -> map, "1"))
                .hasMessageContaining("librate.net: must be JSON, got Document nesting depth");
    }

    @Test
    void a_network_that_would_unroll_without_end_is_refused() throws IOException {
        String bomb = NetJson.write(Repeat.times(100_000, Repeat.times(100_000, Repeat.times(100_000, Residual.of(Dense.of(3))))));
        assertThat(refused(text -> bomb, text -> text, map -> map, "1"))
                .hasMessageContaining("a network in a file has at most 10000 layers, got 1099511627776");
        assertThat(refused(text -> NetJson.write(Repeat.times(Integer.MAX_VALUE, Dense.of(3))), text -> text, map -> map, "1"))
                .hasMessageContaining("at most 10000 layers");
    }

    @Test
    void a_file_cut_anywhere_or_damaged_is_read_or_refused() throws IOException {
        Path path = folder.resolve("net.safetensors");
        NetworkFile.save(small(), path);
        byte[] bytes = Files.readAllBytes(path);
        Path damaged = folder.resolve("damaged.safetensors");
        List<byte[]> contents = new ArrayList<>();
        for (int length = 0; length < bytes.length; length++) {
            Files.write(damaged, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> NetworkFile.load(damaged)).as("%d bytes", length).isInstanceOf(BadFileException.class);
        }
        Random random = new Random(4);
        for (int run = 0; run < 1000; run++) {
            byte[] changed = bytes.clone();
            for (int i = random.nextInt(2); i >= 0; i--) {
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            }
            contents.add(changed);
        }
        for (byte[] content : contents) {
            Files.write(damaged, content);
            try {
                NetworkFile.load(damaged);
            } catch (BadFileException e) {
                assertThat(e).hasMessageStartingWith(damaged.toString());
            }
        }
    }
}
