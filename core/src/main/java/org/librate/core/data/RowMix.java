package org.librate.core.data;

import java.util.List;
import org.librate.core.random.RandomStream;

/**
 * Makes one row of several: of its own, and of others drawn from the same dataset. As with a {@link RowTransform}, all that it draws must come from
 * the stream it is given.
 */
public interface RowMix {

    /** How many other rows it takes. */
    int others();

    /**
     * The fields it writes.
     *
     * @param classes how many classes the rows have; 0 if their targets are no classes
     */
    List<Field> fields(List<Field> source, int classes);

    /** Writes every element of {@code into}. */
    void mix(Row own, List<Row> others, Row into, RandomStream random);
}
