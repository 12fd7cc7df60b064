package org.librate.imbalance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.Row;
import org.librate.core.neighbor.NeighborTable;
import org.librate.core.random.RandomSource;

/**
 * SMOTE (Chawla et al. 2002) while batches are filled: rows of rare classes are made up anew in every epoch, between a row and one of its nearest
 * neighbours of the same class, and none is ever stored. What is kept in memory is a table of the rare classes' rows and who their neighbours are;
 * the many rows of the largest class are neither copied nor read before training does.
 *
 * <pre>{@code
 * Dataset more = LiveSmote.create().withRatio(0.5).withSeed(7).over(train);     // train, and rows that are not there
 * Classifier model = Trainer.classifier(net).fit(more, validation);
 * }</pre>
 *
 * <p>Row number and epoch alone say what a made-up row is, so that batches are the same bits for any number of workers, and after a resume. The
 * distance adds up all inputs as they are: scale them before. Inputs must be numbers; a row's weight lies between those of its two parents, at the
 * same place as all else. Of an augmented data set the table has the rows as they are in epoch 0: augment the balanced one instead.
 *
 * <p>For training rows only: split before, and evaluate on rows that are there. A network trained this way takes rare classes to be more frequent
 * than they are; its classifier knows that, and corrects its probabilities ({@link Dataset#population}).
 *
 * @param neighbors of how many nearest rows one is drawn
 * @param ratio up to which share of the largest class's rows each smaller class is filled up
 * @param fewRows what to do with a class that has too few rows for as many neighbours
 */
public record LiveSmote(int neighbors, double ratio, FewRows fewRows, long seed) {

    private static final String NAME = "LiveSmote";

    public LiveSmote {
        Check.positive(NAME, "neighbors", neighbors);
        Check.require(ratio > 0 && ratio <= 1, NAME, "the ratio must be in (0, 1]", ratio);
    }

    /** Five neighbours, and every class as many rows as the largest. */
    public static LiveSmote create() {
        return new LiveSmote(5, 1, FewRows.FAIL, 0);
    }

    public LiveSmote withNeighbors(int neighbors) {
        return new LiveSmote(neighbors, ratio, fewRows, seed);
    }

    /** What to do with a class that has too few rows for as many neighbours. */
    public LiveSmote withFewRows(FewRows fewRows) {
        return new LiveSmote(neighbors, ratio, fewRows, seed);
    }

    /** With 0.5 each class that is smaller gets half as many rows as the largest has; one that has more keeps what it has. */
    public LiveSmote withRatio(double ratio) {
        return new LiveSmote(neighbors, ratio, fewRows, seed);
    }

    public LiveSmote withSeed(long seed) {
        return new LiveSmote(neighbors, ratio, fewRows, seed);
    }

    /** The rows of a data set, and after them those that are made up. Reads the rows of the classes that get more. */
    public Dataset over(Dataset source) {
        List<Field> fields = source.fields();
        checkFields(fields);
        int[] labels = source.labels();
        long[] counts = source.classCounts();
        long largest = Arrays.stream(counts).max().orElse(0);
        int[] made = new int[counts.length];
        int[] near = new int[counts.length];
        for (int c = 0; c < made.length; c++) {
            made[c] = counts[c] == 0 ? 0 : Math.toIntExact(Math.max(0, Math.round(ratio * largest) - counts[c]));
            near[c] = made[c] == 0 ? 0 : fewRows.neighbors(toString(), "neighbors", neighbors, name(source, c), (int) counts[c],
                    "the order BatchOrder::classBalanced, which repeats rows");
        }
        List<LiveRows.Rare> rare = new ArrayList<>();
        for (int c = 0; c < made.length; c++) {
            if (made[c] > 0) {
                int number = c;
                rare.add(rare(source, c, IntStream.range(0, labels.length).filter(i -> labels[i] == number).toArray(), near[c], made[c]));
            }
        }
        return new LiveRows(this, source, rare);
    }

    private static String name(Dataset source, int number) {
        return source.classNames().size() > number ? source.classNames().get(number) : Integer.toString(number);
    }

    private void checkFields(List<Field> fields) {
        Check.require(fields.stream().filter(field -> field.role() == Field.Role.TARGET).count() == 1 && fields.stream().anyMatch(Field::isLabel),
                toString(), "needs a class number as the only target", fields);
        for (Field field : fields) {
            Check.require(field.role() != Field.Role.INPUT || field.dtype().isFloating(), toString(),
                    "inputs must be of a floating type to lie between others", field,
                    "Cast numbers; for categories take the order BatchOrder::classBalanced, which repeats rows.");
            Check.require(field.role() != Field.Role.LENGTHS, toString(), "rows must be of one length to lie between others", field,
                    "Take the order BatchOrder::classBalanced, which repeats rows.");
        }
    }

    private LiveRows.Rare rare(Dataset source, int label, int[] rows, int near, int made) {
        int[] numbers = LiveRows.numbers(source.fields());
        int width = Arrays.stream(numbers).map(i -> source.fields().get(i).size()).sum();
        int measured = Arrays.stream(numbers).filter(i -> source.fields().get(i).role() == Field.Role.INPUT).map(i -> source.fields().get(i).size())
                .sum();
        double[] values = new double[Rows.cells(toString(), rows.length, width)];
        double[] inputs = new double[Rows.cells(toString(), rows.length, measured)];
        Row row = Row.of(source.fields(), 0);
        for (int i = 0; i < rows.length; i++) {
            source.read(rows[i], row);
            int at = i * width;
            int input = i * measured;
            for (int field : numbers) {
                double[] some = row.toArray(field);
                System.arraycopy(some, 0, values, at, some.length);
                at += some.length;
                if (source.fields().get(field).role() == Field.Role.INPUT) {
                    checkFinite(some, source.fields().get(field), rows[i]);
                    System.arraycopy(some, 0, inputs, input, some.length);
                    input += some.length;
                }
            }
        }
        int[] nearest = near == 0 ? new int[0] : NeighborTable.wrap(inputs, measured).nearestOthers(near).rows();
        int[] turn = RandomSource.of(seed).stream(NAME).stream("parents").at(label).permutation(rows.length);
        return new LiveRows.Rare(label, rows, values, near, nearest, turn, made);
    }

    private void checkFinite(double[] values, Field field, int row) {
        for (double value : values) {
            Check.require(Double.isFinite(value), toString(), "inputs must be finite", value + " in \"" + field.name() + "\", row " + row,
                    "Impute it.");
        }
    }

    /** Like the code that made it. */
    @Override
    public String toString() {
        return NAME + "[neighbors=" + neighbors + ", ratio=" + ratio + (fewRows == FewRows.FAIL ? "" : ", fewRows=" + fewRows) + ", seed=" + seed
                + "]";
    }
}
