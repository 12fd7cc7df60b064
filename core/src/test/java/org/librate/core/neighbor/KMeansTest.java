package org.librate.core.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.kernel.Width;
import org.librate.core.random.RandomSource;

class KMeansTest {

    /** Rows around the corners of a square, in turn. */
    private static double[] square(int rows) {
        double[] values = new double[rows * 2];
        for (int i = 0; i < rows; i++) {
            values[2 * i] = 10 * (i % 2) + Math.sin(i * 12.9898);
            values[2 * i + 1] = 10 * (i / 2 % 2) + Math.cos(i * 78.233);
        }
        return values;
    }

    @Test
    void finds_clusters_that_are_far_apart() {
        double[] values = square(200);
        Clusters clusters = KMeans.of(4).withSeed(3).fit(values, 2);
        assertThat(clusters.settled()).isTrue();
        for (int i = 0; i < 200; i++) {
            assertThat(clusters.of(i)).isEqualTo(clusters.of(i % 4));
        }
        assertThat(IntStream.range(0, 4).map(clusters::of).distinct().count()).isEqualTo(4);
        int[] own = clusters.rows(clusters.of(1));
        assertThat(own).hasSize(50).isSorted();
        double mean = Arrays.stream(own).mapToDouble(row -> values[2 * row]).average().orElseThrow();
        assertThat(clusters.center(clusters.of(1), 0)).isCloseTo(mean, within(1e-12));
    }

    @Test
    void every_row_is_with_its_nearest_center_and_centers_are_means() {
        double[] values = RandomSource.of(1).at(0).normals(300 * 5);
        Clusters clusters = KMeans.of(7).fit(values, 5);
        double inertia = 0;
        for (int i = 0; i < 300; i++) {
            double least = Double.POSITIVE_INFINITY;
            int nearest = -1;
            for (int c = 0; c < 7; c++) {
                double sum = 0;
                for (int j = 0; j < 5; j++) {
                    sum += Math.pow(values[5 * i + j] - clusters.center(c, j), 2);
                }
                if (sum < least) {
                    least = sum;
                    nearest = c;
                }
            }
            inertia += least;
            assertThat(clusters.of(i)).isEqualTo(nearest);
        }
        assertThat(clusters.inertia()).isCloseTo(inertia, within(1e-9));
        assertThat(clusters).asString().startsWith("Clusters[7 of 300 rows, inertia=").doesNotContain("settled");
    }

    @Test
    void same_seed_same_bits_for_any_number_of_threads() {
        double[] values = RandomSource.of(2).at(0).normals(20_000 * 3);
        KMeans plan = KMeans.of(20).withIterations(4);
        Clusters once = plan.fit(values, 3);
        int limit = Width.limit();
        try {
            for (int threads : new int[] {1, 2, 8}) {
                Width.limit(threads);
                assertThat(plan.fit(values, 3).centers()).isEqualTo(once.centers());
            }
        } finally {
            Width.limit(limit);
        }
        assertThat(plan.withSeed(1).fit(values, 3).centers()).isNotEqualTo(once.centers());
        assertThat(once.settled()).isFalse();
        assertThat(once).asString().contains("not settled");
    }

    @Test
    void rows_that_are_the_same_and_as_many_clusters_as_rows() {
        Clusters same = KMeans.of(3).fit(new double[] {1, 1, 1, 1, 1, 1, 1, 1}, 2);
        assertThat(same.inertia()).isZero();
        Clusters each = KMeans.of(4).fit(new double[] {0, 5, 1, 9}, 1);
        assertThat(each.inertia()).isZero();
        assertThat(Arrays.stream(each.assigned()).distinct().count()).isEqualTo(4);
    }

    @Test
    void complains_in_plain_words() {
        assertThatThrownBy(() -> KMeans.of(0)).hasMessage("KMeans: clusters must be > 0, got 0.");
        assertThatThrownBy(() -> KMeans.of(3).fit(new double[] {1, 2}, 1))
                .hasMessage("KMeans: clusters must be in [1, 2], the number of rows, got 3.");
        assertThatThrownBy(() -> KMeans.of(1).fit(new double[] {1, Double.NaN}, 1)).hasMessageContaining("finite");
        assertThat(KMeans.of(3).withSeed(4)).hasToString("KMeans[clusters=3, iterations=300, seed=4]");
    }
}
