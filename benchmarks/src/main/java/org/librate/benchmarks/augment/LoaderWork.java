package org.librate.benchmarks.augment;

import java.util.List;
import org.librate.augment.Augmentation;
import org.librate.augment.image.ColorJitter;
import org.librate.augment.image.HorizontalFlip;
import org.librate.augment.image.ImageRows;
import org.librate.augment.image.RandomCrop;
import org.librate.augment.image.Sample;
import org.librate.benchmarks.Work;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.data.BatchOrder;
import org.librate.core.data.Batches;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.Loader;
import org.librate.core.data.Row;
import org.librate.core.random.RandomSource;

/** An epoch of a loader: decoded images in memory become shuffled, augmented, normalised batches of 224 × 224. */
final class LoaderWork implements Work {

    private static final int SIZE = 224;
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    private final Loader loader;
    private final int images;
    private long epoch;

    LoaderWork(int images, int batch, int workers) {
        this.images = images;
        Augmentation<Sample> augment = Augmentation.sequence(RandomCrop.of(SIZE), HorizontalFlip.create().withProbability(0.5),
                ColorJitter.of(0.2, 0.2, 0.2, 0.05)).withSeed(1);
        Dataset rows = ImageRows.of(augment).withSize(SIZE, SIZE).withNormalization(MEAN, DEVIATION).training(decoded(images));
        loader = Loader.of(rows).withBatchSize(batch).withWorkers(workers).withOrder(BatchOrder.shuffled(RandomSource.of(1)));
    }

    /** Few images under many numbers, so that they need less memory than they stand for. */
    private static Dataset decoded(int images) {
        byte[][] pixels = new byte[Math.min(images, 64)][];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = TestImage.of(AugmentCases.HEIGHT, AugmentCases.WIDTH, i).bytes();
        }
        List<Field> fields = List.of(new Field("pixels", Field.Role.INPUT, DType.UINT8, Shape.of(AugmentCases.HEIGHT, AugmentCases.WIDTH, 3)));
        return new Dataset() {
            @Override
            public int size() {
                return images;
            }

            @Override
            public List<Field> fields() {
                return fields;
            }

            @Override
            public void read(int index, Row into) {
                into.put(0, pixels[index % pixels.length], 0);
            }
        };
    }

    @Override
    public void run() {
        int rows = 0;
        try (Batches batches = loader.open(epoch++)) {
            while (batches.hasNext()) {
                rows += batches.next().size();
            }
        }
        if (rows != images) {
            throw new IllegalStateException("LoaderWork: " + rows + " rows of " + images + ".");
        }
    }
}
