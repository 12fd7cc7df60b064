package org.librate.core.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.Tensor;
import org.librate.core.data.BadFileException;
import org.librate.core.estimator.Heuristic;
import org.librate.core.estimator.KNeighborsClassifier;
import org.librate.core.estimator.LinearClassifier;
import org.librate.core.estimator.NaiveBayes;
import org.librate.core.prepare.Drop;
import org.librate.core.prepare.Impute;
import org.librate.core.prepare.MapColumn;
import org.librate.core.prepare.MinMaxScaler;
import org.librate.core.prepare.OneHot;
import org.librate.core.save.Safetensors;
import org.librate.core.save.SavedTypes;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/** What a pipeline is after it has been in a file. */
class PipelineFileTest {

    @TempDir Path folder;

    private final Table all = Churn.table(300);
    private final Table train = all.rows(IntStream.range(0, 200).toArray());
    private final Table test = all.rows(IntStream.range(200, 300).toArray());
    private final FittedPipeline<LinearClassifier> fitted = Churn.plan().fit(train);
    private Path path = Path.of("");

    @BeforeEach
    void set_path() {
        path = folder.resolve("churn.safetensors");
    }

    @Test
    void a_loaded_pipeline_gives_the_same_bits_and_knows_the_same() throws IOException {
        fitted.withNote("team", "payments").save(path);
        FittedPipeline<?> loaded = FittedPipeline.load(path);

        assertThat(loaded.scores(test).toArray()).isEqualTo(fitted.scores(test).toArray());
        assertThat(loaded.predictNames(test)).isEqualTo(fitted.predictNames(test));
        assertThat(loaded.classNames()).containsExactly("false", "true");
        assertThat(loaded.inputs()).isEqualTo(fitted.inputs()).extracting(InputColumn::name).containsExactly("age", "income", "plan");
        assertThat(loaded.seen()).isEqualTo(fitted.seen()).isEqualTo(SeenRows.of(train));
        assertThat(loaded.seen().among(all)).hasSize(200);
        assertThat(loaded.notes()).isEqualTo(Map.of("team", "payments"));
        assertThat(loaded).hasToString(fitted.toString());
        assertThat(loaded.model()).isInstanceOf(LinearClassifier.class);
        try (var files = Files.list(folder)) {
            assertThat(files).as("nothing is left beside it").containsExactly(path);
        }
    }

    @Test
    void rows_that_were_seen_need_not_be_kept() throws IOException {
        fitted.save(path);
        long with = Files.size(path);
        fitted.withoutSeenRows().save(path);
        assertThat(with - Files.size(path)).as("eight bytes for each of 200 rows").isGreaterThan(1600);

        FittedPipeline<?> loaded = FittedPipeline.load(path);
        assertThat(loaded.scores(test).toArray()).isEqualTo(fitted.scores(test).toArray());
        assertThat(loaded.seen().isKnown()).isFalse();
        assertThatThrownBy(() -> loaded.seen().among(test)).isInstanceOf(IllegalStateException.class).hasMessageContaining("not saved");
    }

    @Test
    void infinite_and_not_a_number_survive() throws IOException {
        Table plain = train.select("age", "churned"); // a scaler without bounds has infinite ones
        FittedPipeline<?> scaled = Pipeline.start(MinMaxScaler.create()).estimator(NaiveBayes.gaussian()).fit(plain);
        scaled.save(path);
        assertThat(Safetensors.read(path).metadata().get("librate.pipeline")).contains("\"-Infinity\"");
        assertThat(FittedPipeline.load(path).scores(test).toArray()).isEqualTo(scaled.scores(test).toArray());
    }

    @Test
    void a_pipeline_within_a_pipeline_and_one_with_a_table_of_rows_are_saved_too() throws IOException {
        FittedPipeline<?> nested = Pipeline.start(Impute.median()).estimator(Pipeline.start(OneHot.create()).estimator(KNeighborsClassifier.of(3)))
                .fit(train);
        nested.save(path);
        assertThat(FittedPipeline.load(path).scores(test).toArray()).isEqualTo(nested.scores(test).toArray());
    }

    @Test
    void what_is_code_is_refused_by_name() {
        FittedPipeline<?> step = Pipeline.start(MapColumn.numbers(Math::abs)).then(Impute.median()).estimator(Heuristic.classifier(row -> "true"))
                .fit(train);
        assertThatThrownBy(() -> step.save(path)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("FittedMapColumn")
                .hasMessageContaining("code");
        FittedPipeline<?> rule = Pipeline.start(Impute.median()).estimator(Heuristic.classifier(row -> "true")).fit(train);
        assertThatThrownBy(() -> rule.save(path)).hasMessageContaining("its rule is code");
        assertThat(path).doesNotExist();
    }

    /** Somebody's own step. */
    record Halve(String column) implements Transformer, FittedTransformer {
        @Override
        public FittedTransformer fit(Table train) {
            return this;
        }

        @Override
        public Table apply(Table rows) {
            return rows.with(NumericColumn.of(column, Arrays.stream(rows.numeric(column).toArray()).map(x -> x / 2).toArray()));
        }
    }

    @Test
    void a_step_of_ones_own_is_registered() throws IOException {
        FittedPipeline<?> own = Pipeline.start(new Halve("age")).then(Drop.of("plan", "income")).estimator(NaiveBayes.gaussian()).fit(train);
        assertThatThrownBy(() -> own.save(path)).hasMessageContaining("types.with(\"Halve\", Halve.class)");
        SavedTypes mine = SavedTypes.create().with("Halve", Halve.class);
        own.save(path, mine);
        assertThat(FittedPipeline.load(path, mine).scores(test).toArray()).isEqualTo(own.scores(test).toArray());
        assertThatThrownBy(() -> FittedPipeline.load(path)).isInstanceOf(BadFileException.class).hasMessageContaining("Halve")
                .hasMessageContaining("register");
    }

    // ---- files that are not what they should be ----

    @Test
    void a_file_cut_short_anywhere_is_a_bad_file() throws IOException {
        fitted.save(path);
        byte[] bytes = Files.readAllBytes(path);
        for (int length : new int[] {0, 7, 8, 100, bytes.length / 2, bytes.length - 8, bytes.length - 1}) {
            Files.write(path, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> FittedPipeline.load(path)).as("" + length).isInstanceOf(BadFileException.class)
                    .hasMessageContaining(path.toString());
        }
    }

    private void assertBad(String old, String changed, String... parts) throws IOException {
        fitted.save(path);
        Safetensors file = Safetensors.read(path);
        Map<String, String> metadata = new TreeMap<>(file.metadata());
        boolean[] found = {false};
        metadata.replaceAll((key, text) -> {
            found[0] |= text.contains(old) && key.startsWith("librate.pipeline");
            return key.startsWith("librate.pipeline") ? text.replace(old, changed) : text;
        });
        assertThat(found[0]).as(old).isTrue();
        Path bad = folder.resolve("bad.safetensors");
        Safetensors.write(bad, file.tensors(), metadata);
        assertThatThrownBy(() -> FittedPipeline.load(bad)).isInstanceOf(BadFileException.class).hasMessageContaining(bad.toString())
                .hasMessageContainingAll(parts);
    }

    @Test
    void what_does_not_fit_together_is_a_bad_file() throws IOException {
        assertBad("\"modelSeen\":0", "\"modelSeen\":7", "sets", "7");
        assertBad("\"classNames\":[\"false\",\"true\"],\"inputs\"", "\"classNames\":[\"no\",\"yes\"],\"inputs\"", "classes");
        assertBad("\"@type\":\"FittedImpute\"", "\"@type\":\"java.lang.Runtime\"", "must be of a registered type");
        assertBad("\"@type\":\"FittedImpute\"", "\"@type\":\"LinearClassifier\"", "must be a FittedTransformer");
        assertBad("\"@type\":\"FittedScaler\",\"step\":\"StandardScaler\",\"columns\":[",
                "\"@type\":\"FittedScaler\",\"step\":\"StandardScaler\",\"columns\":[\"more\",", "a center and a scale");
        assertBad("\"plan\":", "\"plam\":", "plam");
        assertBad("\"slots\":[", "\"slots\":[0,", "FittedOneHot", "\"slots\" must have");
    }

    @Test
    void another_format_and_another_kind_of_file_say_so() throws IOException {
        fitted.save(path);
        Safetensors file = Safetensors.read(path);
        Map<String, String> metadata = new TreeMap<>(file.metadata());
        metadata.put("librate.pipeline.format", "2");
        Path other = folder.resolve("other.safetensors");
        Safetensors.write(other, file.tensors(), metadata);
        assertThatThrownBy(() -> FittedPipeline.load(other)).isInstanceOf(BadFileException.class)
                .hasMessageContainingAll("format must be 1", "later one");
        Safetensors.write(other, Map.of("w", Tensor.of(new float[] {1})), Map.of());
        assertThatThrownBy(() -> FittedPipeline.load(other)).isInstanceOf(BadFileException.class).hasMessageContaining("must hold a pipeline");
    }

    @Test
    void the_same_pipeline_gives_the_same_file() throws IOException {
        fitted.save(path);
        byte[] first = Files.readAllBytes(path);
        FittedPipeline.load(path).save(path);
        assertThat(Files.readAllBytes(path)).isEqualTo(first);
    }
}
