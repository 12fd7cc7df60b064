package org.librate.augment.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.augment.Augmentation;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Batch;
import org.librate.core.data.BatchOrder;
import org.librate.core.data.Batches;
import org.librate.core.data.Dataset;
import org.librate.core.data.ImageFiles;
import org.librate.core.data.Loader;
import org.librate.core.data.Pixels;
import org.librate.core.data.Row;
import org.librate.core.data.RowTransform;
import org.librate.core.data.Split;
import org.librate.core.data.SplitRule;
import org.librate.core.data.TensorDataset;
import org.librate.core.random.RandomSource;

class ImageRowsTest {

    private static final int COUNT = 40;
    private static final Augmentation<Sample> AUGMENT =
            Augmentation.sequence(RandomCrop.of(12).withPadding(2), HorizontalFlip.create().withProbability(0.5),
            Brightness.of(0.3), GaussianNoise.of(0.1)).withSeed(3);

    private static Pixels pixels() {
        byte[] bytes = new byte[COUNT * 12 * 12 * 3];
        int[] labels = new int[COUNT];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 ^ i >> 5);
        }
        for (int i = 0; i < COUNT; i++) {
            labels[i] = i % 4;
        }
        return Pixels.of(Shape.of(12, 12, 3), bytes, labels);
    }

    private static List<float[]> epoch(Dataset data, int workers, long epoch, int from) {
        List<float[]> all = new ArrayList<>();
        Loader loader = Loader.of(data).withBatchSize(8).withOrder(BatchOrder.shuffled(RandomSource.of(1))).withWorkers(workers);
        try (Batches batches = loader.open(epoch, from)) {
            for (Batch batch : batches) {
                all.add(batch.get("pixels").toArray());
            }
        }
        return all;
    }

    @Test void gives_the_same_bytes_for_any_number_of_workers_and_after_a_resume() {
        Dataset train = ImageRows.of(AUGMENT).withNormalization(0.5f, 0.25f).training(pixels());
        List<float[]> serial = epoch(train, 0, 2, 0);
        for (int workers : new int[] {1, 4}) {
            assertThat(epoch(train, workers, 2, 0)).usingRecursiveComparison().isEqualTo(serial);
        }
        assertThat(epoch(train, 2, 2, 3)).usingRecursiveComparison().isEqualTo(serial.subList(3, serial.size()));
        assertThat(epoch(train, 0, 3, 0).get(0)).isNotEqualTo(serial.get(0));
    }

    @Test void augments_the_training_part_alone() {
        Split split = pixels().split(SplitRule.stratified(0.6, 0.2, 0.2).withSeed(1));
        Split augmented = ImageRows.of(AUGMENT).withNormalization(0.5f, 0.25f).augment(split);
        Row plain = Row.of(split.validation().fields(), 0);
        Row same = Row.of(augmented.validation().fields(), 0);
        split.validation().read(0, plain);
        augmented.validation().read(0, same);
        for (int i = 0; i < 432; i++) {
            assertThat(same.get(0, i)).isCloseTo((plain.get(0, i) - 0.5) / 0.25, within(1e-5));
        }
        assertThat(augmented.train().isForTraining()).isTrue();
        assertThat(augmented.train().subset(1, 2).concat(split.train().map(RowTransform.inPlace((row, random) -> { })).subset(0)).isForTraining())
                .as("whatever is made of it").isTrue();
        assertThat(augmented.validation().isForTraining()).isFalse();
        assertThat(ImageRows.of(AUGMENT).augmentedEvaluation(split.test()).isForTraining()).as("said so").isFalse();
        assertThat(augmented.train().labels()).isEqualTo(split.train().labels());
    }

    @Test void draws_what_the_augmentation_draws_by_itself() {
        Pixels pixels = pixels();
        Dataset train = ImageRows.of(AUGMENT).training(pixels);
        Row raw = Row.of(pixels.fields(), 0);
        pixels.read(7, raw);
        float[] values = new float[432];
        raw.get(0, values);
        Sample alone = AUGMENT.apply(Sample.of(Image.of(12, 12, 3, values)).withLabel(3), 5, pixels.origin(7)).sample();
        Row row = Row.of(train.fields(), 5);
        train.read(7, row);
        float[] seen = new float[432];
        row.get(0, seen);
        assertThat(seen).isEqualTo(alone.image().floats());
    }

    @Test void draws_for_each_copy_of_an_augmented_row_on_its_own() {
        Dataset train = ImageRows.of(AUGMENT).training(pixels());
        Dataset twice = train.subset(7, 3, 7);
        Row row = Row.of(train.fields(), 5);
        List<float[]> seen = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            twice.read(i, row);
            float[] values = new float[432];
            row.get(0, values);
            seen.add(values);
        }
        assertThat(row.repeat()).as("what was asked for").isZero();
        train.read(7, row);
        float[] values = new float[432];
        row.get(0, values);
        assertThat(seen.get(0)).isEqualTo(values);
        assertThat(seen.get(2)).isNotEqualTo(values);
        Row raw = Row.of(pixels().fields(), 0);
        pixels().read(7, raw);
        raw.get(0, values);
        Image second = AUGMENT.apply(Sample.of(Image.of(12, 12, 3, values)).withLabel(3), 5, train.origin(7), 1).sample().image();
        assertThat(seen.get(2)).as("the numbers of a repetition").isEqualTo(second.floats());
    }

    @Test void moves_masks_along_and_changes_sizes() {
        int[] numbers = new int[2 * 6 * 8];
        float[] values = new float[2 * 6 * 8];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i % 48;
            values[i] = i % 48 / 48f;
        }
        TensorDataset data = TensorDataset.of(Tensor.of(Shape.of(2, 6, 8, 1), values)).withTarget("mask", Tensor.of(numbers).reshape(2, 6, 8));
        Dataset train = ImageRows.of(Augmentation.sequence(Transpose.create())).withSize(8, 6).withMask("mask").training(data);
        Row row = Row.of(train.fields(), 0);
        train.read(0, row);
        for (int i = 0; i < 48; i++) {
            assertThat(row.get(1, i)).isEqualTo(i % 6 * 8 + i / 6);
            assertThat(row.get(0, i)).isCloseTo((i % 6 * 8 + i / 6) / 48.0, within(1e-6));
        }
    }

    @Test void says_what_is_wrong() {
        Dataset train = ImageRows.of(Augmentation.sequence(CenterCrop.of(8))).training(pixels());
        assertThatThrownBy(() -> train.read(0, Row.of(train.fields(), 0))).hasMessageContaining("withSize");
        assertThatThrownBy(() -> ImageRows.of(AUGMENT).training(Dataset.of(new float[][] {{1, 2}}, new int[] {0})))
                .hasMessageContaining("[height, width, channels]");
        assertThatThrownBy(() -> ImageRows.of(AUGMENT).withMask("nothing").training(pixels())).hasMessageContaining("nothing");
        assertThatThrownBy(() -> ImageRows.of(AUGMENT).withNormalization(0, 0)).hasMessageContaining("deviation");
    }

    private static ImageFiles files(Path folder, int... greys) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (int grey : greys) {
            BufferedImage image = new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB);
            image.setRGB(0, 0, grey * 0x010101);
            Path path = folder.resolve(grey + ".png");
            ImageIO.write(image, "png", path.toFile());
            paths.add(path);
        }
        return ImageFiles.of(paths, new int[greys.length], 3);
    }

    @Test void takes_rows_of_its_own_files_alone(@TempDir Path folder) throws IOException {
        ImageFiles own = files(folder, 10, 20);
        ImageFiles others = files(folder, 30, 40);
        ImageRows plan = ImageRows.of(Augmentation.<Sample>sequence(Resize.to(4, 4))).withSize(4, 4).withFiles(own);
        assertThat(plan.training(own.subset(1)).size()).isEqualTo(1);
        assertThatThrownBy(() -> plan.training(others)).hasMessageContaining("rows must be of the files given to withFiles(..)")
                .hasMessageContaining("row 0 of source");
        assertThatThrownBy(() -> plan.evaluation(own)).hasMessageContaining("withEvaluation(Resize.to(4, 4))");
        assertThatThrownBy(() -> plan.withEvaluation(Resize.to(4, 4)).evaluation(others)).hasMessageContaining("withFiles(..)");
        assertThat(plan.withEvaluation(Resize.to(4, 4)).evaluation(own).size()).isEqualTo(2);
    }

    @Test void a_target_as_large_as_the_image_is_said_to_move_or_to_stay() {
        TensorDataset data = TensorDataset.of(Tensor.of(Shape.of(1, 6, 8, 1), new float[48]))
                .withTarget("depth", Tensor.of(new float[48]).reshape(1, 6, 8));
        ImageRows plan = ImageRows.of(Augmentation.<Sample>sequence(HorizontalFlip.create()));
        assertThatThrownBy(() -> plan.training(data)).hasMessageContaining("withMask(\"depth\")").hasMessageContaining("withFixed(\"depth\")");
        assertThat(plan.withMask("depth").training(data).size()).isEqualTo(1);
        assertThat(plan.withFixed("depth").training(data).size()).isEqualTo(1);
    }

    @Test void refuses_floats_that_were_scaled_already_and_says_how_rows_to_measure_by_come_to_size() {
        float[] values = new float[48];
        values[3] = -1.5f;
        Dataset scaled = ImageRows.of(AUGMENT).training(TensorDataset.of(Tensor.of(Shape.of(1, 6, 8, 1), values)));
        assertThatThrownBy(() -> scaled.read(0, Row.of(scaled.fields(), 0))).hasMessageContaining("-1.5")
                .hasMessageContaining("withNormalization(..)");
        Dataset measured = ImageRows.of(AUGMENT).withSize(8, 8).evaluation(pixels());
        assertThatThrownBy(() -> measured.read(0, Row.of(measured.fields(), 0))).hasMessageContaining("withEvaluation(Resize.to(8, 8))");
    }
}
