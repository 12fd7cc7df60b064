package org.librate.tuning.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.librate.tuning.study.PromotionChild.Moment;

/** Studies of networks that go on with paused trials, killed for real at every moment of that, and run by several processes. */
class PromotionKilledTest {

    private static final int TRIALS = 20;

    @TempDir Path folder;

    private static Process child(Path folder, String pruner, int parallel, Moment moment) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), PromotionChild.class.getName(), folder.resolve("study.jsonl").toString(),
                folder.resolve("trials").toString(), pruner, String.valueOf(TRIALS), String.valueOf(parallel), moment.name())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static Study study(Path folder, String pruner, int parallel) {
        return PromotionChild.study(pruner, parallel, folder.resolve("trials"), Moment.NEVER);
    }

    /** Trials with all they reported, to the last bit. */
    private static List<String> lines(Study study) {
        return study.run(Budget.trials(TRIALS), PromotionChild.objective(Moment.NEVER)).trials().stream().map(trial -> {
            StringBuilder text = new StringBuilder(trial + " after " + trial.continues());
            for (int i = 0; i < trial.reports(); i++) {
                text.append(" ").append(trial.reportStep(i)).append(":").append(trial.report(i));
            }
            return text.toString();
        }).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"asha", "hyperband", "halving"})
    void a_study_killed_around_a_promotion_goes_on_to_the_same_bits(String pruner) throws Exception {
        List<String> whole = lines(study(folder.resolve("whole"), pruner, 1));
        assertThat(whole).anyMatch(line -> !line.contains("after OptionalInt.empty"));
        for (Moment moment : Moment.values()) {
            if (moment != Moment.NEVER) {
                Path own = folder.resolve(moment.name());
                Process child = child(own, pruner, 1, moment);
                try (BufferedReader out = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
                    assertThat(out.readLine()).as("%s", moment).isEqualTo("there");
                } finally {
                    child.destroyForcibly().waitFor(); // SIGKILL
                }

                assertThat(lines(study(own, pruner, 1).withJournal(own.resolve("study.jsonl")))).as("%s", moment).isEqualTo(whole);
            }
        }
    }

    @Test
    void several_processes_that_prune_and_promote_have_the_trials_of_one() throws Exception {
        List<Process> children = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            children.add(child(folder, "asha", 3, Moment.NEVER));
        }
        Process killed = child(folder, "asha", 3, Moment.AFTER_A_CHECKPOINT);
        try (BufferedReader out = new BufferedReader(new InputStreamReader(killed.getInputStream(), StandardCharsets.UTF_8))) {
            out.readLine(); // it has a promoted trial half way, or there was none left for it
        } finally {
            killed.destroyForcibly().waitFor();
        }
        List<String> here = lines(study(folder, "asha", 3).withJournal(folder.resolve("study.jsonl")));
        for (Process child : children) {
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).isZero();
        }

        assertThat(here).isEqualTo(lines(study(folder.resolve("alone"), "asha", 3)));
    }
}
