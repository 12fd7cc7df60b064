package org.librate.imbalance.over;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.imbalance.MadeRows;
import org.librate.imbalance.ResampledTensors;
import org.librate.imbalance.RowSampler;

/** Every new row lies on the line between a row and one of its k nearest rows, on data of all kinds. */
class SegmentTest {

    private static final int ROWS = 150;

    /** @param width how many numbers
     * @param kind of what sort they are */
    record Case(RowSampler<?> sampler, int k, int width, Kind kind) {
    }

    enum Kind { NORMAL, DUPLICATED, CONSTANT, TIED }

    static Stream<Case> cases() {
        return Stream.of(Smote.create().withNeighbors(4), BorderlineSmote.create().withNeighbors(4),
                BorderlineSmote.create().withNeighbors(4).withKind(BorderlineSmote.Kind.TWO),
                SvmSmote.create().withNeighbors(4), KMeansSmote.create().withClusters(2).withNeighbors(4), Adasyn.create().withNeighbors(4))
                .flatMap(sampler -> Stream.of(new Case(sampler, 4, 1, Kind.NORMAL), new Case(sampler, 4, 30, Kind.NORMAL),
                        new Case(sampler, 4, 64, Kind.NORMAL),
                        new Case(sampler, 4, 784, Kind.NORMAL), new Case(sampler, 4, 3, Kind.DUPLICATED), new Case(sampler, 4, 3, Kind.CONSTANT),
                        new Case(sampler, 4, 2, Kind.TIED)));
    }

    static double[] values(Case each, int[] labels) {
        double[] values = RandomSource.of(11).at(each.width).normals(ROWS * each.width);
        for (int i = 0; i < values.length; i++) {
            int row = i / each.width;
            values[i] = switch (each.kind) {
                case NORMAL -> values[i] + labels[row] / Math.sqrt(each.width);
                case DUPLICATED -> values[row / 10 * 10 * each.width + i % each.width];
                case CONSTANT -> 3;
                case TIED -> Math.rint(values[i]);
            };
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void new_rows_lie_between_near_rows(Case each) {
        int[] labels = IntStream.range(0, ROWS).map(i -> i % 5 == 0 ? 1 : i % 7 == 3 ? 2 : 0).toArray();
        double[] values = values(each, labels);
        ResampledTensors some;
        try {
            some = each.sampler.apply(Tensor.of(Shape.of(ROWS, each.width), values), Tensor.of(labels));
        } catch (IllegalArgumentException e) {
            // nothing is in danger among rows that are all the same, or no cluster has enough: that is said, with a way out
            assertThat(each.sampler).isNotInstanceOf(Smote.class);
            assertThat(each.kind).isNotEqualTo(Kind.NORMAL);
            assertThat(e).hasMessageContaining("class \"").hasMessageContaining("Use ");
            return;
        }
        double[] out = some.features().toDoubles();
        assertThat(Arrays.copyOf(out, values.length)).isEqualTo(values);
        MadeRows made = some.made();
        int expected = 2 * (int) Arrays.stream(labels).filter(label -> label == 0).count()
                - (int) Arrays.stream(labels).filter(label -> label > 0).count();
        if (!(each.sampler instanceof Adasyn)) {
            assertThat(made.size()).isEqualTo(expected);
        }
        boolean anyClass = each.sampler instanceof BorderlineSmote borderline && borderline.kind() == BorderlineSmote.Kind.TWO;
        boolean clusters = each.sampler instanceof KMeansSmote;
        for (int i = 0; i < made.size(); i++) {
            int first = made.first(i);
            int second = made.second(i);
            assertThat(labels[first]).isEqualTo(made.label(i));
            assertThat(second).isNotEqualTo(first);
            boolean own = labels[second] == labels[first];
            assertThat(own || anyClass).isTrue();
            double weight = made.weight(i);
            assertThat(weight).isBetween(each.sampler instanceof SvmSmote ? -0.5 : 0, own ? 1 : 0.5);
            for (int j = 0; j < each.width; j++) {
                double a = values[first * each.width + j];
                double b = values[second * each.width + j];
                assertThat(out[(ROWS + i) * each.width + j]).isEqualTo(weight == 0 ? a : a + weight * (b - a));
            }
            if (!clusters) {
                assertThat(nearer(values, labels, each.width, first, second, anyClass)).isLessThan(each.k);
            }
        }
    }

    /**
     * How many rows are nearer to the first than the second, of those that might be its partner; of rows as far away the smaller number is nearer.
     */
    private static int nearer(double[] values, int[] labels, int width, int first, int second, boolean anyClass) {
        double limit = square(values, width, first, second);
        int count = 0;
        for (int row = 0; row < labels.length; row++) {
            if (row != first && row != second && (anyClass || labels[row] == labels[first])) {
                double other = square(values, width, first, row);
                count += other < limit * (1 - 1e-12) || other == limit && row < second ? 1 : 0;
            }
        }
        return count;
    }

    private static double square(double[] values, int width, int a, int b) {
        double sum = 0;
        for (int j = 0; j < width; j++) {
            double apart = values[a * width + j] - values[b * width + j];
            sum += apart * apart;
        }
        return sum;
    }
}
