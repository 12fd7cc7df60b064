package org.librate.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AloneComparisonTest {

    private final List<String> diary = new ArrayList<>();
    private final List<String> printed = new ArrayList<>();
    private final FakeSide ours = new FakeSide("ours", diary);
    private final FakeSide peer = new FakeSide("peer", diary);

    private boolean run(Side other, int rounds) {
        return new AloneComparison(ours, other, rounds, Unit.MILLISECONDS).run(Pattern.compile(""), printed::add);
    }

    private List<String> lines() {
        return printed.stream().filter(line -> !line.startsWith("#")).toList();
    }

    @Test
    void a_line_holds_times_and_memory_and_both_ratios() {
        ours.with("tomek", 2000, 9000, 1000);
        peer.with("tomek", 8000, 8000, 9000);
        assertThat(run(peer, 3)).isTrue();
        assertThat(lines()).containsExactly("tomek\t2.00\t8.00\t4.00\t200\t200\t1.00\t20\t20", "worst ratio of time 4.00 (tomek)",
                "worst ratio of memory 1.00 (tomek)");
        assertThat(diary).containsExactly("alone ours", "alone peer", "alone peer", "alone ours", "alone ours", "alone peer");
    }

    @Test
    void who_is_slow_runs_once() {
        ours.with("tomek", 1000, 1000, 1000);
        peer.with("tomek", 11e6);
        assertThat(run(peer, 3)).isTrue();
        assertThat(lines().get(0)).startsWith("tomek\t1.00\t11000\t11000.00");
    }

    @Test
    void what_the_peer_has_not_runs_once() {
        ours.with("tomek", 1000, 1000, 1000).with("large", 5000);
        peer.with("tomek", 3000, 3000, 3000);
        assertThat(run(peer, 3)).isTrue();
        assertThat(lines().get(1)).startsWith("large\t5.00\t-");
        assertThat(diary).hasSize(7);
    }

    @Test
    void who_fails_is_told_and_the_others_go_on() {
        ours.with("tomek", 1000).with("smote", 1000);
        peer.with("tomek").with("smote", 3000);
        assertThat(run(peer, 1)).isFalse();
        assertThat(printed).contains("# peer died.");
        assertThat(lines()).startsWith("tomek\t1.00\tfailed\t-\t200\t-\t-\t20\t-", "smote\t1.00\t3.00\t3.00\t200\t200\t1.00\t20\t20");
    }

    @Test
    void a_case_of_ours_alone_has_no_ratio() {
        ours.with("large", 1000);
        assertThat(run(peer, 1)).isTrue();
        assertThat(lines()).startsWith("large\t1.00\t-\t-\t200\t-\t-\t20\t-");
        assertThat(lines()).contains("worst ratio of time - (no case was measured on both sides)");
        assertThat(run(new AbsentSide("LIBRATE_PEERS is not set"), 1)).isFalse(); // ours has no more rounds
    }
}
