package org.librate.nn.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.Padding;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.core.save.Safetensors;
import org.librate.nn.Network;
import org.librate.nn.Pass;
import org.librate.nn.Sequential;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Conv1d;
import org.librate.nn.layer.Conv2d;
import org.librate.nn.layer.ConvTranspose2d;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.DepthwiseConv2d;
import org.librate.nn.layer.Embedding;
import org.librate.nn.layer.Flatten;
import org.librate.nn.layer.GlobalAvgPool1d;
import org.librate.nn.layer.GroupNorm;
import org.librate.nn.layer.LayerNorm;
import org.librate.nn.layer.PRelu;
import org.librate.nn.layer.Relu;
import org.librate.nn.layer.Tanh;

/** The files are PyTorch's, with the answers that the models gave there: {@code safetensors_fixtures.py}. */
class TorchWeightsTest {

    private static Path fixture(String name) {
        try {
            return Path.of(Objects.requireNonNull(TorchWeightsTest.class.getResource(name), name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final Path IMAGES = fixture("torch-images.safetensors");

    private static final NameMap NAMES = NameMap.create()
            .conv2d("features.0", "conv2d")
            .batchNorm("features.1", "batchNorm")
            .conv2d("features.3", "conv2d_2")
            .layerNorm("features.4", "groupNorm")
            .prelu("features.5", "pRelu")
            .conv2d("features.6", "depthwiseConv2d")
            .convTranspose2d("features.7", "convTranspose2d")
            .linearAfterFlatten("fc1", "dense", 5, 4, 4)
            .layerNorm("norm", "layerNorm")
            .linear("fc2", "dense_2")
            .ignoring("io.*");

    @TempDir
    Path folder;

    private static Network images(int classes) {
        return Network.build(Sequential.of(
                Conv2d.of(4, 3).withPadding(Padding.SAME), BatchNorm.create(), Relu.create(),
                Conv2d.of(6, 3, 2).withGroups(2).withStride(2).withBias(false), GroupNorm.of(3), PRelu.create(),
                DepthwiseConv2d.of(2), ConvTranspose2d.of(5, 2), Flatten.create(),
                Dense.of(7), LayerNorm.create(), Tanh.create(), Dense.of(classes)), Shape.of(9, 8, 2), RandomSource.of(1));
    }

    private static void answersAreTorchs(Network network, Path path) throws IOException {
        Safetensors file = Safetensors.read(path);
        double[] got = network.forward(file.tensor("io.x"), Pass.inference()).toDoubles();
        double[] torch = file.tensor("io.y").toDoubles();
        assertThat(got).hasSameSizeAs(torch);
        for (int i = 0; i < torch.length; i++) {
            assertThat(got[i]).as("answer %d", i).isCloseTo(torch[i], within(1e-5));
        }
    }

    @Test
    void images_are_answered_as_in_torch() throws IOException {
        Network network = images(3);
        Loaded loaded = TorchWeights.load(network, IMAGES, NAMES);
        assertThat(loaded.isComplete()).isTrue();
        assertThat(loaded.loaded()).hasSize(network.learned().size() + network.states().size());
        answersAreTorchs(network, IMAGES);
    }

    @Test
    void tokens_are_answered_as_in_torch() throws IOException {
        Network network = Network.build(Sequential.of(Embedding.of(11, 5), Conv1d.of(4, 3).withPadding(Padding.SAME), Relu.create(),
                GlobalAvgPool1d.create(), Dense.of(3)), Shape.of(6), RandomSource.of(1));
        Path file = fixture("torch-tokens.safetensors");
        TorchWeights.load(network, file, NameMap.create().embedding("embedding", "embedding").conv1d("conv", "conv1d").linear("head", "dense")
                .ignoring("io.*"));
        answersAreTorchs(network, file);
    }

    @Test
    void all_differences_are_told_at_once_and_nothing_is_loaded() {
        Network network = images(4);
        float[] before = network.parameters().values().toArray();
        NameMap names = NameMap.create().linear("features.0", "conv2d").batchNorm("features.1", "norm").linear("fc1", "dense")
                .linear("fc2", "dense_2").ignoring("io.*");
        assertThatThrownBy(() -> TorchWeights.load(network, IMAGES, names)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Weights: " + IMAGES + " does not fit the network.\n  missing in the file (")
                .hasMessageContaining("\"batchNorm.mean\"")
                .hasMessageContaining("unexpected in the file (").hasMessageContaining("\"features.1.running_mean -> norm.mean\"")
                .hasMessageContaining("\"norm.weight\"")
                .hasMessageContaining("\"features.0.weight\" for \"conv2d.weight\": Linear: needs a weight with 2 axes, to be reordered as [1, 0]. "
                        + "Shape [4, 2, 3, 3].")
                .hasMessageContaining("\"fc2.weight\" for \"dense_2.weight\" is [3, 7], rearranged [7, 3], the network's is [7, 4]")
                .hasMessageEndingWith("Build the network as it was when it was saved, or load what fits with LoadPolicy.WHAT_FITS.");
        assertThat(network.parameters().values().toArray()).isEqualTo(before);
    }

    @Test
    void what_fits_is_loaded_below_a_new_head() throws IOException {
        Network network = images(4);
        float[] head = network.parameter("dense_2.weight").tensor().toArray();
        Loaded loaded = TorchWeights.load(network, IMAGES, NAMES, LoadPolicy.WHAT_FITS);
        assertThat(loaded.misfits()).hasSize(2);
        assertThat(loaded.missing()).isEmpty();
        assertThat(loaded.unexpected()).isEmpty();
        assertThat(network.parameter("dense_2.weight").tensor().toArray()).isEqualTo(head);
        Tensor torch = Safetensors.read(IMAGES).tensor("norm.weight");
        assertThat(network.parameter("layerNorm.gamma").tensor().toArray()).isEqualTo(torch.toArray());
    }

    @Test
    void stars_and_patterns_take_parts_of_names_over() {
        NameMap names = NameMap.create()
                .conv2d("blocks.*.conv*", "block_*.conv2d_*")
                .tensor(Pattern.compile("enc\\.(\\d+)\\.(weight|bias)"), "dense_$1.$2", TorchLayout.same())
                .ignoring("aux.*.x");
        assertThat(place(names, "blocks.3.conv12.weight")).isEqualTo("block_3.conv2d_12.weight");
        assertThat(place(names, "blocks.3.4.conv1.weight")).isEqualTo("no rule");
        assertThat(place(names, "enc.7.bias")).isEqualTo("dense_7.bias");
        assertThat(place(names, "aux.a.b.x")).isEqualTo("nowhere");
        assertThat(place(names, "aux.a.b.y")).isEqualTo("no rule");
        assertThatThrownBy(() -> names.linear("fc", "dense_*"))
                .hasMessage("NameMap: the second name may have as many * as the first, got \"fc.weight\" and \"dense_*.weight\".");
    }

    private static String place(NameMap names, String torch) {
        NameMap.Place place = names.place(torch);
        return place == null ? "no rule" : place.name() == null ? "nowhere" : place.name();
    }

    @Test
    void two_for_one_place_are_told() throws IOException {
        Path path = folder.resolve("two.safetensors");
        Safetensors.write(path, Map.of("a.weight", Tensor.zeros(2, 3), "b.weight", Tensor.zeros(2, 3)), Map.of());
        Network network = Network.build(Sequential.of(Dense.of(2).withBias(false)), Shape.of(3), RandomSource.of(1));
        assertThatThrownBy(() -> TorchWeights.load(network, path, NameMap.create().linear("a", "dense").linear("b", "dense")))
                .hasMessageContaining("\"b.weight\" for \"dense.weight\": \"a.weight\" is meant for the same");
    }
}
