package org.librate.augment.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Batch;
import org.librate.core.data.Batches;
import org.librate.core.data.Dataset;
import org.librate.core.data.Loader;
import org.librate.core.data.Row;
import org.librate.core.data.TensorDataset;
import org.librate.core.metric.Accuracy;
import org.librate.core.metric.Metric;

class MixTest {

    private static final int COUNT = 60;

    /** Image i has i in every pixel, and class i mod 3. */
    private static TensorDataset images() {
        float[] values = new float[COUNT * 8 * 6];
        int[] labels = new int[COUNT];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 48;
        }
        for (int i = 0; i < COUNT; i++) {
            labels[i] = i % 3;
        }
        return Dataset.of(Tensor.of(Shape.of(COUNT, 8, 6, 1), values), Tensor.of(labels));
    }

    private static Row row(Dataset data, int index, long epoch) {
        Row row = Row.of(data.fields(), epoch);
        data.read(index, row);
        return row;
    }

    @Test void mixes_inputs_and_targets_by_the_same_share() {
        Dataset mixed = Mixup.of(1).withSeed(5).over(images());
        assertThat(mixed.fields().get(1).shape()).isEqualTo(Shape.of(3));
        int changed = 0;
        for (int i = 0; i < COUNT; i++) {
            Row row = row(mixed, i, 1);
            double value = row.get(0, 0);
            double own = row.get(1, i % 3);
            double sum = row.get(1, 0) + row.get(1, 1) + row.get(1, 2);
            assertThat(sum).isCloseTo(1, within(1e-6));
            assertThat(own).isGreaterThanOrEqualTo(0.5 - 1e-6);
            if (own < 1 - 1e-6) {
                double other = (value - own * i) / (1 - own); // the value of the other image
                assertThat(other).isCloseTo(Math.rint(other), within(0.01));
                assertThat(row.get(1, (int) Math.rint(other) % 3)).as("the other's class has the other share").isCloseTo(1 - own, within(1e-5));
                changed++;
            }
        }
        assertThat(changed).isGreaterThan(20);
    }

    @Test void cuts_a_rectangle_as_large_as_the_share() {
        Dataset mixed = CutMix.of(1).withSeed(5).over(images());
        int changed = 0;
        for (int i = 0; i < COUNT; i++) {
            Row row = row(mixed, i, 1);
            int others = 0;
            double other = i;
            for (int k = 0; k < 48; k++) {
                if (row.get(0, k) != i) {
                    others++;
                    other = row.get(0, k);
                }
            }
            double expected = (int) other % 3 == i % 3 ? 1 : 1 - others / 48.0;
            assertThat(row.get(1, i % 3)).isCloseTo(expected, within(1e-6));
            changed += others > 0 ? 1 : 0;
        }
        assertThat(changed).isGreaterThan(30);
    }

    @Test void mixes_numbers_and_table_rows_too() {
        float[][] x = new float[20][4];
        float[] y = new float[20];
        for (int i = 0; i < 20; i++) {
            Arrays.fill(x[i], i);
            y[i] = 2 * i;
        }
        Dataset mixed = Mixup.of(0.5).over(Dataset.of(x, y));
        for (int i = 0; i < 20; i++) {
            Row row = row(mixed, i, 0);
            assertThat(row.get(1, 0)).as("what holds for rows holds for their means").isCloseTo(2 * row.get(0, 0), within(1e-4));
        }
        Dataset cut = CutMix.of(1).over(Dataset.of(x, y));
        for (int i = 0; i < 20; i++) {
            Row row = row(cut, i, 0);
            double mean = (row.get(0, 0) + row.get(0, 1) + row.get(0, 2) + row.get(0, 3)) / 4;
            assertThat(row.get(1, 0)).isCloseTo(2 * mean, within(1e-4));
        }
    }

    @Test void gives_the_same_for_any_number_of_workers_and_other_rows_in_the_next_epoch() {
        Dataset mixed = Mixup.of(0.4).over(images());
        List<float[]> serial = epoch(mixed, 0, 1);
        assertThat(epoch(mixed, 4, 1)).usingRecursiveComparison().isEqualTo(serial);
        assertThat(epoch(mixed, 0, 2)).usingRecursiveComparison().isNotEqualTo(serial);
        assertThat(mixed.isForTraining()).isTrue();
        assertThat(mixed.fingerprint()).isNotEqualTo(Mixup.of(0.5).over(images()).fingerprint());
    }

    private static List<float[]> epoch(Dataset data, int workers, long epoch) {
        List<float[]> all = new ArrayList<>();
        try (Batches batches = Loader.of(data).withBatchSize(16).withWorkers(workers).open(epoch)) {
            for (Batch batch : batches) {
                all.add(batch.get("x").toArray());
                all.add(batch.get("y").toArray());
            }
        }
        return all;
    }

    @Test void is_understood_by_metrics() {
        Metric.Tally tally = Accuracy.metric().start();
        tally.add(Tensor.of(new float[][] {{0.7f, 0.3f}, {0.2f, 0.8f}}), Tensor.of(new float[][] {{0.6f, 0.4f}, {0.9f, 0.1f}}), null);
        assertThat(tally.value()).isEqualTo(0.5);
    }

    @Test void says_what_is_wrong() {
        assertThatThrownBy(() -> Mixup.of(0)).hasMessageContaining("alpha");
        assertThatThrownBy(() -> Mixup.of(1).over(Dataset.of(Tensor.of(new int[] {1, 2}), Tensor.of(new int[] {0, 1}))))
                .hasMessageContaining("inputs must be floating");
        assertThatThrownBy(() -> CutMix.of(1).withProbability(2)).hasMessageContaining("probability");
    }
}
