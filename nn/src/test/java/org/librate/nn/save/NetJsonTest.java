package org.librate.nn.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.BadFileException;
import org.librate.core.save.SavedTypes;
import org.librate.nn.Build;
import org.librate.nn.Graph;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Net;
import org.librate.nn.Pass;
import org.librate.nn.Pretrained;
import org.librate.nn.Sequential;
import org.librate.nn.init.Initializer;
import org.librate.nn.layer.ActivationLayer;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Lambda;

class NetJsonTest {

    /** A layer of a user's. */
    record Swish(double beta) implements ActivationLayer {
        @Override
        public Tensor forward(Tensor x, Pass pass) {
            return x.mul(x.mul(beta).sigmoid());
        }
    }

    static List<Nets.Example> nets() {
        return Nets.all();
    }

    private static List<Build.Size> sizes(Nets.Example example, Net net) {
        Build build = Build.counting();
        net.build(example.inputs(), build);
        return build.sizes();
    }

    @ParameterizedTest
    @MethodSource("nets")
    void a_network_comes_back_as_it_was_written(Nets.Example example) throws IOException {
        String json = NetJson.write(example.net());
        Net same = NetJson.read(json);
        assertThat(same).hasToString(example.net().toString()).hasSameClassAs(example.net());
        assertThat(sizes(example, same)).isEqualTo(sizes(example, example.net()));
        assertThat(same.outputShapes(example.inputs())).isEqualTo(example.net().outputShapes(example.inputs()));
        assertThat(same.layerCount()).isEqualTo(example.net().layerCount());
        assertThat(NetJson.write(same)).isEqualTo(json);
    }

    @Test
    void records_come_back_equal() throws IOException {
        for (Sequential sequential : List.of(Nets.images(), Nets.sequences(), Nets.rows())) {
            for (LayerSpec layer : sequential.layers()) {
                if (layer.getClass().isRecord() && !NetJson.write(layer).contains("Sequential") && !NetJson.write(layer).contains("Parallel")) {
                    assertThat(NetJson.read(NetJson.write(layer))).isEqualTo(layer);
                }
            }
        }
    }

    /** Whoever adds a layer is told here that files must know it. */
    @Test
    void every_net_and_initializer_is_known_or_refused_for_a_reason() throws IOException, URISyntaxException {
        List<String> forgotten = new ArrayList<>();
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> type : classes()) {
            boolean concrete = !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
            if (concrete && (Net.class.isAssignableFrom(type) || Initializer.class.isAssignableFrom(type))) {
                found.add(type);
                if (!NetJson.types().knows(type) && NetJson.types().reasonAgainst(type).isEmpty()) {
                    forgotten.add(type.getName());
                }
            }
        }
        assertThat(forgotten).as("registered in LayerTypes, InitializerTypes, ModelTypes or NetTypes").isEmpty();
        assertThat(found).hasSizeGreaterThan(60).contains(Dense.Spec.class, Graph.class, Sequential.class, Pretrained.class);
    }

    private static List<Class<?>> classes() throws IOException, URISyntaxException {
        Path root = Path.of(Net.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(root)) {
            List<String> names = files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("-info"))
                    .map(name -> name.substring(0, name.length() - 6).replace('/', '.').replace('\\', '.')).toList();
            List<Class<?>> classes = new ArrayList<>();
            for (String name : names) {
                classes.add(Class.forName(name, false, NetJsonTest.class.getClassLoader()));
            }
            return classes;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** So that the round trips above leave none out. */
    @Test
    void the_examples_have_every_registered_type() {
        Set<String> seen = new TreeSet<>();
        Pattern type = Pattern.compile("\"@type\":\"(\\w+)\"");
        for (Nets.Example example : Nets.all()) {
            Matcher matcher = type.matcher(NetJson.write(example.net()));
            while (matcher.find()) {
                seen.add(matcher.group(1));
            }
        }
        seen.add("Subsampled"); // inside a residual of ResNet.cifar, if its widths change
        assertThat(NetJson.types().names()).allMatch(seen::contains, seen.toString());
    }

    @Test
    void the_text_reads_like_the_network() {
        assertThat(NetJson.write(Sequential.of(Dense.of(3).named("head"))))
                .isEqualTo("{\"@type\":\"Sequential\",\"layers\":[{\"@type\":\"Named\",\"name\":\"head\",\"layer\":"
                + "{\"@type\":\"Dense\",\"units\":3,\"bias\":true,\"activation\":\"NONE\","
                + "\"weights\":{\"@type\":\"Scaled\",\"rule\":\"HE\",\"uniform\":true},"
                + "\"biases\":{\"@type\":\"Constant\",\"value\":0.0}}}]}");
    }

    @Test
    void a_layer_of_ones_own_takes_one_line() throws IOException {
        Sequential net = Sequential.of(Dense.of(3), new Swish(1.5));
        assertThatThrownBy(() -> NetJson.write(net)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("layers[1] is of org.librate.nn.save.NetJsonTest$Swish, which is not registered. Register it: "
                        + "types.with(\"Swish\", Swish.class).");
        SavedTypes mine = NetJson.types().with("Swish", Swish.class);
        String json = NetJson.write(net, mine);
        assertThat(NetJson.read(json, mine)).hasToString(net.toString());
        assertThatThrownBy(() -> NetJson.read(json)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("at layers[1]: must be of a registered type, got \"Swish\". If it is a record of yours, register it: "
                        + "types.with(\"Swish\", YourRecord.class).");
    }

    @Test
    void code_is_refused_when_it_is_saved() {
        assertThatThrownBy(() -> NetJson.write(Sequential.of(Lambda.of("scale", x -> x.mul(2))))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SavedTypes: layers[0] is Lambda[scale], which cannot be saved: its function is code. Write the layer as a record that "
                        + "implements LayerSpec, and register that.");
        assertThatThrownBy(() -> NetJson.write(Dense.of(3).withWeights((shape, stream) -> Tensor.ones(shape.toArray()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("weights is a lambda or an anonymous class, which is code. Write it as a record that implements Initializer, "
                        + "and register that.");
        LayerSpec anonymous = new LayerSpec() {
            @Override
            public Shape outputShape(Shape input) {
                return input;
            }

            @Override
            public Layer build(Shape input, Build build) {
                return (x, pass) -> x;
            }
        };
        assertThatThrownBy(() -> NetJson.write(Sequential.of(anonymous))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("layers[0] is a lambda or an anonymous class");
    }

    @Test
    void what_constructors_refuse_is_refused_with_its_place() {
        String json = NetJson.write(Sequential.of(Dense.of(3)));
        assertThatThrownBy(() -> NetJson.read(json.replace("\"units\":3", "\"units\":-3"))).isInstanceOf(BadFileException.class)
                .hasMessageStartingWith("JSON at layers[0]: must be a valid Dense, got Dense: units must be > 0, got -3.");
        assertThatThrownBy(() -> NetJson.read(json.replace("\"Scaled\"", "\"Dense\""))).isInstanceOf(BadFileException.class)
                .hasMessageContaining("at layers[0].weights: must be a Initializer, got \"Dense\".");
        assertThatThrownBy(() -> NetJson.read("{\"@type\":\"Sequential\",\"layers\":[]}")).isInstanceOf(BadFileException.class)
                .hasMessageContaining("must be a valid Sequential, got Sequential: needs at least one layer");
        String graph = NetJson.write(Nets.graph());
        List<String> wrongs = List.of(graph.replaceFirst("\"step\":0", "\"step\":7"), graph.replaceFirst("\"step\":0", "\"step\":-1"),
                graph.replaceFirst("\"output\":0", "\"output\":-1"),
                graph.replace("\"name\":\"right\"", "\"name\":\"left\""), graph.replaceAll("\"outputs\":\\[.*", "\"outputs\":[]}"));
        for (String wrong : wrongs) {
            assertThat(wrong).isNotEqualTo(graph);
            assertThatThrownBy(() -> NetJson.read(wrong)).isInstanceOf(BadFileException.class)
                    .hasMessageContaining("must be a valid Graph, got Graph: ");
        }
    }

    @Test
    void text_that_was_damaged_is_read_or_refused() {
        List<String> texts = Stream.of(Nets.images(), Nets.sequences(), Nets.rows(), Nets.graph()).map(NetJson::write).toList();
        List<String> values = Arrays.asList("-1", "0", "1e400", "9223372036854775808", "2147483647", "null", "[]", "{}", "\"x\"", "true");
        Random random = new Random(2);
        for (int run = 0; run < 4000; run++) {
            String json = texts.get(random.nextInt(texts.size()));
            Matcher numbers = Pattern.compile("(?<=:)[^,\\[\\]{}]+").matcher(json);
            List<int[]> places = numbers.results().map(hit -> new int[] {hit.start(), hit.end()}).collect(Collectors.toList());
            int[] place = places.get(random.nextInt(places.size()));
            String changed = json.substring(0, place[0]) + values.get(random.nextInt(values.size())) + json.substring(place[1]);
            try {
                NetJson.read(changed);
            } catch (BadFileException e) {
                assertThat(e).hasMessageStartingWith("JSON");
            }
        }
    }
}
