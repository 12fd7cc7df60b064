package org.librate.core.data;

import java.util.List;
import java.util.function.BiConsumer;
import org.librate.core.random.RandomStream;

/**
 * A change to single rows, such as an augmentation; made on the loader's worker threads, several at once.
 *
 * <p>It may use nothing that changes from call to call but the random stream it is given, which depends on the seed, the epoch and the row's
 * origin (and on which copy it is, where rows are there several times): so batches are the same for any number of workers and after a resume.
 */
public interface RowTransform {

    /**
     * Writes the fields of {@code into} from the row read. Those that it shares with the row read are the same already, and others 0
     * (or anything, where {@link #writesAll} says so).
     */
    void apply(Row from, Row into, RandomStream random);

    /** The fields it writes, given those it reads: the same unless it says otherwise. */
    default List<Field> fields(List<Field> source) {
        return source;
    }

    /** Whether a row's class stays what it was, so that classes can be counted without transforming every row. */
    default boolean keepsLabels() {
        return false;
    }

    /**
     * Whether {@link #apply} writes every element of every field that it does not share with the row read: then the row need not be cleared before.
     */
    default boolean writesAll() {
        return false;
    }

    /** Whether it is for rows to learn from alone, as augmentation is: then a trainer refuses it in rows to measure by. */
    default boolean isForTraining() {
        return false;
    }

    /** A transform that changes a row where it lies, and leaves its class as it is. */
    static RowTransform inPlace(BiConsumer<Row, RandomStream> change) {
        return new InPlace(change);
    }
}
