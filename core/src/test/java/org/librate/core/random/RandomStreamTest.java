package org.librate.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

    private static final int N = 100_000;
    private final RandomStream stream = RandomSource.of(42).stream("shuffle").at(3);

    /** Bits, uniforms and integers computed by another program from the formulas in the Javadoc; normals agree with scipy to 14 digits. */
    @Test
    void numbers_are_pinned() {
        long[] index = {0, 1, 511, 512, 1023, 1024, 5_000_000_000L};
        assertThat(Arrays.stream(index).map(stream::bits)).containsExactly(0x98c957a3c3a181ceL, 0xdd8df6c7e7038850L, 0x90424b6cfd2ecaaeL,
                0xc050c9c2274a7bccL, 0xdb688ddfe7363000L, 0x5cd0a5f59151b2cdL, 0x7a5115e9383a00cbL);
        assertThat(Arrays.stream(index).mapToDouble(stream::uniform)).containsExactly(0.5968222403349781, 0.8654474485438312, 0.563511575802461,
                0.7512327288634796, 0.8570641204489327, 0.3625587200670626, 0.4777997679122805);
        assertThat(Arrays.stream(index).map(i -> stream.integer(i, 0L, 100L))).containsExactly(59L, 86L, 56L, 75L, 85L, 36L, 47L);
        assertThat(stream.uniformFloats(3)).containsExactly(0.5968222f, 0.8654474f, 0.7280151f);
        assertThat(Arrays.stream(index).mapToDouble(stream::normal)).containsExactly(0.2451303299037759, 1.105125753179594, 0.1598784197259955,
                0.678374075262478, 1.0672216484105133, -0.351627764688778, -0.05567648106483044);
        assertThat(stream.normalFloats(3)).containsExactly(0.24513033f, 1.1051258f, 0.60682106f);
        assertThat(IntStream.range(0, 8).filter(i -> stream.bernoulli(i, 0.5))).containsExactly(5, 6);
        assertThat(stream.choice(new double[] {1, 0, 2, 3}, 8, true)).containsExactly(3, 3, 3, 3, 3, 2, 0, 3);
        assertThat(stream.choice(new double[] {1, 0, 2, 3, 4}, 3, false)).containsExactly(4, 2, 0);
        assertThat(stream.integers(5, -10, 10)).containsExactly(1, 7, 4, 8, 2);
        assertThat(RandomSource.of(0).at(0).permutation(10)).containsExactly(9, 1, 5, 4, 7, 3, 0, 2, 8, 6);
        assertThat(stream.choice(1_000_000, 5)).containsExactly(596822, 865447, 728015, 943415, 610239);
    }

    @Test
    void many_are_one_by_one() {
        double[] uniforms = stream.uniforms(3000);
        double[] ranged = stream.uniforms(3000, -2, 5);
        double[] normals = stream.normals(3000);
        double[] scaled = stream.normals(3000, 1, 3);
        float[] uniformFloats = stream.uniformFloats(3000);
        float[] normalFloats = stream.normalFloats(3000);
        int[] integers = stream.integers(3000, -7, 1000);
        for (int i = 0; i < 3000; i++) {
            assertThat(stream.uniform(i)).isEqualTo(uniforms[i]);
            assertThat(stream.uniform(i, -2, 5)).isEqualTo(ranged[i]);
            assertThat(stream.normal(i)).isEqualTo(normals[i]);
            assertThat(stream.normal(i, 1, 3)).isEqualTo(scaled[i]);
            assertThat(stream.integer(i, -7, 1000)).isEqualTo(integers[i]);
            assertThat((double) uniformFloats[i]).isCloseTo(uniforms[i], within(0x1p-24)).isLessThanOrEqualTo(uniforms[i]);
            assertThat((double) normalFloats[i]).isCloseTo(normals[i], within(2e-6));
        }
        assertThat(stream.normals(5)).isEqualTo(Arrays.copyOf(normals, 5));
    }

    @Test
    void uniform_numbers_are_uniform() {
        assertKolmogorovSmirnov(stream.uniforms(N), x -> x);
        int[] counts = new int[100];
        for (double u : stream.uniforms(N)) {
            counts[(int) (u * 100)]++;
        }
        assertEven(counts);
    }

    @Test
    void normal_numbers_are_normal() {
        double[] z = stream.normals(N);
        assertKolmogorovSmirnov(z, RandomStreamTest::normalCdf);
        assertThat(Arrays.stream(z).average().orElseThrow()).isCloseTo(0, within(4 / Math.sqrt(N)));
        assertThat(Arrays.stream(z).map(v -> v * v).average().orElseThrow()).isCloseTo(1, within(4 * Math.sqrt(2.0 / N)));
        assertThat(Arrays.stream(z).map(v -> v * v * v).average().orElseThrow()).isCloseTo(0, within(4 * Math.sqrt(15.0 / N)));
        assertThat(Arrays.stream(z).map(v -> v * v * v * v).average().orElseThrow()).isCloseTo(3, within(4 * Math.sqrt(96.0 / N)));
    }

    @Test
    void integers_are_even() {
        int[] counts = new int[37];
        for (int i : stream.integers(N, -18, 19)) {
            counts[i + 18]++;
        }
        assertEven(counts);
    }

    @Test
    void neighbours_near_and_far_are_not_correlated() {
        double[] z = stream.normals(N);
        for (int lag : new int[] {1, 2, 3, 7, 64, 511, 512, 513, 1024, 4096}) {
            double sum = 0;
            for (int i = lag; i < N; i++) {
                sum += z[i] * z[i - lag];
            }
            assertThat(Math.abs(sum / Math.sqrt(N - lag))).as("lag %d", lag).isLessThan(4);
        }
    }

    @Test
    void pairs_fill_the_square() {
        double[] u = stream.uniforms(N);
        int[] neighbours = new int[256];
        int[] partners = new int[256]; // the two numbers of one block
        for (int i = 0; i + 512 < N; i++) {
            neighbours[(int) (u[i] * 16) * 16 + (int) (u[i + 1] * 16)]++;
            partners[(int) (u[i] * 16) * 16 + (int) (u[i + 512] * 16)]++;
        }
        assertEven(neighbours);
        assertEven(partners);
    }

    @Test
    void events_happen_as_often_as_they_should() {
        for (double p : new double[] {0, 0.001, 0.3, 0.5, 0.9, 1}) {
            long happened = IntStream.range(0, N).filter(i -> stream.bernoulli(i, p)).count();
            assertThat((double) happened).isCloseTo(N * p, within(4 * Math.sqrt(N * p * (1 - p)) + 1e-9));
        }
    }

    @Test
    void permutations_are_all_equally_likely() {
        Map<String, Integer> orders = new HashMap<>();
        RandomSource random = RandomSource.of(1).stream("orders");
        for (int epoch = 0; epoch < 24_000; epoch++) {
            orders.merge(Arrays.toString(random.at(epoch).permutation(4)), 1, Integer::sum);
        }
        assertThat(orders).hasSize(24);
        assertEven(orders.values().stream().mapToInt(Integer::intValue).toArray());
    }

    @Test
    void a_permutation_holds_every_number_once() {
        int[] order = stream.permutation(5000);
        assertThat(order).isNotEqualTo(IntStream.range(0, 5000).toArray());
        Arrays.sort(order);
        assertThat(order).isEqualTo(IntStream.range(0, 5000).toArray());
        assertThat(stream.permutation(0)).isEmpty();
        assertThat(stream.permutation(1)).containsExactly(0);
    }

    @Test
    void a_choice_is_the_front_of_the_permutation() {
        int[] order = stream.permutation(3000);
        for (int k : new int[] {0, 1, 10, 300, 375, 376, 2999, 3000}) {
            assertThat(stream.choice(3000, k)).isEqualTo(Arrays.copyOf(order, k));
        }
    }

    @Test
    void weights_decide_how_often_something_is_chosen() {
        double[] weights = {0, 1, 2, 0, 3, 4, 0};
        int[] counts = new int[7];
        for (int i : stream.choice(weights, N, true)) {
            counts[i]++;
        }
        assertThat(counts[0] + counts[3] + counts[6]).isZero();
        for (int i = 0; i < 7; i++) {
            assertThat((double) counts[i]).isCloseTo(N * weights[i] / 10, within(4 * Math.sqrt(N * weights[i] / 10) + 1e-9));
        }
    }

    /** For weights 1, 2, 5: first with chance w/8, then in proportion among those left. */
    @Test
    void weighted_choice_without_replacement_is_drawing_one_after_the_other() {
        double[] weights = {1, 0, 2, 5};
        Map<String, Integer> orders = new HashMap<>();
        RandomSource random = RandomSource.of(9).stream("weighted");
        int draws = 40_000;
        for (int epoch = 0; epoch < draws; epoch++) {
            orders.merge(Arrays.toString(random.at(epoch).choice(weights, 2, false)), 1, Integer::sum);
        }
        Map<String, Double> expected = Map.of("[0, 2]", 1 / 8.0 * 2 / 7, "[0, 3]", 1 / 8.0 * 5 / 7, "[2, 0]", 2 / 8.0 / 6, "[2, 3]", 2 / 8.0 * 5 / 6,
                "[3, 0]", 5 / 8.0 / 3, "[3, 2]", 5 / 8.0 * 2 / 3);
        assertThat(orders.keySet()).isEqualTo(expected.keySet());
        expected.forEach((order, p) -> assertThat((double) orders.get(order)).isCloseTo(draws * p, within(4 * Math.sqrt(draws * p))));
    }

    @Test
    void says_what_is_wrong() {
        assertThatThrownBy(() -> stream.uniform(-1)).hasMessage("RandomStream: index must be >= 0, got -1.");
        assertThatThrownBy(() -> stream.integer(0, 5, 5)).hasMessageContaining("[5, 5)");
        assertThatThrownBy(() -> stream.uniform(0, 1, Double.NaN)).hasMessageContaining("[1.0, NaN)");
        assertThatThrownBy(() -> stream.bernoulli(0, 1.5)).hasMessage("RandomStream: probability must be in [0.0, 1.0], got 1.5.");
        assertThatThrownBy(() -> stream.choice(3, 4)).hasMessageContaining("0 to 3 of 3");
        assertThatThrownBy(() -> stream.choice(new double[] {1, 0, 2}, 3, false)).hasMessageContaining("at most 2")
                .hasMessageContaining("with replacement");
        assertThatThrownBy(() -> stream.choice(new double[] {1, -1}, 1, true)).hasMessageContaining("got -1.0");
        assertThatThrownBy(() -> stream.choice(new double[] {0}, 1, true)).hasMessageContaining("above 0");
        assertThat(stream).hasToString("RandomStream[key=810143522ff9301c, draw=3]");
    }

    /** Chi-square within 4 deviations of its mean. */
    private static void assertEven(int[] counts) {
        double expected = Arrays.stream(counts).sum() / (double) counts.length;
        double chi = Arrays.stream(counts).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
        double freedom = counts.length - 1;
        assertThat(chi).isCloseTo(freedom, within(4 * Math.sqrt(2 * freedom)));
    }

    /** The largest distance of the empirical from the true distribution; 1.95 / √n is passed by one sample in a thousand. */
    private static void assertKolmogorovSmirnov(double[] sample, DoubleUnaryOperator cdf) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            double p = cdf.applyAsDouble(sorted[i]);
            distance = Math.max(distance, Math.max(p - (double) i / sorted.length, (i + 1.0) / sorted.length - p));
        }
        assertThat(distance).isLessThan(1.95 / Math.sqrt(sorted.length));
    }

    /** By the series φ(z) (z + z³/3 + z⁵/15 + …). */
    private static double normalCdf(double z) {
        double term = z;
        double sum = z;
        for (int n = 3; Math.abs(term) > 1e-17; n += 2) {
            term *= z * z / n;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }
}
