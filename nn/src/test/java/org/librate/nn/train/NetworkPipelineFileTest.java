package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.data.BadFileException;
import org.librate.core.learn.FittedPipeline;
import org.librate.core.learn.Pipeline;
import org.librate.core.learn.Row;
import org.librate.core.prepare.StandardScaler;
import org.librate.core.save.Safetensors;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.nn.Sequential;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Relu;
import org.librate.nn.optim.Adam;

/** A pipeline with a network at its end is one file too. */
class NetworkPipelineFileTest {

    @TempDir Path folder;

    private static Table rows() {
        int n = 48;
        boolean[] y = new boolean[n];
        double[] a = IntStream.range(0, n).mapToDouble(i -> 10 * Math.sin(i)).toArray();
        double[] b = IntStream.range(0, n).mapToDouble(i -> Math.cos(3 * i)).toArray();
        for (int i = 0; i < n; i++) {
            y[i] = a[i] > b[i];
        }
        return Table.of(NumericColumn.of("a", a), NumericColumn.of("b", b), BooleanColumn.of("y", y));
    }

    @Test
    void a_classifier_comes_back_with_its_history() throws IOException {
        Table train = rows().withTarget("y");
        FittedPipeline<NetworkModel<Classifier>> fitted = Pipeline.start(StandardScaler.create())
                .estimator(Trainer.classifier(Sequential.of(Dense.of(8), BatchNorm.create(), Relu.create(), Dense.of(2)))
                        .optimizer(Adam.of(0.05)).epochs(3).batchSize(16).seed(1).estimator()).fit(train);
        Path path = folder.resolve("net.safetensors");
        fitted.save(path);
        FittedPipeline<?> loaded = FittedPipeline.load(path);
        assertThat(loaded.scores(train).toArray()).isEqualTo(fitted.scores(train).toArray());
        assertThat(loaded.classNames()).containsExactly("false", "true");
        assertThat(((NetworkModel<?>) loaded.model()).network().history()).isEqualTo(fitted.model().network().history());
        assertThat(loaded.scores(Row.create().with("a", 3).with("b", 0.5))).isEqualTo(fitted.scores(Row.create().with("a", 3).with("b", 0.5)));

        Safetensors file = Safetensors.read(path);
        Map<String, String> metadata = new TreeMap<>(file.metadata());
        metadata.computeIfPresent("librate.pipeline", (key, text) -> text.replace("\"units\":8", "\"units\":2000000000"));
        Path bad = folder.resolve("bad.safetensors");
        Safetensors.write(bad, file.tensors(), metadata);
        assertThatThrownBy(() -> FittedPipeline.load(bad)).isInstanceOf(BadFileException.class).hasMessageContaining("NetworkModel");
    }

    @Test
    void a_regressor_comes_back() throws IOException {
        Table train = rows().withTarget("b");
        FittedPipeline<?> fitted = Pipeline.start(StandardScaler.create())
                .estimator(Trainer.regressor(Sequential.of(Dense.of(1))).optimizer(Adam.of(0.05)).epochs(2).batchSize(16).seed(1).estimator())
                .fit(train);
        Path path = folder.resolve("net.safetensors");
        fitted.save(path);
        assertThat(FittedPipeline.load(path).scores(train).toArray()).isEqualTo(fitted.scores(train).toArray());
    }

    @Test
    void a_network_that_was_balanced_still_knows_it() throws IOException {
        Table train = rows().withNumeric("rare", row -> row.number("a") > 8 ? 1 : 0).asBoolean("rare").without("y").withTarget("rare");
        FittedPipeline<NetworkModel<Classifier>> fitted = Pipeline.start(StandardScaler.create())
                .estimator(Trainer.classifier(Dense.of(2)).balanceClasses().epochs(2).batchSize(16).estimator()).fit(train);
        Path path = folder.resolve("net.safetensors");
        fitted.save(path);
        FittedPipeline<?> loaded = FittedPipeline.load(path);
        assertThat(fitted.model().network().priorCorrection()).isPresent();
        assertThat(((Classifier) ((NetworkModel<?>) loaded.model()).network()).priorCorrection())
                .isEqualTo(fitted.model().network().priorCorrection());

        Safetensors file = Safetensors.read(path);
        Map<String, String> metadata = new TreeMap<>(file.metadata());
        metadata.computeIfPresent("librate.pipeline", (key, text) -> text.replaceAll(",\"shares\":\\{[^{}]*\\}", ""));
        assertThat(metadata.get("librate.pipeline")).isNotEqualTo(file.metadata().get("librate.pipeline"));
        Path before = folder.resolve("before.safetensors");
        Safetensors.write(before, file.tensors(), metadata);
        assertThat(FittedPipeline.load(before).scores(train).toArray()).as("a file from before it was written")
                .isEqualTo(fitted.scores(train).toArray());
    }
}
