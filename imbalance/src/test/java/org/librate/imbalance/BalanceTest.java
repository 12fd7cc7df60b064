package org.librate.imbalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BalanceTest {

    private static Rows rows(int... counts) {
        int[] labels = new int[Arrays.stream(counts).sum()];
        int at = 0;
        for (int c = 0; c < counts.length; c++) {
            Arrays.fill(labels, at, at + counts[c], c);
            at += counts[c];
        }
        return new Rows(new double[0], 0, new int[0], new int[0], labels, List.of("a", "b", "c", "d").subList(0, counts.length));
    }

    @Test
    void adds_up_to_the_largest() {
        Rows rows = rows(10, 4, 2, 0);
        assertThat(Balance.auto().toAdd("S", rows)).containsExactly(0, 6, 8, 0);
        assertThat(Balance.all().toAdd("S", rows)).containsExactly(0, 6, 8, 0);
        assertThat(Balance.notMajority().toAdd("S", rows)).containsExactly(0, 6, 8, 0);
        assertThat(Balance.notMinority().toAdd("S", rows)).containsExactly(0, 6, 0, 0);
        assertThat(Balance.minority().toAdd("S", rows)).containsExactly(0, 0, 8, 0);
        assertThat(Balance.classes("b").toAdd("S", rows)).containsExactly(0, 6, 0, 0);
        assertThat(Balance.counts(Map.of("c", 3, "a", 11)).toAdd("S", rows)).containsExactly(1, 0, 1, 0);
        assertThat(Balance.ratio(0.75).toAdd("S", rows(3, 10))).containsExactly(4, 0);
        assertThat(Balance.ratio(0.29).toAdd("S", rows(3, 100))).containsExactly(26, 0);
    }

    @Test
    void leaves_out_down_to_the_smallest() {
        Rows rows = rows(10, 4, 2, 0);
        assertThat(Balance.auto().toKeep("S", rows)).containsExactly(2, 2, 2, 0);
        assertThat(Balance.majority().toKeep("S", rows)).containsExactly(2, 4, 2, 0);
        assertThat(Balance.notMajority().toKeep("S", rows)).containsExactly(10, 2, 2, 0);
        assertThat(Balance.counts(Map.of("a", 7)).toKeep("S", rows)).containsExactly(7, 4, 2, 0);
        assertThat(Balance.ratio(0.7).toKeep("S", rows(3, 10))).containsExactly(3, 4);
    }

    @Test
    void cleans_some_classes() {
        Rows rows = rows(10, 4, 2, 0);
        assertThat(Balance.auto().toClean("S", rows)).containsExactly(true, true, false, false);
        assertThat(Balance.all().toClean("S", rows)).containsExactly(true, true, true, false);
        assertThat(Balance.majority().toClean("S", rows)).containsExactly(true, false, false, false);
        assertThat(Balance.classes("c", "a").toClean("S", rows)).containsExactly(true, false, true, false);
    }

    @Test
    void what_cannot_be_reached_says_class_count_and_way_out() {
        Rows rows = rows(10, 4, 2, 0);
        assertThatThrownBy(() -> Balance.counts(Map.of("a", 7)).toAdd("Smote", rows))
                .hasMessage("Smote: class \"a\" has 10 rows, Balance.counts({a=7}) asks for 7, and it only adds rows. Ask for more, or use a "
                        + "sampler that leaves rows out.");
        assertThatThrownBy(() -> Balance.counts(Map.of("d", 7)).toAdd("Smote", rows)).hasMessageContaining("nothing to make them from");
        assertThatThrownBy(() -> Balance.counts(Map.of("c", 3)).toKeep("S", rows)).hasMessageContaining("\"c\" has 2 rows")
                .hasMessageContaining("asks for 3");
        assertThatThrownBy(() -> Balance.ratio(0.2).toAdd("S", rows(4, 10))).hasMessageContaining("\"a\" has 4 rows, Balance.ratio(0.2) asks for 2");
        assertThatThrownBy(() -> Balance.ratio(0.5).toAdd("S", rows)).hasMessageContaining("is for two classes, got 3. Use Balance.counts(..)");
        assertThatThrownBy(() -> Balance.ratio(0.5).toClean("S", rows(1, 2))).hasMessageContaining("Balance.classes(..)");
        assertThatThrownBy(() -> Balance.majority().toAdd("S", rows)).hasMessageStartingWith("S: adds rows");
        assertThatThrownBy(() -> Balance.minority().toKeep("S", rows)).hasMessageStartingWith("S: leaves rows out");
        assertThatThrownBy(() -> Balance.ratio(0)).hasMessage("Balance: ratio must be in (0, 1], got 0.0.");
        assertThatThrownBy(() -> Balance.counts(Map.of("a", 0))).hasMessage("Balance: the count of \"a\" must be > 0, got 0.");
    }

    @Test
    void reads_like_the_code_that_made_it() {
        assertThat(Balance.ratio(0.5)).hasToString("Balance.ratio(0.5)").isEqualTo(Balance.ratio(0.5)).isNotEqualTo(Balance.ratio(0.4));
        assertThat(Balance.classes("a", "b")).hasToString("Balance.classes(\"a\", \"b\")");
        assertThat(Balance.counts(Map.of("b", 2, "a", 1))).hasToString("Balance.counts({a=1, b=2})");
    }

    @Test
    void too_few_rows_are_named() {
        assertThat(FewRows.FAIL.neighbors("Smote", "neighbors", 5, "a", 6)).isEqualTo(5);
        assertThat(FewRows.SHRINK_NEIGHBORS.neighbors("Smote", "neighbors", 5, "a", 4)).isEqualTo(3);
        assertThat(FewRows.DUPLICATE.neighbors("Smote", "neighbors", 5, "a", 4)).isZero();
        assertThatThrownBy(() -> FewRows.FAIL.neighbors("Smote[neighbors=5]", "neighbors", 5, "fraud", 4))
                .hasMessage("Smote[neighbors=5]: class \"fraud\" needs at least 6 rows (neighbors + 1), got 4. Use neighbors <= 3, "
                        + "withFewRows(..), or RandomOverSampler.");
        assertThatThrownBy(() -> FewRows.SHRINK_NEIGHBORS.neighbors("Smote", "neighbors", 5, "fraud", 1))
                .hasMessageContaining("needs at least 2 rows, got 1");
    }
}
