package org.librate.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private final List<String> diary = new ArrayList<>();
    private final List<String> printed = new ArrayList<>();
    private final FakeSide ours = new FakeSide("ours", diary);
    private final FakeSide torch = new FakeSide("torch", diary);

    private boolean run(Side peer, int rounds, String only) {
        return run(Map.of("peer", peer), Unit.MICROSECONDS, rounds, only);
    }

    private boolean run(Map<String, Side> peers, Unit unit, int rounds, String only) {
        return new Comparison(ours, peers, rounds, unit, () -> diary.add("pause")).run(Pattern.compile(only), printed::add);
    }

    private List<String> lines() {
        return printed.stream().filter(line -> !line.startsWith("#")).toList();
    }

    @Test
    void a_line_holds_the_medians_and_peer_over_ours() {
        ours.with("tanh", 30, 10, 20).with("add", 1.234, 1.2, 99);
        torch.with("tanh", 50, 1000, 40).with("add", 0.5, 0.6, 0.7);
        assertThat(run(torch, 3, "")).isTrue();
        assertThat(lines()).containsExactly(
                "tanh\t20.0\t50.0\t2.50",
                "add\t1.23\t0.600\t0.49",
                "worst ratio 0.49 (add)");
        assertThat(printed).contains("# ours: ours 1.0", "# peer: torch 1.0");
    }

    @Test
    void an_even_number_of_rounds_has_the_mean_of_the_middle_two() {
        ours.with("tanh", 1, 2, 4, 100);
        torch.with("tanh", 3000, 3000, 3000, 3000);
        run(torch, 4, "");
        assertThat(lines()).startsWith("tanh\t3.00\t3000\t1000.00");
    }

    @Test
    void the_sides_take_turns_and_begin_in_turn_with_a_pause_before_each() {
        ours.with("tanh", 1, 1);
        torch.with("tanh", 1, 1);
        run(torch, 2, "");
        assertThat(diary).containsExactly("pause", "warm ours", "pause", "warm torch",
                "pause", "round ours", "pause", "round torch",
                "pause", "round torch", "pause", "round ours");
    }

    @Test
    void only_the_cases_asked_for_run() {
        ours.with("tanh", 1).with("tanh backward", 1).with("exp", 1);
        torch.with("tanh", 1).with("tanh backward", 2).with("exp", 1);
        run(torch, 1, "^tanh");
        assertThat(lines()).containsExactly("tanh\t1.00\t1.00\t1.00", "tanh backward\t1.00\t2.00\t2.00", "worst ratio 1.00 (tanh)");
    }

    @Test
    void a_case_that_one_side_lacks_has_no_ratio() {
        ours.with("mine", 1).with("both", 2);
        torch.with("both", 4).with("theirs", 5);
        assertThat(run(torch, 1, "")).isTrue();
        assertThat(lines()).containsExactly("mine\t1.00\t-\t-", "both\t2.00\t4.00\t2.00", "theirs\t-\t5.00\t-", "worst ratio 2.00 (both)");
    }

    @Test
    void an_absent_peer_is_reported_and_our_times_are_there() {
        ours.with("tanh", 7);
        assertThat(run(new AbsentSide("LIBRATE_PEERS is not set"), 1, "")).isTrue();
        assertThat(printed).contains("# peer: absent: LIBRATE_PEERS is not set");
        assertThat(lines()).containsExactly("tanh\t7.00\tabsent\t-", "worst ratio - (the peer is absent: LIBRATE_PEERS is not set)");
    }

    @Test
    void a_side_that_dies_costs_its_case_only_and_its_last_words_are_told() {
        ours.with("bad", 1, 1, 1).with("good", 1, 1, 1);
        torch.with("bad", 1).with("good", 3, 3, 3);
        assertThat(run(torch, 3, "")).as("all went well").isFalse();
        assertThat(printed).containsSubsequence("# torch died.", "# Last words", "bad\t1.00\tfailed\t-", "good\t1.00\t3.00\t3.00",
                "worst ratio 3.00 (good)");
    }

    @Test
    void a_pattern_that_no_case_has_is_told() {
        ours.with("tanh", 1);
        run(torch, 1, "sinh");
        assertThat(lines()).containsExactly("worst ratio - (no case has that name)");
    }

    @Test
    void a_second_peer_has_columns_of_its_own_and_takes_its_turns() {
        FakeSide dl4j = new FakeSide("dl4j", diary);
        ours.with("lenet", 2000, 2000).with("lstm", 4000, 4000);
        torch.with("lenet", 3000, 3000).with("lstm", 4000, 4000);
        dl4j.with("lenet", 50, 50);
        Map<String, Side> peers = new LinkedHashMap<>();
        peers.put("peer", torch);
        peers.put("deeplearning4j", dl4j);
        assertThat(run(peers, Unit.MILLISECONDS, 2, "lenet|lstm")).isTrue();
        assertThat(printed).contains("# deeplearning4j: dl4j 1.0",
                "# case\tours\tpeer\tratio\tdeeplearning4j\tratio (milliseconds, medians of 2 rounds in turn; ratio = peer / ours)");
        assertThat(lines()).containsExactly("lenet\t2.00\t3.00\t1.50\t0.0500\t0.03", "lstm\t4.00\t4.00\t1.00\t-\t-",
                "worst ratio against deeplearning4j 0.03 (lenet)", "worst ratio 1.00 (lstm)");
        assertThat(diary.stream().filter(entry -> entry.startsWith("round")).limit(6)).containsExactly(
                "round ours", "round torch", "round dl4j", "round torch", "round dl4j", "round ours");
    }

    @Test
    void facts_follow_the_cases_and_one_that_fails_is_told() {
        ours.with("lenet", 1).knows("lenet garbage", "12 bytes").knows("lenet start", null).knows("mlp garbage", "7 bytes");
        torch.with("lenet", 1);
        assertThat(run(torch, 1, "lenet")).as("all went well").isFalse();
        assertThat(printed).containsSubsequence("lenet\t1.00\t1.00\t1.00", "# lenet garbage\t12 bytes", "# ours cannot tell", "# lenet start\tfailed",
                "worst ratio 1.00 (lenet)").noneMatch(line -> line.contains("mlp"));
    }
}
