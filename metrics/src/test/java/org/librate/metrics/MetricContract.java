package org.librate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

/** What every metric promises. A family's test names its metrics, rows they can measure, and what the golden file calls them. */
public abstract class MetricContract {

    private static final double CLOSE = 1e-10;
    private static final int COUNT = 37;

    protected static final RandomStream RANDOM = RandomSource.of(5).stream("rows").at(0);

    /** The metrics of the family. */
    protected abstract Stream<Metric> metrics();

    /** Rows for a metric: {@code n} of them, not all alike. */
    protected abstract Rows rows(Metric metric, int n);

    /** The same targets, predicted as well as can be. */
    protected abstract Rows perfect(Metric metric, int n);

    /** The golden cases of the family. */
    protected abstract String family();

    /** Whether perfect rows have a value: a ratio to mistakes has none without mistakes. */
    protected boolean hasBest(Metric metric) {
        return true;
    }

    /** Whether metrics of core are among them, which leave NaN and negative weights to their result. */
    private static boolean strict(Metric metric) {
        return !metric.getClass().getPackageName().startsWith("org.librate.core");
    }

    private Stream<DynamicTest> each(Consumer<Metric> check) {
        return metrics().map(metric -> dynamicTest(metric.toString(), () -> check.accept(metric)));
    }

    private static void assertSame(double value, double expected) {
        if (Double.isNaN(expected)) {
            assertThat(value).isNaN();
        } else {
            assertThat(value).isCloseTo(expected, within(CLOSE * Math.max(1, Math.abs(expected))));
        }
    }

    @TestFactory
    Stream<DynamicTest> is_what_the_reference_says() {
        Map<String, Metric> known = metrics().collect(Collectors.toMap(Metric::toString, Function.identity()));
        return GoldenCase.of(family()).stream().flatMap(one -> one.values.entrySet().stream().map(golden -> dynamicTest(one.name + " "
                + golden.getKey(), () -> {
            Metric metric = known.get(golden.getKey());
            assertThat(metric).as("the test names no such metric").isNotNull();
            assertSame(one.value(Objects.requireNonNull(metric)), golden.getValue());
        })));
    }

    @Test
    void has_a_golden_value_for_each() {
        Set<String> missing = metrics().map(Metric::toString).collect(Collectors.toCollection(TreeSet::new));
        GoldenCase.of(family()).forEach(one -> missing.removeAll(one.values.keySet()));
        assertThat(missing).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> merging_is_one_pass() {
        return each(metric -> {
            Rows rows = rows(metric, COUNT).withWeights(IntStream.range(0, COUNT).mapToDouble(i -> 0.5 + i % 3).toArray());
            int[] cuts = {0, 1, 20, COUNT};
            Metric.Tally whole = metric.start();
            Metric.Tally streamed = metric.start();
            Metric.Tally merged = metric.start();
            merged.merge(metric.start());
            rows.addTo(whole);
            for (int i = 0; i + 1 < cuts.length; i++) {
                Rows batch = rows.pick(IntStream.range(cuts[i], cuts[i + 1]).toArray());
                batch.addTo(streamed);
                Metric.Tally part = metric.start();
                batch.addTo(part);
                merged.merge(part);
                assertSame(part.value(), batch.value(metric));
            }
            merged.merge(metric.start());
            assertSame(streamed.value(), whole.value());
            assertSame(merged.value(), whole.value());
        });
    }

    @TestFactory
    Stream<DynamicTest> a_weight_of_k_is_k_rows() {
        return each(metric -> {
            Rows rows = rows(metric, COUNT);
            int[] times = IntStream.range(0, COUNT).map(i -> i % 4).toArray();
            int[] repeated = IntStream.range(0, COUNT).flatMap(i -> IntStream.generate(() -> i).limit(times[i])).toArray();
            assertSame(rows.withWeights(IntStream.of(times).asDoubleStream().toArray()).value(metric), rows.pick(repeated).value(metric));
        });
    }

    @TestFactory
    Stream<DynamicTest> batches_with_and_without_weights_mix() {
        return each(metric -> {
            Rows rows = rows(metric, COUNT);
            Metric.Tally mixed = metric.start();
            rows.pick(IntStream.range(0, 10).toArray()).addTo(mixed);
            Rows rest = rows.pick(IntStream.range(10, COUNT).toArray());
            rest.withWeights(IntStream.range(0, rest.size()).mapToDouble(i -> 2).toArray()).addTo(mixed);
            assertSame(mixed.value(), rows.withWeights(IntStream.range(0, COUNT).mapToDouble(i -> i < 10 ? 1 : 2).toArray()).value(metric));
        });
    }

    @TestFactory
    Stream<DynamicTest> order_does_not_matter() {
        return each(metric -> {
            Rows rows = rows(metric, COUNT);
            assertSame(rows.pick(RANDOM.withDraw(9).permutation(COUNT)).value(metric), rows.value(metric));
        });
    }

    @TestFactory
    Stream<DynamicTest> nothing_is_nan() {
        return each(metric -> {
            assertThat(metric.start().value()).isNaN();
            assertThat(rows(metric, COUNT).withWeights(new double[COUNT]).value(metric)).isNaN();
        });
    }

    @TestFactory
    Stream<DynamicTest> one_row_is_measured_or_undefined() {
        return each(metric -> assertThat(Double.isInfinite(rows(metric, COUNT).pick(3).value(metric))).isFalse());
    }

    @TestFactory
    Stream<DynamicTest> perfect_is_not_beaten() {
        return each(metric -> {
            double best = perfect(metric, COUNT).value(metric);
            double value = rows(metric, COUNT).value(metric);
            if (!hasBest(metric)) {
                assertThat(best).isNaN();
                return;
            }
            assertThat(best).isNotNaN();
            assertThat(metric.better(value, best)).as("%s better than %s", value, best).isFalse();
        });
    }

    @TestFactory
    Stream<DynamicTest> bad_input_is_refused() {
        return each(metric -> {
            Rows rows = rows(metric, COUNT);
            String who = ".*(" + metric.name() + "|" + metric.name().replaceAll("_(at|class)_.*", "") + ").*";
            if (strict(metric)) {
                if (rows.scores().dtype().isFloating()) {
                    assertThatThrownBy(() -> rows.withScore(4, Double.NaN).value(metric)).isInstanceOf(IllegalArgumentException.class)
                            .hasMessageMatching("(?s)" + who).hasMessageContaining("got NaN");
                }
                double[] negative = new double[COUNT];
                negative[7] = -1;
                assertThatThrownBy(() -> rows.withWeights(negative).value(metric)).isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("weights must be >= 0 and finite, got -1.0 in row 7");
                assertThatThrownBy(() -> rows.withWeights(1, 2, 3).value(metric)).isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("needs one weight for each of the 37 rows");
            }
            Tensor fewer = rows.pick(0, 1, 2).targets();
            assertThatThrownBy(() -> Rows.of(rows.scores(), fewer).value(metric)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("(?s)" + who);
        });
    }

    @TestFactory
    Stream<DynamicTest> is_a_value() {
        List<Metric> all = metrics().toList();
        List<Metric> again = metrics().toList();
        assertThat(again).isEqualTo(all).doesNotHaveDuplicates();
        return each(metric -> {
            assertThat(metric.name()).matches("[a-z][a-z0-9_.\\-]*");
            assertThat(metric.toString()).doesNotContain("@");
            assertThat(metric.start().toString()).doesNotContain("@");
            Metric.Tally foreign = all.stream().filter(one -> !one.equals(metric)).findFirst().orElseThrow().start();
            assertThatThrownBy(() -> metric.start().merge(foreign)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("only a tally of the same metric can be merged");
        });
    }
}
