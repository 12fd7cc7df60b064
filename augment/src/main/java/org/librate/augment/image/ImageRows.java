package org.librate.augment.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.librate.augment.Augmentation;
import org.librate.augment.Draw;
import org.librate.augment.Sequence;
import org.librate.augment.Transform;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.ImageFiles;
import org.librate.core.data.Origin;
import org.librate.core.data.Picture;
import org.librate.core.data.Row;
import org.librate.core.data.RowTransform;
import org.librate.core.data.Split;
import org.librate.core.random.RandomStream;

/**
 * Augments the images of a dataset as its rows are read, on the loader's threads, straight into the batch.
 *
 * <pre>{@code
 * Split data = ImageRows.of(augment).withSize(32, 32).withNormalization(0.286f, 0.353f).augment(split);   // the training part, and no other
 * trainer.fit(data.train(), data.validation());
 * }</pre>
 *
 * <p>The image is the input {@code [height, width, channels]}, of bytes, or of floats from 0 to 1. A target that is a class number is the sample's
 * label. Targets of the image's height and width can be masks ({@link #withMask}); they move along. What comes out is FLOAT32.
 */
public final class ImageRows {

    private static final String NAME = "ImageRows";
    private static final float BEYOND = 0.01f; // what rounding and resizing may leave

    private final Augmentation<Sample> augmentation;
    private final Transform<Sample> evaluation;
    private final int height; // 0: as it was
    private final int width;
    private final float[] mean;
    private final float[] deviation;
    private final List<String> masks;
    private final List<String> fixed; // targets that look like masks and are none
    private final @Nullable ImageFiles files;
    private final float[][] tables; // what bytes become when they are normalised, for all channels or for each

    private ImageRows(Augmentation<Sample> augmentation, Transform<Sample> evaluation, int height, int width, float[] mean, float[] deviation,
            List<String> masks, List<String> fixed, @Nullable ImageFiles files) {
        this.augmentation = augmentation;
        this.evaluation = evaluation;
        this.height = height;
        this.width = width;
        this.mean = mean;
        this.deviation = deviation;
        this.masks = masks;
        this.fixed = fixed;
        this.files = files;
        this.tables = tables(mean, deviation);
    }

    private static float[][] tables(float[] mean, float[] deviation) {
        float[][] tables = new float[mean.length][256];
        for (int c = 0; c < tables.length; c++) {
            for (int v = 0; v < 256; v++) {
                tables[c][v] = (float) ((v / 255.0 - mean[c]) / deviation[c]);
            }
        }
        return tables;
    }

    public static ImageRows of(Augmentation<Sample> augmentation) {
        return new ImageRows(augmentation, Sequence.of(), 0, 0, new float[] {0}, new float[] {1}, List.of(), List.of(), null);
    }

    /** Decodes files of any size on the loader's threads, for rows that are these files, or some of them. It needs {@link #withSize}. */
    public ImageRows withFiles(ImageFiles images) {
        return new ImageRows(augmentation, evaluation, height, width, mean, deviation, masks, fixed, images);
    }

    /** The size that images have afterwards: transforms must see to it, with a crop or a {@link Resize}. Without, it is the size they had. */
    public ImageRows withSize(int imageHeight, int imageWidth) {
        return new ImageRows(augmentation, evaluation, Check.positive(NAME, "height", imageHeight), Check.positive(NAME, "width", imageWidth), mean,
                deviation, masks, fixed, files);
    }

    /** What is done to the images of the other parts, where the sizes of images differ from what the network takes: nothing that is random. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final ImageRows withEvaluation(Transform<Sample>... transforms) {
        return new ImageRows(augmentation, new Sequence<>(Arrays.asList(transforms)), height, width, mean, deviation, masks, fixed, files);
    }

    /** Afterwards (value − mean) / deviation, of values from 0 to 1: one pair for all channels, in all parts. */
    public ImageRows withNormalization(float ofMean, float ofDeviation) {
        return withNormalization(new float[] {ofMean}, new float[] {ofDeviation});
    }

    /** Afterwards (value − mean) / deviation, with a pair for each channel, in all parts. */
    public ImageRows withNormalization(float[] means, float[] deviations) {
        Check.require(means.length == deviations.length && means.length > 0, NAME, "as many means as deviations are needed",
                means.length + " and " + deviations.length);
        for (float one : deviations) {
            Check.positive(NAME, "deviation", one);
        }
        return new ImageRows(augmentation, evaluation, height, width, means.clone(), deviations.clone(), masks, fixed, files);
    }

    /** A target that is a class for each pixel, {@code [height, width]} or {@code [height, width, 1]}: it moves with the image. */
    public ImageRows withMask(String field) {
        List<String> more = new ArrayList<>(masks);
        more.add(field);
        return new ImageRows(augmentation, evaluation, height, width, mean, deviation, List.copyOf(more), fixed, files);
    }

    /** A target of the image's height and width that stays as it is, wherever the image's pixels go. */
    public ImageRows withFixed(String field) {
        List<String> more = new ArrayList<>(fixed);
        more.add(field);
        return new ImageRows(augmentation, evaluation, height, width, mean, deviation, masks, List.copyOf(more), files);
    }

    /** The parts: the training part augmented anew in each epoch, the others only brought to size and normalised. */
    public Split augment(Split split) {
        return new Split(training(split.train()), evaluation(split.validation()), evaluation(split.test()));
    }

    /** Rows to learn from, augmented anew in each epoch. A trainer refuses them as rows to measure by. */
    public Dataset training(Dataset rows) {
        return map(rows, augmentation.transform(), true);
    }

    /** Rows to measure by: brought to size and normalised. */
    public Dataset evaluation(Dataset rows) {
        if (rows.size() == 0) {
            return rows;
        }
        boolean unsized = files != null && evaluation instanceof Sequence<Sample> sequence && sequence.transforms().isEmpty();
        Check.require(!unsized, NAME, "files of any size must be brought to " + height + " × " + width + " to be measured by", "no transforms for it",
                "Say withEvaluation(Resize.to(" + height + ", " + width + ")).");
        return map(rows, evaluation, false);
    }

    /** Rows to measure by that are augmented all the same, for whoever wants to know how a model bears that. */
    public Dataset augmentedEvaluation(Dataset rows) {
        return map(rows, augmentation.transform(), false);
    }

    private Dataset map(Dataset rows, Transform<Sample> transform, boolean isForTraining) {
        if (files != null) {
            int source = Origin.source(files.origin(0));
            for (int i = 0; i < rows.size(); i++) { // a row says only the file's number, which is another picture among other files
                if (Origin.source(rows.origin(i)) != source) {
                    throw new IllegalArgumentException(NAME + ": rows must be of the files given to withFiles(..), got "
                            + Origin.describe(rows.origin(i)) + " for row " + i
                            + ". Give the ImageFiles that were split, or say withFiles(..) for each dataset.");
                }
            }
        }
        return rows.map(new Rows(this, transform, isForTraining), augmentation.source());
    }

    @Override
    public String toString() {
        return NAME + "[" + augmentation + (height == 0 ? "" : ", " + height + " × " + width) + (masks.isEmpty() ? "" : ", masks=" + masks) + "]";
    }

    /** The transform of one row. */
    private record Rows(ImageRows plan, Transform<Sample> transform, boolean isForTraining) implements RowTransform {

        @Override
        public List<Field> fields(List<Field> source) {
            int image = image(source);
            Check.require(plan.files == null || plan.height > 0, NAME, "images of files must be given a size", "none", "Say withSize(..).");
            Shape old = plan.files == null ? source.get(image).shape() : Shape.of(plan.height, plan.width, plan.files.channels());
            Shape shape = plan.height == 0 ? old : Shape.of(plan.height, plan.width, old.last());
            Check.require(plan.mean.length == 1 || plan.mean.length == old.last(), NAME,
                    "means and deviations are needed for all channels alike or for each of the " + old.last(), plan.mean.length);
            for (String name : plan.masks) {
                Field mask = source.get(named(source, name));
                Check.require(mask.shape().rank() >= 2 && mask.shape().dim(0) == old.dim(0) && mask.shape().dim(1) == old.dim(1)
                        && mask.size() == old.dim(0) * old.dim(1), NAME, "the mask \"" + name + "\" must have the image's height and width, " + old,
                        mask.shape());
            }
            for (Field field : source) {
                boolean follows = field.role() == Field.Role.TARGET && field.shape().rank() >= 2 && field.shape().dim(0) == old.dim(0)
                        && field.shape().dim(1) == old.dim(1);
                Check.require(!follows || plan.masks.contains(field.name()) || plan.fixed.contains(field.name()), NAME,
                        "a target of the image's height and width must be said to move with it or to stay", field,
                        "Say withMask(\"" + field.name() + "\"), or withFixed(\"" + field.name() + "\").");
            }
            return IntStream.range(0, source.size()).mapToObj(i -> {
                Field field = source.get(i);
                if (i == image) {
                    return new Field(plan.files == null ? field.name() : "pixels", field.role(), DType.FLOAT32, shape);
                }
                return plan.masks.contains(field.name()) ? new Field(field.name(), field.role(), field.dtype(), sized(field.shape(), shape)) : field;
            }).toList();
        }

        private static Shape sized(Shape mask, Shape image) {
            return mask.rank() == 2 ? Shape.of(image.dim(0), image.dim(1)) : Shape.of(image.dim(0), image.dim(1), 1);
        }

        private int image(List<Field> fields) {
            if (plan.files != null) {
                int file = named(fields, "file");
                Check.require(fields.get(file).dtype() == DType.INT32 && fields.get(file).shape().rank() == 0, NAME, "rows must be image files",
                        fields);
                return file;
            }
            List<Integer> found = IntStream.range(0, fields.size())
                    .filter(i -> fields.get(i).role() == Field.Role.INPUT && fields.get(i).shape().rank() == 3
                            && (fields.get(i).dtype() == DType.UINT8 || fields.get(i).dtype() == DType.FLOAT32)).boxed().toList();
            Check.require(found.size() == 1, NAME, "rows must have one input [height, width, channels] of UINT8 or FLOAT32", fields);
            return found.get(0);
        }

        private static int named(List<Field> fields, String name) {
            Optional<Integer> found = IntStream.range(0, fields.size()).filter(i -> fields.get(i).name().equals(name)).boxed().findFirst();
            return found.orElseThrow(() -> new IllegalArgumentException(NAME + ": there is no field \"" + name + "\", only " + fields + "."));
        }

        @Override
        public void apply(Row from, Row into, RandomStream random) {
            List<Field> fields = from.fields();
            int image = image(fields);
            Sample sample = Sample.of(image(from, image));
            for (int i = 0; i < fields.size(); i++) {
                if (fields.get(i).isLabel() && from.get(i, 0) >= 0) {
                    sample = sample.withLabel((int) from.get(i, 0));
                }
            }
            for (String name : plan.masks) {
                sample = sample.withMask(name, mask(from, named(fields, name), sample.image()));
            }
            Sample after = transform.apply(sample, Draw.of(random)).sample();
            write(after.image(), into, image);
            for (String name : plan.masks) {
                Image mask = after.image(name);
                int field = named(fields, name);
                for (int i = 0; i < mask.size(); i++) {
                    into.set(field, i, mask.floats()[i]);
                }
            }
        }

        private Image image(Row from, int field) {
            if (plan.files != null) {
                Picture picture = plan.files.picture((int) from.get(field, 0));
                return Image.of(picture.height(), picture.width(), picture.channels(), picture.pixels());
            }
            Shape shape = from.fields().get(field).shape();
            int size = from.fields().get(field).size();
            if (from.fields().get(field).dtype() == DType.UINT8) {
                byte[] bytes = new byte[size];
                from.get(field, bytes);
                return Image.of((int) shape.dim(0), (int) shape.dim(1), (int) shape.dim(2), bytes);
            }
            float[] floats = new float[size];
            from.get(field, floats);
            for (float value : floats) {
                if (!(value >= -BEYOND && value <= 1 + BEYOND)) {
                    throw new IllegalArgumentException(NAME + ": floats must be from 0, black, to 1, white, got " + value
                            + ". Augment before scaling; withNormalization(..) does that here.");
                }
            }
            return Image.of((int) shape.dim(0), (int) shape.dim(1), (int) shape.dim(2), floats);
        }

        private static Image mask(Row from, int field, Image image) {
            float[] values = new float[image.height() * image.width()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) from.get(field, i);
            }
            return Image.of(image.height(), image.width(), 1, values);
        }

        private void write(Image image, Row into, int field) {
            Shape shape = into.fields().get(field).shape();
            if (!image.shape().equals(shape)) {
                String resize = "Resize.to(" + shape.dim(0) + ", " + shape.dim(1) + ")";
                Check.require(false, toString(), "the image must come out as " + shape, image.shape(), transform == plan.evaluation
                        ? "These are rows to measure by: say withEvaluation(" + resize + ")."
                        : "End with a crop or " + resize + ", or say withSize(..).");
            }
            if (image.isBytes()) {
                into.put(field, image.bytes(), 0, plan.tables);
                return;
            }
            int channels = image.channels();
            float[] values = new float[image.size()];
            float[] floats = image.floats();
            for (int i = 0, c = 0; i < values.length; i++, c = c + 1 == channels ? 0 : c + 1) {
                float value = Math.max(0, Math.min(1, floats[i])); // bicubic values overshoot, which bytes do not show
                values[i] = (value - of(plan.mean, c)) / of(plan.deviation, c);
            }
            into.put(field, values);
        }

        private static float of(float[] values, int channel) {
            return values[values.length == 1 ? 0 : channel];
        }

        @Override
        public boolean keepsLabels() {
            return true;
        }

        @Override
        public boolean writesAll() {
            return true;
        }

        /** Says all that changes the pixels, as provenance asks for it. */
        @Override
        public String toString() {
            return NAME + "[" + transform + (plan.height == 0 ? "" : ", " + plan.height + " × " + plan.width) + ", mean=" + Arrays.toString(plan.mean)
                    + ", deviation=" + Arrays.toString(plan.deviation) + (plan.masks.isEmpty() ? "" : ", masks=" + plan.masks) + "]";
        }
    }
}
