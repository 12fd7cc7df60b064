package org.librate.tuning.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;
import org.librate.core.metric.Accuracy;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.tuning.NearestMean;
import org.librate.tuning.Threads;
import org.librate.tuning.split.KFold;
import org.librate.tuning.split.StratifiedKFold;

class CurvesTest {

    /** Every fifth row is positive, and its x is larger by so much. */
    private static Table table(int rows, double apart) {
        RandomStream random = RandomSource.of(1).stream("x").at(0);
        double[] x = new double[rows];
        double[] group = new double[rows];
        boolean[] y = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = i % 5 == 0;
            x[i] = random.normal(i) + (y[i] ? apart : 0);
            group[i] = i % 2;
        }
        return Table.of(NumericColumn.of("x", x), BooleanColumn.of("y", y), NumericColumn.of("g", group)).withTarget("y");
    }

    @Test
    void smaller_parts_lie_in_larger_ones_and_have_the_classes() {
        Table rows = table(200, 3);
        List<Table> seen = Collections.synchronizedList(new ArrayList<>());
        Estimator<Model> recording = train -> {
            seen.add(train);
            return new NearestMean().fit(train);
        };
        Curve<Integer> curve = LearningCurve.of(StratifiedKFold.of(4).withSeed(1), Accuracy.metric()).shares(0.1, 0.5, 1).threads(Threads.serial())
                .run(recording, rows);
        assertThat(curve.points().stream().map(Curve.Point::at)).containsExactly(15, 75, 150);
        for (int fold = 0; fold < 4; fold++) {
            Table small = seen.get(fold);
            Table middle = seen.get(4 + fold);
            List<Long> origins = new ArrayList<>();
            for (int i = 0; i < middle.rows(); i++) {
                origins.add(middle.origin(i));
            }
            for (int i = 0; i < small.rows(); i++) {
                assertThat(origins).contains(small.origin(i));
            }
            assertThat(Arrays.stream(small.labels()).sum()).isEqualTo(3);
            assertThat(Arrays.stream(middle.labels()).sum()).isEqualTo(15);
        }
        assertThat(curve.points().get(2).test()).containsExactlyElementsOf(
                Arrays.stream(CrossValidation.of(StratifiedKFold.of(4).withSeed(1)).metrics(Accuracy.metric()).run(new NearestMean(), rows)
                .values(Accuracy.metric())).boxed().toList());
        Curve<Integer> parallel = LearningCurve.of(StratifiedKFold.of(4).withSeed(1), Accuracy.metric()).shares(0.1, 0.5, 1)
                .threads(Threads.parallel(3)).run(new NearestMean(), rows);
        assertThat(parallel).isEqualTo(curve);
        assertThat(curve.table()).startsWith("training rows  accuracy: train  test").contains("\n150            0.9", " ± ");
        assertThatThrownBy(() -> LearningCurve.of(KFold.of(2), Accuracy.metric()).shares(0, 1)).hasMessageContaining("(0, 1]");
    }

    @Test
    void a_setting_is_followed() {
        Curve<String> curve = ValidationCurve.of("way", KFold.of(3).withSeed(1), Accuracy.metric()).run(List.of("as it is", "on half"),
                way -> train -> new NearestMean().fit(way.equals("as it is") ? train : train.head(train.rows() / 2)), table(90, 2));
        assertThat(curve.points().stream().map(Curve.Point::at)).containsExactly("as it is", "on half");
        assertThat(curve.points().get(0).testMean()).isBetween(0.6, 1.0);
        assertThat(curve.points().get(0).trainMean()).isNotEqualTo(curve.points().get(0).testMean());
        assertThat(curve.table()).contains("as it is  0.");
    }

    @Test
    void what_is_there_is_told_from_chance() {
        PermutationTest test = PermutationTest.of(StratifiedKFold.of(3).withSeed(1), Accuracy.metric()).permutations(39);
        PermutationTest.Result there = test.run(new NearestMean(), table(60, 3));
        assertThat(there.pValue()).isEqualTo(1.0 / 40);
        assertThat(there.toString()).startsWith("accuracy 0.").endsWith("p = 0.0250");
        assertThat(test.run(new NearestMean(), table(60, 0)).pValue()).isGreaterThan(0.1);
        assertThat(test.threads(Threads.serial()).run(new NearestMean(), table(60, 3))).isEqualTo(there);
        assertThat(test.withSeed(7).run(new NearestMean(), table(60, 3)).chance()).isNotEqualTo(there.chance());
        Table grouped = table(60, 3).withGroups("g");
        assertThat(test.run(new NearestMean(), grouped).chance()).hasSize(39).isNotEqualTo(there.chance());
        double[] own = Arrays.stream(grouped.labels()).asDoubleStream().toArray();
        assertThatThrownBy(() -> test.run(new NearestMean(), grouped.with(NumericColumn.of("g", own)))).hasMessageContaining("2 groups")
                .hasMessageContaining("without groups");
    }
}
