package org.librate.tuning.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.nn.train.Display;
import org.librate.tuning.search.Param;

class ExportTest {

    @TempDir
    Path folder;

    private static StudyResult result(Display display) {
        Param<String> kind = Param.oneOf("kind", "flat", "deep");
        Param<Integer> depth = Param.integers("depth", 1, 1000);
        return Study.minimise("loss").withFixed(Param.flag("bias"), true).withDisplay(display).run(Budget.trials(12), trial -> {
            trial.constraint("size", trial.number() - 5);
            if (trial.number() == 3) {
                throw new IllegalStateException("a, b");
            }
            trial.report(1, Double.NaN);
            return trial.get(kind).equals("deep") ? trial.get(depth) : 500.5;
        });
    }

    @Test
    void writes_rows_as_csv() throws IOException {
        StudyResult result = result(Display.SILENT);
        Path file = folder.resolve("out/study.csv");
        result.writeCsv(file);

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(13);
        assertThat(lines.get(0)).startsWith("trial,state,loss,bias,kind").endsWith("size,seconds,failure");
        assertThat(lines.get(4)).startsWith("3,FAILED,,true").contains("\"java.lang.IllegalStateException: a, b\"");
        assertThat(folder.resolve("out")).isDirectoryContaining(path -> path.equals(file));
    }

    @Test
    void writes_all_as_json() throws IOException {
        Path file = folder.resolve("study.json");
        result(Display.SILENT).writeJson(file);

        assertThat(Files.readString(file))
                .startsWith("{\"goals\":[{\"name\":\"loss\",\"maximised\":false}],\"trials\":[{\"number\":0,\"state\":\"COMPLETE\"")
                .contains("\"values\":{\"loss\":null}", "\"bias\":true", "\"reports\":[{\"step\":1,\"value\":null}]",
                "\"constraints\":{\"size\":-5}");
        assertThat(folder.toFile().list()).containsExactly("study.json");
    }

    @Test
    void shows_how_it_went() {
        StudyResult result = result(Display.LINES);

        assertThat(result.table()).startsWith("loss (less is better) of 12 trials; all 12 trials are done")
                .contains(String.format("%5d ", result.best().number()));
        assertThat(ProgressLine.time(75)).isEqualTo("1 min 15 s");
        assertThat(result.best().number()).isLessThanOrEqualTo(5);
    }

    @Test
    void says_how_far_it_is_and_what_is_best() {
        List<String> lines = new ArrayList<>();
        ProgressLine line = new ProgressLine(lines::add, null, false, List.of(Goal.maximise("gain")), Budget.trials(8));
        Columns columns = new Columns(List.of(Goal.maximise("gain")), List.of());
        for (int i = 0; i < 4; i++) {
            columns.add(new Outcome(i, i == 2 ? TrialState.FAILED : TrialState.COMPLETE, Map.of(), new double[] {i == 1 ? 0.75 : 0.5}, Map.of(),
                    new int[0], new double[0], -1, null, Map.of(),
                    0, 1));
            line.onTrial(columns, i, 0);
        }
        line.end("the time is used up");

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .matches("trial 4/8 \\[={12} {12}\\]  best gain 0\\.750000 \\(trial 1\\)  1 failed  \\d+ s left; the time is used up");
    }

    @Test
    void says_what_was_best_before() {
        List<String> lines = new ArrayList<>();
        ProgressLine line = new ProgressLine(lines::add, null, false, List.of(Goal.minimise("loss")), Budget.trials(4));
        Columns columns = new Columns(List.of(Goal.minimise("loss")), List.of());
        for (int i = 0; i < 3; i++) {
            columns.add(new Outcome(i, TrialState.COMPLETE, Map.of(), new double[] {i == 0 ? 0.25 : 0.5}, Map.of(), new int[0], new double[0], -1,
                    null, Map.of(), 0, 1));
        }
        line.onTrial(columns, 2, 2);
        line.end("the time is used up");

        assertThat(lines.get(0)).contains("trial 3/4").contains("best loss 0.250000 (trial 0)");
    }

    @Test
    void says_how_many_epochs_are_used_up() {
        List<String> lines = new ArrayList<>();
        ProgressLine line = new ProgressLine(lines::add, null, false, List.of(Goal.minimise("loss")), Budget.epochs(8));
        Columns columns = new Columns(List.of(Goal.minimise("loss")), List.of());
        for (int i = 0; i < 3; i++) {
            columns.add(new Outcome(i, TrialState.COMPLETE, Map.of(), new double[] {0.5}, Map.of(), new int[] {1, 2}, new double[] {1, 0.5}, -1, null,
                    Map.of(), 0, 1));
            line.onTrial(columns, i, 0);
        }
        line.end("the time is used up");

        assertThat(lines.get(0)).matches("trial 3, epoch 6/8 \\[={18} {6}\\]  best loss 0\\.500000 \\(trial 0\\)  \\d+ s left; the time is used up");
    }
}
