package org.librate.nn.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.DType;
import org.librate.core.Librate;
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

class WeightsTest {

    @TempDir
    Path folder;

    private static Sequential net(int classes) {
        return Sequential.of(Dense.of(5), BatchNorm.create(), Relu.create(), Dense.of(classes));
    }

    private static Network network(int classes, long seed) {
        return Network.build(net(classes), Shape.of(3), RandomSource.of(seed));
    }

    private Path saved(int classes) throws IOException {
        Path file = folder.resolve("net.safetensors");
        Network network = network(classes, 1);
        network.forward(Tensor.of(new float[][] {{1, 2, 3}, {-1, 0, 5}}), Pass.training()); // moves the running statistics
        Weights.save(network, file, Map.of("seed", "1"));
        return file;
    }

    @Test
    void parameters_and_states_come_back() throws IOException {
        Network saved = network(2, 1);
        Tensor x = Tensor.of(new float[][] {{1, 2, 3}, {-1, 0, 5}});
        saved.forward(x, Pass.training());
        Path file = folder.resolve("net.safetensors");
        Weights.save(saved, file);
        Network other = network(2, 7);
        Loaded loaded = Weights.load(other, file);
        assertThat(loaded.isComplete()).isTrue();
        assertThat(loaded.loaded()).contains("dense.weight", "batchNorm.mean", "batchNorm.variance");
        assertThat(other.parameters().values().toArray()).isEqualTo(saved.parameters().values().toArray());
        assertThat(other.forward(x, Pass.inference()).toArray()).isEqualTo(saved.forward(x, Pass.inference()).toArray());
        assertThat(loaded).hasToString("Loaded[8 loaded]");
    }

    @Test
    void the_file_tells_what_made_it() throws IOException {
        Map<String, String> metadata = Safetensors.read(saved(2)).metadata();
        assertThat(metadata).containsEntry("librate.format", "1").containsEntry("librate.version", Librate.version()).containsEntry("seed", "1")
                .containsEntry("librate.network", net(2).toString());
        assertThat(metadata.get("librate.layers")).startsWith("[{\"path\":\"dense\",\"spec\":\"Dense[units=5")
                .contains("\"output\":\"[[5]]\",\"parameters\":20}");
    }

    @Test
    void every_difference_is_in_one_error_and_nothing_is_loaded() throws IOException {
        Path file = saved(2);
        Network other = Network.build(Sequential.of(Dense.of(5), Relu.create(), Dense.of(4), Dense.of(1)), Shape.of(3), RandomSource.of(3));
        float[] before = other.parameters().values().toArray();
        assertThatThrownBy(() -> Weights.load(other, file)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Weights: " + file + " does not fit the network." + "\n  missing in the file (2): \"dense_3.weight\", \"dense_3.bias\""
                + "\n  unexpected in the file (4): \"batchNorm.beta\", \"batchNorm.gamma\", \"batchNorm.mean\", \"batchNorm.variance\""
                + "\n  of another shape or type (2): \"dense_2.bias\" is [2], the network's is [4]; \"dense_2.weight\" is [5, 2], the network's is "
                + "[5, 4]" + "\n  Build the network as it was when it was saved, or load what fits with LoadPolicy.WHAT_FITS.");
        assertThat(other.parameters().values().toArray()).isEqualTo(before);
    }

    @Test
    void what_fits_is_loaded() throws IOException {
        Path file = saved(2);
        Network other = network(3, 9);
        Loaded loaded = Weights.load(other, file, LoadPolicy.WHAT_FITS);
        assertThat(loaded.loaded()).hasSize(6);
        assertThat(loaded.misfits()).containsExactly("\"dense_2.bias\" is [2], the network's is [3]",
                "\"dense_2.weight\" is [5, 2], the network's is [5, 3]");
        assertThat(other.parameter("dense.weight").tensor().toArray()).isEqualTo(network(2, 1).parameter("dense.weight").tensor().toArray());
    }

    @Test
    void a_file_with_nothing_that_fits_is_an_error_under_any_policy() throws IOException {
        Path file = folder.resolve("other.safetensors");
        Safetensors.write(file, Map.of("fc.weight", Tensor.zeros(2, 2)), Map.of());
        assertThatThrownBy(() -> Weights.load(network(2, 1), file, LoadPolicy.WHAT_FITS)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Weights: nothing in " + file + " fits the network.")
                .hasMessageEndingWith("Names that differ are brought together by a NameMap.");
    }

    @Test
    void floats_are_converted_and_other_types_are_not() throws IOException {
        Path file = saved(2);
        Network wide = Network.build(net(2), List.of(Shape.of(3)), RandomSource.of(4), DType.FLOAT64);
        Weights.load(wide, file);
        double[] single = Safetensors.read(file).tensor("dense.weight").toDoubles();
        assertThat(wide.parameter("dense.weight").tensor().toDoubles()).isEqualTo(single);

        Path numbers = folder.resolve("numbers.safetensors");
        Safetensors.write(numbers, Map.of("dense.bias", Tensor.of(1, 2, 3, 4, 5)), Map.of());
        assertThatThrownBy(() -> Weights.load(network(2, 1), numbers)).hasMessageContaining("\"dense.bias\" is I32, the network's is FLOAT32");
    }

    @Test
    void a_later_layout_is_refused() throws IOException {
        Path file = folder.resolve("later.safetensors");
        Safetensors.write(file, Map.of("dense.bias", Tensor.zeros(5)), Map.of("librate.format", "2", "librate.version", "9.0"));
        assertThatThrownBy(() -> Weights.load(network(2, 1), file)).isInstanceOf(BadFileException.class)
                .hasMessage(file + ": librate.format must be 1, got \"2\" by version \"9.0\". Read it with the version of the library that wrote "
                        + "it, or a later one; this is " + Librate.version() + ".");
    }

    @Test
    void notes_leave_the_librarys_names_alone() {
        assertThatThrownBy(() -> Weights.save(network(2, 1), folder.resolve("x"), Map.of("librate.format", "7")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Weights: names that begin with librate. are the library's own, got librate.format. Take another name for the note.");
    }
}
