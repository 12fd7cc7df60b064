package org.librate.tuning.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.librate.core.random.RandomSource;

class CholeskyTest {

    private static double[][] matrix(int n) {
        double[] x = RandomSource.of(1).at(0).normals(n * n);
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    a[i][j] += x[i * n + k] * x[j * n + k];
                }
                a[i][j] += i == j ? 0.1 : 0;
            }
        }
        return a;
    }

    private static Cholesky factor(double[][] a, int from, Cholesky factor) {
        for (int i = from; i < a.length; i++) {
            factor.append(Arrays.copyOf(a[i], i + 1));
        }
        return factor;
    }

    @Test
    void solves_inverts_and_knows_the_determinant() {
        Cholesky factor = factor(new double[][] {{4, 2}, {2, 5}}, 0, new Cholesky(1)); // L = {{2, 0}, {1, 2}}

        assertThat(factor.logDeterminant()).isCloseTo(Math.log(16), within(1e-14));
        assertThat(factor.solve(new double[] {8, 8})).containsExactly(new double[] {1.5, 1}, within(1e-14)); // 4*1.5 + 2, 3 + 5
        assertThat(factor.times(new double[] {1, 1})).containsExactly(2, 3);
        double[][] a = matrix(9);
        double[][] inverse = factor(a, 0, new Cholesky(9)).inverse();
        for (int i = 0; i < 9; i++) {
            for (int j = 0; j < 9; j++) {
                double entry = 0;
                for (int k = 0; k < 9; k++) {
                    entry += a[i][k] * inverse[Math.max(k, j)][Math.min(k, j)]; // the lower half is given
                }
                assertThat(entry).isCloseTo(i == j ? 1 : 0, within(1e-9));
            }
        }
    }

    @Test
    void growing_gives_the_same_bits_and_leaves_the_shorter_one_as_it_was() {
        double[][] a = matrix(12);
        Cholesky whole = factor(a, 0, new Cholesky(12));
        Cholesky head = whole.head(7);
        Cholesky grown = factor(a, 7, head.head(7));
        double[] b = RandomSource.of(2).at(0).normals(12);

        assertThat(grown.solve(b)).isEqualTo(whole.solve(b));
        assertThat(Cholesky.of(matrix(12)).solve(b)).isEqualTo(whole.solve(b));
        assertThat(head.size()).isEqualTo(7);
    }

    @Test
    void many_are_solved_for_at_once_with_the_bits_of_one() {
        Cholesky factor = Cholesky.of(matrix(11));
        double[][] b = new double[11][];
        Arrays.setAll(b, i -> RandomSource.of(i).at(0).normals(37));
        double[] one = Arrays.stream(b).mapToDouble(row -> row[35]).toArray();
        factor.halves(b, 37);

        assertThat(Arrays.stream(b).mapToDouble(row -> row[35]).toArray()).isEqualTo(factor.half(one));
    }

    @Test
    void a_row_that_is_there_already_is_borne() {
        Cholesky factor = factor(new double[][] {{1, 1}, {1, 1}}, 0, new Cholesky(2));

        assertThat(Arrays.stream(factor.solve(new double[] {1, 1})).allMatch(Double::isFinite)).isTrue();
    }
}
