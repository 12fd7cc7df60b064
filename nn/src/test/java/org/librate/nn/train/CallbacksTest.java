package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.data.Dataset;
import org.librate.core.metric.Accuracy;
import org.librate.nn.optim.Adam;
import org.librate.nn.optim.Sgd;

class CallbacksTest {

    private static final Dataset TRAIN = Samples.spirals(40, 1);
    private static final Dataset VALIDATION = Samples.spirals(20, 2);
    private static final Trainer<Classifier> PLAN = Trainer.classifier(Samples.mlp(6, 3)).optimizer(Adam.of(0.02)).epochs(2).batchSize(20)
            .display(Display.SILENT);

    @TempDir
    Path folder;

    private record Told(String name, List<String> calls) implements TrainingCallback {

        @Override
        public void onStart(Progress progress) {
            calls.add(name + " start " + progress.epoch() + " of " + progress.epochs());
        }

        @Override
        public void onBatch(Progress progress) {
            calls.add(name + " batch " + progress.epoch() + "." + progress.batch() + "/" + progress.batches() + " update " + progress.updates());
        }

        @Override
        public void onEpoch(Progress progress) {
            calls.add(name + " epoch " + progress.epoch() + " of " + progress.results().size());
        }

        @Override
        public void onEnd(Progress progress) {
            calls.add(name + " end " + progress.updates());
        }
    }

    @Test
    void are_called_in_order() {
        List<String> calls = new ArrayList<>();
        PLAN.callbacks(new Told("a", calls), new Told("b", calls)).fit(TRAIN);
        assertThat(calls.stream().filter(call -> call.startsWith("a"))).containsExactly("a start 0 of 2",
                "a batch 1.1/2 update 1", "a batch 1.2/2 update 2", "a epoch 1 of 1", "a batch 2.1/2 update 3", "a batch 2.2/2 update 4",
                "a epoch 2 of 2", "a end 4");
        for (int i = 0; i < calls.size(); i += 2) {
            assertThat(calls.get(i + 1)).isEqualTo(calls.get(i).replaceFirst("a", "b"));
        }
    }

    @Test
    void may_stop_within_an_epoch() {
        Classifier model = PLAN.callbacks(new TrainingCallback() {
            @Override
            public void onBatch(Progress progress) {
                if (progress.updates() == 3) {
                    progress.stop("seen enough");
                }
            }
        }).fit(TRAIN);
        assertThat(model.history().epochs()).hasSize(1);
        assertThat(model.history().end()).isEqualTo("seen enough");
    }

    /** A rate that is far too high after three epochs makes every later one worse. */
    @Test
    void early_stopping_gives_back_the_best_weights() {
        List<float[]> weights = new ArrayList<>();
        Classifier model = PLAN.optimizer(Sgd.of(0.3)).schedule((step, stepsPerEpoch) -> step < 3 * stepsPerEpoch ? 1 : -3).epochs(50)
                .callbacks(EarlyStopping.onLoss().withPatience(4), new TrainingCallback() {
                    @Override
                    public void onEpoch(Progress progress) {
                        weights.add(progress.network().parameters().values().toArray());
                    }
                }).fit(TRAIN, VALIDATION);
        History history = model.history();
        double[] losses = history.column(e -> e.validationLoss().orElseThrow());
        assertThat(history.epochs()).hasSize(history.bestEpoch() + 4);
        assertThat(losses[history.bestEpoch() - 1]).isEqualTo(java.util.Arrays.stream(losses).min().orElseThrow());
        assertThat(Samples.weights(model)).containsExactly(weights.get(history.bestEpoch() - 1)).isNotEqualTo(weights.get(weights.size() - 1));
        assertThat(history.end()).startsWith("stopped early: loss has not improved for 4 epochs; best ").endsWith("in epoch " + history.bestEpoch());
    }

    @Test
    void early_stopping_asks_for_the_metric_it_needs_and_may_keep_the_last_weights() {
        Classifier model = PLAN.metrics().epochs(40).optimizer(Sgd.of(1e-9))
                .callbacks(EarlyStopping.maximizing(Accuracy.metric()).withPatience(2).withMinDelta(0.01).withRestoreBest(false))
                .fit(TRAIN, VALIDATION);
        assertThat(model.history().epochs()).hasSize(3);
        assertThat(model.history().last().metrics()).containsKey("accuracy");
        assertThat(model.history().bestEpoch()).isEqualTo(3);
        assertThat(EarlyStopping.maximizing(Accuracy.metric()).withPatience(2)).hasToString("EarlyStopping[maximizing accuracy, patience=2]");
    }

    @Test
    void a_plan_can_be_fitted_twice() {
        Trainer<Classifier> plan = PLAN.epochs(6).callbacks(EarlyStopping.onLoss().withPatience(1));
        assertThat(Samples.weights(plan.fit(TRAIN, VALIDATION))).containsExactly(Samples.weights(plan.fit(TRAIN, VALIDATION)));
    }

    @Test
    void the_history_is_written_as_csv() throws IOException {
        Path file = folder.resolve("logs/run.csv");
        Classifier model = PLAN.callbacks(CsvLog.to(file)).fit(TRAIN, VALIDATION);
        List<String> lines = Files.readAllLines(file);
        EpochResult last = model.history().last();
        assertThat(lines).hasSize(3).first().isEqualTo("epoch,updates,loss,validation_loss,accuracy,rate,seconds");
        assertThat(lines.get(2)).isEqualTo("2,4," + last.loss() + "," + last.validationLoss().orElseThrow() + "," + last.get(Accuracy.metric()) + ","
                + last.rate() + "," + last.seconds());
        assertThat(folder.resolve("logs")).isDirectoryContaining("glob:**/run.csv").isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void a_terminal_gets_a_bar() {
        StringWriter screen = new StringWriter();
        PLAN.callbacks(new Shown(false, new PrintWriter(screen))).fit(TRAIN, VALIDATION);
        assertThat(screen.toString()).contains("\repoch 1/2 [========================] 2/2  loss ").contains("\repoch 2  loss ").contains("accuracy");
        assertThat(screen.toString().split(System.lineSeparator())).hasSize(2);
    }

    @Test
    void histories_print_as_lines() {
        assertThat(PLAN.fit(TRAIN, VALIDATION).history().toString().split("\n")).hasSize(3)
                .satisfies(lines -> assertThat(lines[0]).matches(
                        "epoch 1  loss \\d\\.\\d{4}  validation \\d\\.\\d{4}  accuracy \\d\\.\\d{4}  rate 0\\.0200  \\d+\\.\\d s"));
    }

    @Test
    void the_console_shows_a_line_for_each_epoch() {
        PrintStream console = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            PLAN.display(Display.CONSOLE).epochs(2).fit(TRAIN, VALIDATION);
        } finally {
            System.setOut(console);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).hasSize(2).first().asString().startsWith("epoch 1  loss ");
    }
}
