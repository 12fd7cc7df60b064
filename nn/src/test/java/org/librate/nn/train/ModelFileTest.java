package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.BadFileException;
import org.librate.core.data.Dataset;
import org.librate.core.random.RandomSource;
import org.librate.core.save.Safetensors;
import org.librate.core.save.SavedTypes;
import org.librate.nn.Network;
import org.librate.nn.Pass;
import org.librate.nn.Sequential;
import org.librate.nn.layer.ActivationLayer;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Dropout;
import org.librate.nn.layer.Lambda;
import org.librate.nn.layer.Relu;
import org.librate.nn.optim.AdamW;
import org.librate.nn.save.NetJson;
import org.librate.nn.save.NetworkFile;
import org.librate.nn.save.Weights;

class ModelFileTest {

    /** A layer of a user's. */
    record Swish(double beta) implements ActivationLayer {
        @Override
        public Tensor forward(Tensor x, Pass pass) {
            return x.mul(x.mul(beta).sigmoid());
        }
    }

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("model.safetensors");
    }

    private static Trainer<Classifier> plan() {
        return Trainer.classifier(Sequential.of(Dense.of(8), BatchNorm.create(), Relu.create(), Dropout.of(0.1), Dense.of(3).named("head")))
                .optimizer(AdamW.of(0.01)).epochs(3).seed(5).display(Display.SILENT);
    }

    private static Classifier classifier() {
        return plan().fit(Samples.spirals(90, 1), Samples.spirals(30, 2));
    }

    @Test
    void a_classifier_predicts_as_before_to_the_last_bit() throws IOException {
        Classifier model = classifier();
        model.save(file());
        Classifier same = Classifier.load(file());
        Tensor x = Samples.x(Samples.spirals(300, 3));
        assertThat(same.predictProbabilities(x).toArray()).isEqualTo(model.predictProbabilities(x).toArray());
        assertThat(same.predict(x).toLongs()).isEqualTo(model.predict(x).toLongs());
        assertThat(same.network().net()).hasToString(model.network().net().toString());
        assertThat(same.history()).isEqualTo(model.history());
        assertThat(same.provenance()).isEqualTo(model.provenance());
        assertThat(same).hasToString(model.toString());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void every_task_comes_back() throws IOException {
        Dataset xor = Samples.xor();
        Classifier binary = Trainer.binary(Samples.mlp(4, 1)).epochs(2).display(Display.SILENT).fit(xor);
        binary.save(file());
        assertThat(Classifier.load(file()).predictProbabilities(Samples.x(xor)).toArray())
                .isEqualTo(binary.predictProbabilities(Samples.x(xor)).toArray());
        Dataset labels = Dataset.of(Tensor.of(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}),
                Tensor.of(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}));
        Classifier several = Trainer.multiLabel(Samples.mlp(4, 2)).epochs(2).display(Display.SILENT).fit(labels);
        several.save(file());
        assertThat(Classifier.load(file()).predict(Samples.x(xor)).shape()).isEqualTo(Shape.of(4, 2));
        Regressor regressor = Trainer.regressor(Samples.mlp(4, 1)).epochs(2).display(Display.SILENT).fit(Samples.plane(40));
        regressor.save(file());
        assertThat(Regressor.load(file()).predict(Samples.x(xor)).toArray()).isEqualTo(regressor.predict(Samples.x(xor)).toArray());
    }

    @Test
    void a_loaded_model_is_trained_further() throws IOException {
        Classifier model = classifier();
        model.save(file());
        Classifier fromMemory = Trainer.classifier(model.pretrained()).epochs(2).seed(1).display(Display.SILENT).fit(Samples.spirals(60, 4));
        Classifier fromFile = Trainer.classifier(Classifier.load(file()).pretrained()).epochs(2).seed(1).display(Display.SILENT)
                .fit(Samples.spirals(60, 4));
        assertThat(Samples.weights(fromFile)).isEqualTo(Samples.weights(fromMemory));
        Classifier head = Trainer.classifier(Classifier.load(file()).pretrained().withHead(Dense.of(4).named("head"))).freeze("*").unfreeze("head")
                .epochs(1).display(Display.SILENT).fit(Samples.spirals(60, 4));
        head.save(file());
        assertThat(Classifier.load(file()).network().outputs()).containsExactly(Shape.of(4));
    }

    @Test
    void it_tells_where_it_comes_from() throws IOException {
        Dataset train = Samples.spirals(90, 1);
        Classifier model = plan().fit(train, Samples.spirals(30, 2));
        model.save(file(), SaveOptions.create().withNote("team", "payments"));
        Provenance made = Classifier.load(file()).provenance();
        assertThat(made.seed()).isEqualTo(5);
        assertThat(made.epochs()).isEqualTo(3);
        assertThat(made.bestEpoch()).isEqualTo(3);
        assertThat(made.trainingData()).isEqualTo("90 rows " + train.fingerprint());
        assertThat(made.validationData()).startsWith("30 rows ").isNotEqualTo(made.trainingData());
        assertThat(made.settings()).containsEntry("optimizer", AdamW.of(0.01).toString()).containsEntry("batchSize", "32")
                .containsEntry("epochs", "3").containsKeys("loss", "schedule");
        assertThat(made.best()).containsKeys("loss", "validation loss", "validation accuracy").isEqualTo(made.last());
        assertThat(made.java()).isEqualTo(System.getProperty("java.version"));
        assertThat(made.kernels()).isIn("onednn", "nd4j");
        assertThat(made.took()).isPositive();
        assertThat(made.notes()).containsExactly(Map.entry("team", "payments"));
        assertThat(made.toString()).contains("training data: 90 rows ").contains("optimizer: AdamW").contains("note team: payments")
                .contains("threads: ")
                .doesNotContain("$$Lambda").doesNotContain("null").doesNotContain(": none").doesNotContain("[]").doesNotContain("averageWeights");
        assertThat(model.provenance().notes()).isEmpty();
    }

    @Test
    void names_of_classes_come_back() throws IOException {
        Dataset named = Samples.spirals(30, 1);
        Classifier model = plan().fit(named);
        assertThat(model.classNames()).isEqualTo(named.classNames());
        model.save(file());
        assertThat(Classifier.load(file()).classNames()).isEqualTo(model.classNames());
    }

    @Test
    void snapshots_and_runs_without_a_finished_epoch_can_be_saved() throws IOException {
        for (Classifier snapshot : plan().fitSnapshots(1, Samples.spirals(60, 1))) {
            snapshot.save(file());
            assertThat(Classifier.load(file()).provenance().epochs()).isEqualTo(snapshot.history().epochs().size());
        }
        TrainingCallback stop = new TrainingCallback() {
            @Override
            public void onBatch(Progress progress) {
                progress.stop("enough");
            }
        };
        plan().callbacks(stop).fit(Samples.spirals(90, 1)).save(file());
        assertThat(Classifier.load(file()).history().epochs()).isEmpty();
        assertThat(Classifier.load(file()).provenance().toString()).contains("0 epochs");
    }

    @Test
    void a_layer_of_ones_own_takes_one_line() throws IOException {
        SavedTypes mine = NetJson.types().with("Swish", Swish.class);
        Classifier model = Trainer.classifier(Sequential.of(Dense.of(4), new Swish(1.5), Dense.of(3))).epochs(1).display(Display.SILENT)
                .fit(Samples.spirals(30, 1));
        assertThatThrownBy(() -> model.save(file())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("types.with(\"Swish\", Swish.class)");
        assertThat(file()).doesNotExist();
        model.save(file(), SaveOptions.create().withTypes(mine));
        Tensor x = Samples.x(Samples.xor());
        assertThat(Classifier.load(file(), mine).predictProbabilities(x).toArray()).isEqualTo(model.predictProbabilities(x).toArray());
        assertThatThrownBy(() -> Classifier.load(file())).isInstanceOf(BadFileException.class)
                .hasMessageContaining("must be of a registered type, got \"Swish\"");
    }

    @Test
    void a_lambda_is_refused_when_it_is_saved() {
        Classifier model = Trainer.classifier(Sequential.of(Lambda.of("twice", x -> x.mul(2)), Dense.of(3))).epochs(1).display(Display.SILENT)
                .fit(Samples.spirals(30, 1));
        assertThatThrownBy(() -> model.save(file())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Lambda[twice], which cannot be saved: its function is code");
    }

    @Test
    void another_kind_of_file_says_what_it_is() throws IOException {
        classifier().save(file());
        assertThatThrownBy(() -> Regressor.load(file())).isInstanceOf(BadFileException.class)
                .hasMessage(file() + ": must hold a regressor, got a classifier. Use Classifier.load.");
        Trainer.regressor(Samples.mlp(4, 1)).epochs(1).display(Display.SILENT).fit(Samples.plane(40)).save(file());
        assertThatThrownBy(() -> Classifier.load(file())).isInstanceOf(BadFileException.class)
                .hasMessage(file() + ": must hold a classifier, got a regressor. Use Regressor.load.");
        Network network = Network.build(Sequential.of(Dense.of(3)), Shape.of(2), RandomSource.of(1));
        NetworkFile.save(network, file());
        assertThatThrownBy(() -> Classifier.load(file())).isInstanceOf(BadFileException.class)
                .hasMessageContaining("It holds a network that is no fitted model: use NetworkFile.load.");
        Weights.save(network, file());
        assertThatThrownBy(() -> Classifier.load(file())).isInstanceOf(BadFileException.class).hasMessageContaining("It holds weights only");
    }

    private void refused(String key, UnaryOperator<String> change, String message) throws IOException {
        classifier().save(file());
        Safetensors file = Safetensors.read(file());
        Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
        assertThat(metadata).containsKey(key);
        String before = metadata.get(key);
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        metadata.put(key, after);
        Safetensors.write(file(), file.tensors(), metadata);
        assertThatThrownBy(() -> Classifier.load(file())).as(key).isInstanceOf(BadFileException.class).hasMessageStartingWith(file().toString())
                .hasMessageContaining(message);
    }

    @Test
    void what_the_text_says_is_checked() throws IOException {
        refused("librate.format", text -> "2", "librate.format must be 1, got \"2\"");
        refused("librate.task", text -> text.replace("CLASSES", "BINARY"),
                "the network must fit the task, got Trainer: a binary classifier needs one output");
        refused("librate.task", text -> text.replace("CLASSES", "MAGIC"),
                "at classifier: must be one of [CLASSES, NODES, BINARY, LABELS], got \"MAGIC\".");
        refused("librate.history", text -> text.replaceFirst("\"epoch\":1", "\"epoch\":1e400"), "at epochs[0].epoch: must be a whole number");
        refused("librate.provenance", text -> text.replace("\"seed\":5", "\"seed\":9223372036854775808"), "at seed: must be a whole number");
        refused("librate.provenance", text -> "[".repeat(10_000), "must be JSON");
        refused("librate.net", text -> text.replace("\"units\":8", "\"units\":9"),
                "the network needs \"dense.weight\" as FLOAT32 [2, 9], got F32 [2, 8].");
    }

    /**
     * Saved when the format was new: what was saved once stays readable. {@code plan().fit(spirals(90, 1), spirals(30, 2))}, its answers beside it.
     */
    @Test
    void a_file_of_format_1_is_read_for_good() throws IOException, URISyntaxException {
        Path path = Path.of(Objects.requireNonNull(ModelFileTest.class.getResource("classifier-format-1.safetensors")).toURI());
        Classifier model = Classifier.load(path);
        assertThat(model.network().net()).hasToString(classifier().network().net().toString());
        assertThat(model.provenance().notes()).containsEntry("made for", "the test of format 1");
        Safetensors file = Safetensors.read(path);
        assertThat(file.metadata()).containsEntry("librate.format", "1");
        float[] probabilities = model.predictProbabilitiesRow(0.5f, -0.25f);
        assertThat(probabilities).containsExactly(new float[] {0.1088888f, 0.5382794f, 0.35283178f}, within(1e-5f));
    }

    @Test
    void a_file_cut_or_damaged_is_read_or_refused() throws IOException {
        classifier().save(file());
        byte[] bytes = Files.readAllBytes(file());
        Path damaged = folder.resolve("damaged.safetensors");
        Random random = new Random(1);
        for (int run = 0; run < 300; run++) {
            Files.write(damaged, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
            assertThatThrownBy(() -> Classifier.load(damaged)).isInstanceOf(BadFileException.class);
        }
        for (int run = 0; run < 700; run++) {
            byte[] changed = bytes.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(damaged, changed);
            try {
                Classifier.load(damaged);
            } catch (BadFileException e) {
                assertThat(e).hasMessageStartingWith(damaged.toString());
            }
        }
    }
}
