package org.librate.core.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.librate.core.kernel.Width;

/** It finds what measuring all pairs finds. */
class NeighborTableTest {

    private static double measured(double[] x, int a, int b, int width, Distance distance) {
        double sum = 0;
        double first = 0;
        double second = 0;
        for (int j = 0; j < width; j++) {
            double p = x[a * width + j];
            double q = x[b * width + j];
            sum += switch (distance) {
                case EUCLIDEAN -> (p - q) * (p - q);
                case MANHATTAN -> Math.abs(p - q);
                case COSINE -> p * q;
            };
            first += p * p;
            second += q * q;
        }
        return switch (distance) {
            case EUCLIDEAN -> Math.sqrt(sum);
            case MANHATTAN -> sum;
            case COSINE -> first == 0 || second == 0 ? 1 : 1 - sum / Math.sqrt(first * second);
        };
    }

    private static void agrees(double[] x, int width, Distance distance, boolean rows) {
        int n = x.length / width;
        int k = 7;
        NeighborTable table = NeighborTable.of(x, width, distance);
        Neighbors found = table.nearestOthers(k);
        for (int i = 0; i < n; i++) {
            int self = i;
            int[] expected = IntStream.range(0, n).filter(row -> row != self).boxed()
                    .sorted(Comparator.comparingDouble((Integer row) -> measured(x, self, row, width, distance)).thenComparingInt(row -> row)).limit(k).mapToInt(row -> row).toArray();
            for (int rank = 0; rank < k; rank++) {
                assertThat(found.distance(i, rank)).isCloseTo(measured(x, i, expected[rank], width, distance), within(1e-9 * (1 + found.distance(i, rank))));
            }
            if (rows) {
                assertThat(Arrays.copyOfRange(found.rows(), i * k, (i + 1) * k)).isEqualTo(expected);
            }
        }
        Neighbors small = table.withBlocks(37, 53).nearestOthers(k);
        assertThat(small.rows()).isEqualTo(found.rows());
        assertThat(small.distances()).isEqualTo(found.distances());
        int before = Width.limit();
        try {
            Width.limit(1);
            assertThat(table.nearestOthers(k).rows()).as("one thread").isEqualTo(found.rows());
        } finally {
            Width.limit(before);
        }
        double[] asked = Arrays.copyOf(x, 3 * width);
        assertThat(table.nearest(asked, 4).distance(2, 0)).isBetween(0.0, distance == Distance.COSINE ? 1.0 : 0.0);
    }

    @ParameterizedTest @EnumSource
    void random_rows(Distance distance) {
        agrees(new Random(1).doubles(400 * 9, -1, 3).toArray(), 9, distance, true);
    }

    @ParameterizedTest @EnumSource
    void many_rows_in_the_same_place(Distance distance) {
        double[] grid = new Random(2).doubles(500 * 3, 0, 4).map(Math::floor).toArray();
        agrees(grid, 3, distance, distance != Distance.COSINE); // cosines of the same angle differ in their last digit
    }

    @ParameterizedTest @EnumSource
    void far_from_the_origin_and_close_together(Distance distance) {
        agrees(new Random(3).doubles(300 * 5, 1e6, 1e6 + 1).toArray(), 5, distance, distance != Distance.COSINE);
    }

    @ParameterizedTest @EnumSource
    void columns_of_very_different_size(Distance distance) {
        Random random = new Random(4);
        double[] x = new double[300 * 4];
        Arrays.setAll(x, i -> random.nextGaussian() * Math.pow(10, 6 * (i % 4) - 8));
        agrees(x, 4, distance, distance != Distance.COSINE);
    }

    @Test
    void equal_rows_stand_by_their_numbers() {
        NeighborTable table = NeighborTable.of(new double[200], 1);
        Neighbors found = table.nearestOthers(3);
        assertThat(Arrays.copyOf(found.rows(), 12)).containsExactly(1, 2, 3, 0, 2, 3, 0, 1, 3, 0, 1, 2);
        assertThat(table.nearestOthers(new int[] {150}, 2).rows()).containsExactly(0, 1);
        assertThat(table.nearest(new double[] {5}, 2).distances()).containsExactly(5, 5);
        assertThat(table).hasToString("NeighborTable[200 rows of 1, EUCLIDEAN]");
        assertThat(found).hasToString("Neighbors[200 queries, k=3]");
    }

    @Test
    void what_cannot_be_measured_is_an_error() {
        assertThatThrownBy(() -> NeighborTable.of(new double[] {1, 2, Double.NaN, 4}, 2)).hasMessageContaining("row 1, column 0");
        assertThatThrownBy(() -> NeighborTable.of(new double[3], 2)).hasMessageContaining("whole rows of 2");
        NeighborTable two = NeighborTable.of(new double[] {1, 2, 3, 4}, 2);
        assertThatThrownBy(() -> two.nearestOthers(2)).hasMessageContaining("k must be in [1, 1]");
        assertThatThrownBy(() -> two.nearest(new double[] {1, Double.POSITIVE_INFINITY}, 1)).hasMessageContaining("finite");
    }
}
