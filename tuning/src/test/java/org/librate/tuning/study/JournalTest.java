package org.librate.tuning.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.tuning.search.Param;

class JournalTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("study.jsonl");
    }

    private static List<String> lines(Study study, int trials) {
        return StudyTest.lines(study.run(Budget.trials(trials), JournalChild::objective));
    }

    private static Process child(Path file, int trials, int parallel, int last) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), JournalChild.class.getName(), file.toString(), String.valueOf(trials),
                        String.valueOf(parallel),
                String.valueOf(last)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    @Test
    void a_study_goes_on_where_it_was() {
        for (int parallel : new int[] {1, 4}) {
            Path file = folder.resolve("goes-on-" + parallel + ".jsonl");
            Study study = JournalChild.study(parallel);
            lines(study.withJournal(file), 25);

            assertThat(lines(study.withJournal(file), 50)).isEqualTo(lines(study, 50));
            StudyResult read = study.withJournal(file).result();
            assertThat(StudyTest.lines(read)).hasSize(50);
            assertThat(read.best().get(JournalChild.KIND)).isIn("flat", "deep");
            assertThat(read.best().settings().get(JournalChild.X)).isEqualTo(read.best().get(JournalChild.X));
        }
    }

    @Test
    void all_of_a_trial_is_remembered() {
        Study study = Study.of(Goal.minimise("loss"), Goal.maximise("gain")).withJournal(file());
        study.runMany(Budget.trials(3), trial -> {
            trial.report(2, Double.NaN);
            trial.report(5, 1e-300);
            trial.constraint("latency", Double.POSITIVE_INFINITY);
            if (trial.number() == 1) {
                throw new IllegalStateException("line\nbreak \u00e9");
            }
            return new double[] {trial.get(JournalChild.X), -0.0};
        });
        StudyResult before = study.result();
        StudyResult read = Study.of(Goal.minimise("loss"), Goal.maximise("gain")).withJournal(file()).result();

        assertThat(StudyTest.lines(read)).isEqualTo(StudyTest.lines(before));
        for (int i = 0; i < 3; i++) {
            assertThat(read.trial(i).values()).isEqualTo(before.trial(i).values());
            assertThat(read.trial(i).constraints()).isEqualTo(before.trial(i).constraints());
            assertThat(read.trial(i).reportStep(1)).isEqualTo(5);
            assertThat(read.trial(i).report(0)).isNaN();
            assertThat(read.trial(i).report(1)).isEqualTo(1e-300);
            assertThat(read.trial(i).failure()).isEqualTo(before.trial(i).failure());
            assertThat(read.trial(i).seconds()).isEqualTo(before.trial(i).seconds());
            assertThat(read.trial(i).started()).isEqualTo(before.trial(i).started());
        }
    }

    @Test
    void a_study_cut_off_at_any_byte_goes_on_to_the_same_trials() throws IOException {
        List<String> whole = lines(JournalChild.study(2).withJournal(file()), 6);
        byte[] bytes = Files.readAllBytes(file());
        Path cut = folder.resolve("cut.jsonl");
        int tail = bytes.length - 450; // the last lines at every byte, what is before at some
        for (int length = 0; length < bytes.length; length += length < tail ? 97 : 1) {
            Files.write(cut, Arrays.copyOf(bytes, length));

            assertThat(lines(JournalChild.study(2).withJournal(cut), 6)).as("%d of %d bytes", length, bytes.length).isEqualTo(whole);
        }
    }

    @Test
    void a_damaged_line_is_named() throws IOException {
        lines(JournalChild.study(1).withJournal(file()), 3);
        byte[] bytes = Files.readAllBytes(file());
        Path damaged = folder.resolve("damaged.jsonl");
        int line = 1;
        for (int i = 0; i < bytes.length - 1; i++) { // without its last end of line, the last line is one that was not finished
            byte[] other = bytes.clone();
            other[i] ^= (byte) (1 << i % 8);
            Files.write(damaged, other);

            assertThatThrownBy(() -> JournalChild.study(1).withJournal(damaged).result()).as("byte %d", i).hasMessageContaining("damaged.jsonl")
                    .hasMessageContaining("line " + line + " must be as it was written");
            line += bytes[i] == '\n' ? 1 : 0;
        }
    }

    @Test
    void another_study_is_refused() throws IOException {
        Study study = JournalChild.study(1);
        lines(study.withJournal(file()), 3);

        assertThatThrownBy(() -> lines(study.withSeed(12).withJournal(file()), 4)).hasMessageContaining("seed is 11, got 12");
        assertThatThrownBy(() -> lines(study.withParallel(2).withJournal(file()), 4)).hasMessageContaining("parallel is 1, got 2");
        assertThatThrownBy(() -> lines(study.withSampler((history, random) -> new double[0]).withJournal(file()), 4))
                .hasMessageContaining("sampler is Follower");
        assertThatThrownBy(() -> lines(study.withSpace(Space.of(JournalChild.X)).withJournal(file()), 4))
                .hasMessageContaining("space is what trials ask for");
        assertThatThrownBy(() -> study.withJournal(file()).run(Budget.trials(4), trial -> trial.get(Param.uniform("x", 0, 1))))
                .hasMessageContaining("must be the same in all trials");
        Path text = folder.resolve("notes.txt");
        Files.writeString(text, "buy milk");
        assertThatThrownBy(() -> lines(study.withJournal(text), 4)).hasMessageContaining("notes.txt");
        assertThat(Files.readString(text)).isEqualTo("buy milk");
    }

    @Test
    void choices_among_objects_are_found_again() {
        Param<TrialState> state = Param.oneOf("state", TrialState.COMPLETE, TrialState.FAILED);
        Study study = Study.minimise("loss").withJournal(file()).withRepeats(true);
        study.run(Budget.trials(5), trial -> trial.get(state).ordinal());
        StudyResult before = study.result();
        Study read = Study.minimise("loss").withJournal(file()).withRepeats(true);

        for (int i = 0; i < 5; i++) {
            assertThat(read.result().trial(i).get(state)).isSameAs(before.trial(i).get(state));
        }
        assertThat(read.run(Budget.trials(9), trial -> trial.get(state).ordinal()).best().settings().params()).containsExactly(state);
    }

    @Test
    void a_study_that_was_killed_goes_on_to_the_same_trials() throws Exception {
        for (int parallel : new int[] {1, 3}) {
            Path file = folder.resolve("killed-" + parallel + ".jsonl");
            Process child = child(file, 50, parallel, 37);
            try (BufferedReader out = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(out.readLine()).isEqualTo("there");
            } finally {
                child.destroyForcibly().waitFor(); // SIGKILL: nothing of it runs any more
            }
            assertThat(Files.readString(file)).contains("\"begin\":37").doesNotContain("\"end\":37");

            Study study = JournalChild.study(parallel);
            assertThat(lines(study.withJournal(file), 50)).isEqualTo(lines(study, 50));
        }
    }

    @Test
    void what_a_process_was_doing_when_it_was_killed_is_done_by_another() throws Exception {
        Process child = child(file(), 20, 2, 7);
        try (BufferedReader out = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("there");
        }
        Study study = JournalChild.study(2);
        Thread killer = new Thread(() -> {
            try {
                Thread.sleep(300); // meanwhile this process waits for trial 7
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            child.destroyForcibly();
        });
        killer.start();

        assertThat(lines(study.withJournal(file()), 20)).isEqualTo(lines(study, 20));
        killer.join();
        assertThat(child.waitFor()).isNotZero();
    }

    @Test
    void two_studies_in_one_process_share_a_journal() throws Exception {
        Study study = JournalChild.study(2);
        List<List<String>> both = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            threads.add(new Thread(() -> both.add(lines(study.withJournal(file()), 30))));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        List<String> alone = lines(study, 30);
        assertThat(both).containsExactly(alone, alone);
    }

    @Test
    void callbacks_do_not_hear_again_what_was_before() {
        List<Integer> heard = new ArrayList<>();
        Study study = JournalChild.study(1).withJournal(file()).callbacks((trial, progress) -> heard.add(trial.number()));
        lines(study, 3);
        heard.clear();
        lines(JournalChild.study(1).withJournal(file()).callbacks((trial, progress) -> heard.add(trial.number())), 5);

        assertThat(heard).containsExactly(3, 4);
    }

    @Test
    void several_processes_have_the_trials_of_one() throws Exception {
        List<Process> children = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            children.add(child(file(), 60, 3, -1));
        }
        Study study = JournalChild.study(3);
        List<String> here = lines(study.withJournal(file()), 60);
        for (Process child : children) {
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).isZero();
        }

        assertThat(here).isEqualTo(lines(study, 60));
        assertThat(StudyTest.lines(study.withJournal(file()).result())).isEqualTo(here);
        String journal = Files.readString(file());
        for (int trial = 0; trial < 60; trial++) {
            assertThat(journal.split("\"begin\":" + trial + ",", -1)).as("begins of trial %d", trial).hasSize(2);
            assertThat(journal.split("\"end\":" + trial + ",", -1)).hasSize(2);
        }
    }
}
