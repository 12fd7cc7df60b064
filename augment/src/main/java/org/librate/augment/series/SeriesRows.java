package org.librate.augment.series;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.librate.augment.Augmentation;
import org.librate.augment.Draw;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.Row;
import org.librate.core.data.RowTransform;
import org.librate.core.data.Split;
import org.librate.core.random.RandomStream;

/**
 * Augments the series of a dataset as its rows are read: the one input FLOAT32 {@code [time, features]}. A target that is a class number is the
 * series' label; one that is a class for each step, INT32 {@code [time]}, moves along.
 *
 * <pre>{@code
 * Split data = SeriesRows.of(Augmentation.sequence(Jitter.of(0.03), TimeWarp.of(0.2)).withSeed(42)).augment(split);
 * }</pre>
 */
public final class SeriesRows {

    private static final String NAME = "SeriesRows";

    private final Augmentation<Series> augmentation;
    private final List<String> fixed; // targets that look as if they had a value for each step, and stay

    private SeriesRows(Augmentation<Series> augmentation, List<String> fixed) {
        this.augmentation = augmentation;
        this.fixed = fixed;
    }

    public static SeriesRows of(Augmentation<Series> augmentation) {
        return new SeriesRows(augmentation, List.of());
    }

    /** A target as long as the series that stays as it is, wherever the series' steps go. */
    public SeriesRows withFixed(String field) {
        return new SeriesRows(augmentation, Stream.concat(fixed.stream(), Stream.of(field)).toList());
    }

    /** The training part augmented anew in each epoch, and the others as they were. */
    public Split augment(Split split) {
        return new Split(training(split.train()), split.validation(), split.test());
    }

    /** Rows to learn from, augmented anew in each epoch. A trainer refuses them as rows to measure by. */
    public Dataset training(Dataset rows) {
        input(rows.fields());
        return rows.map(new Rows(augmentation, fixed), augmentation.source());
    }

    private static int input(List<Field> fields) {
        List<Integer> found = IntStream.range(0, fields.size())
                .filter(i -> fields.get(i).role() == Field.Role.INPUT && fields.get(i).dtype() == DType.FLOAT32
                && fields.get(i).shape().rank() == 2).boxed().toList();
        Check.require(found.size() == 1, NAME, "rows must have one input FLOAT32 [time, features]", fields);
        Check.require(fields.stream().noneMatch(field -> field.role() == Field.Role.LENGTHS), NAME, "series must all have the same length", fields,
                "Augment windows of one length.");
        return found.get(0);
    }

    @Override
    public String toString() {
        return NAME + "[" + augmentation + "]";
    }

    private record Rows(Augmentation<Series> augmentation, List<String> fixed) implements RowTransform {

        @Override
        public List<Field> fields(List<Field> source) {
            long time = source.get(input(source)).shape().dim(0);
            int steps = 0;
            for (Field field : source) {
                if (isForEachStep(field, time)) {
                    boolean moves = isClassOfEachStep(field, time) && ++steps == 1;
                    Check.require(moves, NAME, "of the targets as long as the series one moves along, INT32 [time], and others must be said to stay",
                            field, "Say withFixed(\"" + field.name() + "\").");
                }
            }
            return source;
        }

        private boolean isForEachStep(Field field, long time) {
            return field.role() == Field.Role.TARGET && field.shape().rank() >= 1 && field.shape().dim(0) == time && !fixed.contains(field.name());
        }

        private boolean isClassOfEachStep(Field field, long time) {
            return isForEachStep(field, time) && field.dtype() == DType.INT32 && field.shape().rank() == 1;
        }

        @Override
        public void apply(Row from, Row into, RandomStream random) {
            List<Field> fields = from.fields();
            int input = input(fields);
            int time = (int) fields.get(input).shape().dim(0);
            float[] values = new float[fields.get(input).size()];
            from.get(input, values);
            Series series = Series.of(time, values.length / time, values);
            int steps = -1;
            for (int i = 0; i < fields.size(); i++) {
                Field field = fields.get(i);
                if (field.isLabel() && from.get(i, 0) >= 0) {
                    series = series.withLabel((int) from.get(i, 0));
                } else if (isClassOfEachStep(field, time)) {
                    int[] each = new int[time];
                    for (int t = 0; t < time; t++) {
                        each[t] = (int) from.get(i, t);
                    }
                    series = series.withStepLabels(each);
                    steps = i;
                }
            }
            Series after = augmentation.transform().apply(series, Draw.of(random)).sample();
            into.put(input, after.values());
            if (steps >= 0) {
                into.put(steps, after.stepLabels());
            }
        }

        @Override
        public boolean isForTraining() {
            return true;
        }

        @Override
        public boolean keepsLabels() {
            return true;
        }

        @Override
        public String toString() {
            return NAME + "[" + augmentation.transform() + "]";
        }
    }
}
