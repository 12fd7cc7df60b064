package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.librate.core.Activation;
import org.librate.core.data.BadFileException;
import org.librate.core.data.BatchOrder;
import org.librate.core.data.Dataset;
import org.librate.core.data.RowTransform;
import org.librate.core.kernel.Width;
import org.librate.nn.Sequential;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Dropout;
import org.librate.nn.optim.Adam;
import org.librate.nn.optim.ScheduleFreeAdamW;
import org.librate.nn.schedule.Plateau;

class ResumeTest {

    @TempDir
    Path folder;

    private static final Dataset TRAIN = Samples.spirals(70, 1);
    private static final Dataset VALIDATION = Samples.spirals(30, 2);

    /** 9 batches, 5 updates an epoch, everything on that remembers something. */
    static Trainer<Classifier> plan(Path folder) {
        return Trainer.classifier(Sequential.of(Dense.of(8).withActivation(Activation.TANH), new Noisy(), BatchNorm.create(), Dropout.of(0.1),
                Dense.of(3))).optimizer(Adam.of(0.02)).workers(2).order(BatchOrder::classBalanced).averageWeights(0.95).clipGradients(1.0)
                .accumulate(2).plateau(Plateau.minimizing().withPatience(0).withFactor(0.7).withThreshold(0.2))
                .schedule((step, stepsPerEpoch) -> 1 / (1 + 0.1 * step)).epochs(6).batchSize(8).seed(4).display(Display.SILENT)
                .callbacks(Checkpoints.in(folder).withEveryUpdates(2).withKeepBest(1), EarlyStopping.onLoss().withPatience(4));
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static TrainingCallback killAfter(int batches) {
        return new TrainingCallback() {
            private int left = batches;

            @Override
            public void onBatch(Progress progress) {
                if (left-- == 0) {
                    throw new Killed();
                }
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 8, 9, 17, 22, 36, 52})
    void killed_after_any_batch_and_resumed_gives_the_same_bits(int batches) {
        Classifier whole = plan(folder.resolve("whole")).fit(TRAIN, VALIDATION);
        Path at = folder.resolve("killed");
        Trainer<Classifier> plan = plan(at);
        assertThatThrownBy(() -> plan.callbacks(Checkpoints.in(at).withEveryUpdates(2).withKeepBest(1), EarlyStopping.onLoss().withPatience(4),
                killAfter(batches)).fit(TRAIN, VALIDATION)).isInstanceOf(Killed.class);
        Classifier resumed = plan.resumeFrom(at).fit(TRAIN, VALIDATION);
        assertSame(resumed, whole);
    }

    private static void assertSame(Classifier a, Classifier b) {
        assertThat(Samples.weights(a)).containsExactly(Samples.weights(b));
        a.network().states().forEach((name, state) -> assertThat(state.toArray()).as(name).containsExactly(b.network().states().get(name).toArray()));
        assertThat(a.history().epochs()).usingRecursiveComparison().ignoringFields("seconds").isEqualTo(b.history().epochs());
        assertThat(a.history().end()).isEqualTo(b.history().end());
        assertThat(a.history().bestEpoch()).isEqualTo(b.history().bestEpoch());
    }

    @Test
    void a_finished_run_resumed_is_finished() {
        Classifier whole = plan(folder).fit(TRAIN, VALIDATION);
        Classifier resumed = plan(folder).resumeFrom(folder).fit(TRAIN, VALIDATION);
        assertSame(resumed, whole);
        assertThat(resumed.provenance().started()).isEqualTo(whole.provenance().started());
        assertThat(resumed.provenance().took()).isGreaterThan(whole.provenance().took().dividedBy(2));
    }

    @Test
    void a_run_goes_on_with_another_number_of_threads() {
        int limit = Width.limit();
        Classifier whole = plan(folder).fit(TRAIN, VALIDATION);
        try {
            Width.limit(limit + 1);
            Classifier resumed = plan(folder).resumeFrom(folder).fit(TRAIN, VALIDATION);
            assertThat(resumed.provenance().settings()).containsEntry("threads", Integer.toString(limit + 1));
            assertThat(whole.provenance().settings()).containsEntry("threads", Integer.toString(limit));
        } finally {
            Width.limit(limit);
        }
    }

    @Test
    void a_process_that_was_shot_and_resumed_gives_the_same_bits() throws Exception {
        Path at = folder.resolve("shot");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"),
                Shot.class.getName(), at.toString()).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        try {
            for (int i = 0; i < 1200 && Checkpoints.newest(at).map(file -> number(file) < 7).orElse(true) && process.isAlive(); i++) {
                Thread.sleep(50);
            }
            assertThat(process.isAlive()).as(() -> read(folder.resolve("log"))).isTrue();
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS); // kill -9
        }
        assertThat(number(Checkpoints.newest(at).orElseThrow())).isGreaterThanOrEqualTo(7).isLessThan(30);
        assertSame(plan(at).resumeFrom(at).fit(TRAIN, VALIDATION), plan(folder.resolve("whole")).fit(TRAIN, VALIDATION));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static int number(Path file) {
        return Integer.parseInt(file.getFileName().toString().replaceAll("\\D", ""));
    }

    /** The process that is shot: slow enough to be hit. */
    static final class Shot {
        public static void main(String[] args) {
            Path at = Path.of(args[0]);
            plan(at).callbacks(Checkpoints.in(at).withEveryUpdates(2).withKeepBest(1), EarlyStopping.onLoss().withPatience(4),
                    new TrainingCallback() {
                @Override
                public void onBatch(Progress progress) {
                    try {
                        Thread.sleep(100);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }).fit(TRAIN, VALIDATION);
        }
    }

    @Test
    void an_average_of_epochs_goes_on_too() {
        Path at = folder.resolve("killed");
        Trainer<Classifier> swa = Trainer.classifier(Sequential.of(Dense.of(8), BatchNorm.create(), Dense.of(3))).averageEpochs(2).epochs(4)
                .display(Display.SILENT);
        assertThatThrownBy(() -> swa.callbacks(Checkpoints.in(at), killAfter(10)).fit(TRAIN)).isInstanceOf(Killed.class);
        Classifier resumed = swa.callbacks(Checkpoints.in(at)).resumeFrom(at).fit(TRAIN);
        assertSame(resumed, swa.callbacks().fit(TRAIN));
    }

    /** Its weights are others in training than in evaluation. */
    @Test
    void a_schedule_free_optimizer_goes_on_too() {
        Path at = folder.resolve("killed");
        Trainer<Classifier> plan = Trainer.classifier(Samples.mlp(8, 3)).optimizer(ScheduleFreeAdamW.of(0.01)).epochs(4).display(Display.SILENT);
        assertThatThrownBy(() -> plan.callbacks(Checkpoints.in(at), EarlyStopping.onLoss(), killAfter(7)).fit(TRAIN, VALIDATION))
                .isInstanceOf(Killed.class);
        Classifier resumed = plan.callbacks(Checkpoints.in(at), EarlyStopping.onLoss()).resumeFrom(at).fit(TRAIN, VALIDATION);
        assertSame(resumed, plan.callbacks(EarlyStopping.onLoss()).fit(TRAIN, VALIDATION));
    }

    @Test
    void without_a_checkpoint_it_begins() throws IOException {
        Path none = folder.resolve("none");
        assertThat(plan(none).resumeFrom(none).fit(TRAIN, VALIDATION).history().epochs()).hasSize(6);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(plan(empty).epochs(1).callbacks().resumeFrom(empty).fit(TRAIN, VALIDATION).history().epochs()).hasSize(1);
    }

    @Test
    void a_place_that_is_not_there_is_no_beginning() {
        Path used = folder.resolve("used");
        for (Path from : List.of(folder.resolve("usde"), used.resolve("checkpoint-000000007.librate"))) {
            assertThatThrownBy(() -> plan(used).resumeFrom(from).fit(TRAIN, VALIDATION)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("exists").hasMessageContaining(from.toString()).hasMessageContaining("They write into " + used);
        }
        assertThatThrownBy(() -> plan(used).callbacks().resumeFrom(used).fit(TRAIN, VALIDATION)).hasMessageContaining("The plan has no Checkpoints");
    }

    @Test
    void a_folder_is_for_one_run() throws IOException {
        plan(folder).epochs(2).fit(TRAIN, VALIDATION);
        Dataset moved = TRAIN.map(RowTransform.inPlace((row, random) -> row.set(0, 0, row.get(0, 0) + 1)));
        assertThatThrownBy(() -> plan(folder).fit(moved, VALIDATION)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have no checkpoints of another run, got checkpoint-0000000")
                .hasMessageContaining("withOverwriting(true)");
        assertThatThrownBy(() -> plan(folder).resumeFrom(folder).fit(moved, VALIDATION)).hasMessageContaining("was made with training data");
        assertThatThrownBy(() -> plan(folder).callbacks(Checkpoints.in(folder).withOverwriting(true), killAfter(12)).fit(moved, VALIDATION))
                .isInstanceOf(Killed.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("checkpoint-000000005.librate");
        }
    }

    /** As when a folder was filled before that was refused. */
    @Test
    void of_two_runs_in_a_folder_each_goes_on_with_its_own() throws IOException {
        Path other = folder.resolve("other");
        Path at = folder.resolve("at");
        plan(other).seed(5).callbacks(Checkpoints.in(other)).fit(TRAIN, VALIDATION);
        Trainer<Classifier> plan = plan(at).callbacks(Checkpoints.in(at));
        assertThatThrownBy(() -> plan.callbacks(Checkpoints.in(at), killAfter(12)).fit(TRAIN, VALIDATION)).isInstanceOf(Killed.class);
        for (Path file : Checkpoints.last(other, 9)) {
            Files.copy(file, at.resolve(file.getFileName()));
        }
        assertThatThrownBy(() -> plan.fit(TRAIN, VALIDATION)).hasMessageContaining("no checkpoints of another run");
        assertSame(plan.resumeFrom(at).fit(TRAIN, VALIDATION), plan.callbacks().fit(TRAIN, VALIDATION));
    }

    @Test
    void fewer_epochs_than_are_done_are_refused() {
        plan(folder).epochs(3).fit(TRAIN, VALIDATION);
        assertThatThrownBy(() -> plan(folder).epochs(2).resumeFrom(folder).fit(TRAIN, VALIDATION)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least the 3 epochs that are done").hasMessageContaining("got 2");
    }

    @Test
    void a_checkpoint_is_no_model_and_neither_is_a_folder() {
        plan(folder).epochs(1).fit(TRAIN, VALIDATION);
        Path file = Checkpoints.newest(folder).orElseThrow();
        assertThatThrownBy(() -> Classifier.load(file)).isInstanceOf(BadFileException.class).hasMessageContaining(file.toString())
                .hasMessageContaining("got a checkpoint of a training run").hasMessageContaining("resumeFrom");
        assertThatThrownBy(() -> Classifier.load(folder)).isInstanceOf(BadFileException.class).hasMessageContaining(folder.toString())
                .hasMessageContaining("got a folder");
    }

    @Test
    void a_model_is_no_checkpoint() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Trainer.classifier(Samples.mlp(4, 3)).epochs(1).display(Display.SILENT).fit(TRAIN).save(file);
        assertThatThrownBy(() -> plan(folder).resumeFrom(file).fit(TRAIN, VALIDATION)).hasMessageContaining("is no checkpoint")
                .hasMessageContaining(file.toString()).hasMessageContaining("Classifier.load");
    }

    @Test
    void the_last_and_the_best_are_kept() throws IOException {
        plan(folder).callbacks(Checkpoints.in(folder).withKeepLast(2).withKeepBest(1)).fit(TRAIN, VALIDATION);
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
            assertThat(names).hasSizeBetween(2, 3).contains("checkpoint-000000025.librate", "checkpoint-000000030.librate");
        }
    }

    @Test
    void another_plan_is_refused_by_name() {
        plan(folder).epochs(1).fit(TRAIN, VALIDATION);
        assertThatThrownBy(() -> plan(folder).batchSize(4).resumeFrom(folder).fit(TRAIN, VALIDATION)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was made with batchSize 8, and this run has 4");
        assertThatThrownBy(() -> plan(folder).optimizer(Adam.of(1)).resumeFrom(folder).fit(TRAIN, VALIDATION))
                .hasMessageContaining("was made with optimizer Adam");
        assertThatThrownBy(() -> plan(folder).resumeFrom(folder).fit(VALIDATION, VALIDATION)).hasMessageContaining("training data");
        assertThatThrownBy(() -> plan(folder).callbacks().resumeFrom(folder).fit(TRAIN, VALIDATION)).hasMessageContaining("which this run lacks");
    }

    @Test
    void files_that_are_no_good_are_refused() throws IOException {
        plan(folder).epochs(1).fit(TRAIN, VALIDATION);
        Path good = Checkpoints.newest(folder).orElseThrow();
        byte[] bytes = Files.readAllBytes(good);
        Path bad = folder.resolve("bad");
        for (int length : new int[] {0, 5, 30, bytes.length / 2, bytes.length - 1}) {
            Files.write(bad, java.util.Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> Checkpoint.read(bad)).isInstanceOf(IOException.class).hasMessageContaining(bad.toString());
        }
        for (int at = 0; at < bytes.length; at += 97) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 4;
            Files.write(bad, damaged);
            assertThatThrownBy(() -> Checkpoint.read(bad)).isInstanceOf(IOException.class);
        }
        Files.writeString(bad, "hello");
        assertThatThrownBy(() -> plan(folder).resumeFrom(bad).fit(TRAIN, VALIDATION)).hasMessageContaining("is no checkpoint");
    }

    /** A file whose checksum is right may still lie about everything else. */
    @Test
    void lies_with_a_right_checksum_are_errors_too() throws IOException {
        plan(folder).epochs(1).fit(TRAIN, VALIDATION);
        byte[] bytes = Files.readAllBytes(Checkpoints.newest(folder).orElseThrow());
        Path bad = folder.resolve("bad");
        for (int at = 19; at < bytes.length - 8; at += at < 3000 ? 1 : 211) {
            byte[] lying = bytes.clone();
            lying[at] = (byte) 0x7f;
            java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
            crc.update(lying, 0, lying.length - 8);
            java.nio.ByteBuffer.wrap(lying).putLong(lying.length - 8, crc.getValue());
            Files.write(bad, lying);
            try {
                Checkpoint.read(bad);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining(bad.toString());
            }
        }
    }
}
