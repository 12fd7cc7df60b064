package org.librate.augment.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.librate.core.data.Dataset;
import org.librate.core.data.Row;
import org.librate.core.data.TensorDataset;

class TabularTest {

    private static final int ROWS = 400;

    /** Column 0 has deviation 1, column 1 deviation 100, column 2 is constant; the class says the row's parity. */
    private static TensorDataset rows() {
        float[][] x = new float[ROWS][];
        int[] y = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            float place = (float) ((i - 199.5) / 115.47);
            x[i] = new float[] {place, 100 * place, 7};
            y[i] = i % 2;
        }
        return Dataset.of(x, y);
    }

    private static Row row(Dataset data, int index) {
        Row row = Row.of(data.fields(), 1);
        data.read(index, row);
        return row;
    }

    @Test void adds_noise_as_large_as_the_column_asks_for() {
        Dataset noisy = ColumnNoise.of(0.1).withSeed(3).over(rows());
        double[] squares = new double[3];
        for (int i = 0; i < ROWS; i++) {
            Row before = row(rows(), i);
            Row after = row(noisy, i);
            for (int c = 0; c < 3; c++) {
                squares[c] += Math.pow(after.get(0, c) - before.get(0, c), 2) / ROWS;
            }
            assertThat(after.get(1, 0)).isEqualTo(i % 2);
        }
        assertThat(Math.sqrt(squares[0])).isBetween(0.09, 0.11);
        assertThat(Math.sqrt(squares[1])).isBetween(9.0, 11.0);
        assertThat(squares[2]).isZero();
        assertThat(noisy.isForTraining()).isTrue();
        assertThat(noisy.labels()).isEqualTo(rows().labels());
        assertThat(row(noisy, 5).toArray(0)).isEqualTo(row(ColumnNoise.of(0.1).withSeed(3).over(rows()), 5).toArray(0));
    }

    @Test void swaps_values_with_those_of_one_other_row() {
        Dataset swapped = SwapNoise.of(0.3).withSeed(3).over(rows());
        int changed = 0;
        for (int i = 0; i < ROWS; i++) {
            Row before = row(rows(), i);
            Row after = row(swapped, i);
            boolean first = after.get(0, 0) != before.get(0, 0);
            boolean second = after.get(0, 1) != before.get(0, 1);
            if (first && second) {
                assertThat((float) after.get(0, 1)).isCloseTo(100 * (float) after.get(0, 0), within(1e-3f));
            }
            changed += (first ? 1 : 0) + (second ? 1 : 0);
            assertThat(after.get(1, 0)).as("the class stays").isEqualTo(i % 2);
        }
        assertThat(changed / (2.0 * ROWS)).isBetween(0.25, 0.35);
        assertThat(swapped.isForTraining()).isTrue();
    }

    @Test void says_what_is_wrong() {
        assertThatThrownBy(() -> SwapNoise.of(1.5)).hasMessageContaining("probability");
        assertThatThrownBy(() -> ColumnNoise.of(-1)).hasMessageContaining("share");
    }
}
