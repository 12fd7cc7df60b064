package org.librate.imbalance.combined;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.estimator.LogisticRegression;
import org.librate.core.random.RandomSource;
import org.librate.imbalance.Balance;
import org.librate.imbalance.ResampledTensors;
import org.librate.imbalance.over.RandomOverSampler;
import org.librate.imbalance.over.Smote;
import org.librate.imbalance.under.EditedNearestNeighbors;
import org.librate.imbalance.under.InstanceHardness;
import org.librate.imbalance.under.RandomUnderSampler;
import org.librate.imbalance.under.TomekLinks;

class CombinedTest {

    private static final int ROWS = 200;

    private static Tensor values() {
        double[] values = RandomSource.of(2).stream("data").at(0).normals(ROWS * 2);
        for (int i = 0; i < values.length; i++) {
            values[i] += i / 2 % 5 == 0 ? 1.5 : 0;
        }
        return Tensor.of(Shape.of(ROWS, 2), values);
    }

    private static Tensor classes() {
        return Tensor.of(IntStream.range(0, ROWS).map(i -> i % 5 == 0 ? 1 : 0).toArray());
    }

    @Test
    void what_is_left_has_no_tomek_links_made_by_the_new_rows() {
        ResampledTensors both = Combined.smoteTomek().withSeed(3).apply(values(), classes());
        int rows = both.kept().length + both.made().size();
        assertThat(both.features().dim(0)).isEqualTo(rows);
        assertThat(rows).isBetween(200, 319);
        assertThat(both.kept().length).isLessThan(ROWS);
        assertThat(both.made().size()).isBetween(80, 120);
    }

    @Test
    void new_rows_keep_their_parents_when_others_go() {
        ResampledTensors both = Combined.smoteEnn().withSeed(3).apply(values(), classes());
        double[] before = values().toDoubles();
        double[] after = both.features().toDoubles();
        int begin = both.kept().length;
        assertThat(both.made().size()).isBetween(20, 119);
        for (int i = 0; i < both.made().size(); i++) {
            int first = both.made().first(i);
            int second = both.made().second(i);
            assertThat(new int[] {first % 5, second % 5}).containsOnly(0);
            for (int j = 0; j < 2; j++) {
                double expected = before[first * 2 + j] + both.made().weight(i) * (before[second * 2 + j] - before[first * 2 + j]);
                assertThat(after[(begin + i) * 2 + j]).isEqualTo(expected);
            }
        }
        assertThat(Arrays.stream(both.classes().toLongs()).skip(begin)).containsOnly(1L);
    }

    @Test
    void cleaning_is_that_of_the_cleaner_on_all_rows() {
        Combined plan = Combined.of(RandomOverSampler.create().to(Balance.ratio(0.5)), EditedNearestNeighbors.create());
        ResampledTensors both = plan.apply(values(), classes());
        ResampledTensors cleanAlready = EditedNearestNeighbors.create().to(Balance.classes("0")).apply(both.features(), both.classes());
        assertThat(both.made().size()).isEqualTo(40);
        assertThat(cleanAlready.kept().length).isLessThanOrEqualTo(both.kept().length + 40);
        assertThat(plan).hasToString("Combined[adding=" + plan.adding() + ", cleaning=" + EditedNearestNeighbors.create() + "]");
    }

    @Test
    void what_fails_says_where() {
        assertThatThrownBy(() -> Combined.smoteTomek().apply(values().slice(0, 0, 7), classes().slice(0, 0, 7)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Combined: Smote[neighbors=5]: class \"1\" needs at least 6 rows");
        assertThatThrownBy(() -> Combined.of(RandomUnderSampler.create().to(Balance.ratio(0.5)), RandomOverSampler.create())
                .apply(values(), classes())).hasMessageStartingWith("Combined: RandomOverSampler");
        assertThat(Combined.of(RandomUnderSampler.create(), TomekLinks.create()).apply(values(), classes()).kept().length).isBetween(50, 80);
        assertThat(Combined.of(Smote.create(), TomekLinks.create()).balance()).isEqualTo(Balance.auto());
    }

    @Test
    void hardness_by_an_estimator_of_your_own_is_not_for_rows_in_between() {
        InstanceHardness own = InstanceHardness.by(LogisticRegression.create());
        assertThatThrownBy(() -> Combined.of(Smote.create(), own)).hasMessageContaining("an estimator of your own wants the table")
                .hasMessageContaining("two steps of a pipeline");
        assertThatThrownBy(() -> Combined.of(RandomOverSampler.create(), own)).hasMessageContaining("an estimator of your own wants the table");
        assertThatThrownBy(() -> Combined.of(own, TomekLinks.create())).hasMessageContaining("an estimator of your own wants the table");
        Combined fine = Combined.of(Smote.create(), InstanceHardness.create().to(Balance.all()));
        assertThat(fine.apply(values(), classes()).kept()).isNotEmpty();
    }
}
