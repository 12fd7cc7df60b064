package org.librate.augment.tabular;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.Row;
import org.librate.core.data.RowMix;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

/**
 * Some values of a row are those of another row, column by column: each value stays one that its column has. Targets stay. For numbers and for
 * categories.
 *
 * <pre>{@code
 * Dataset train = SwapNoise.of(0.15).withSeed(42).over(split.train());
 * }</pre>
 */
public record SwapNoise(double probability, long seed) implements RowMix {

    public SwapNoise {
        Check.within("SwapNoise", "probability", probability, 0, 1);
    }

    /** Each value with this probability. */
    public static SwapNoise of(double probability) {
        return new SwapNoise(probability, 0);
    }

    public SwapNoise withSeed(long other) {
        return new SwapNoise(probability, other);
    }

    /** Rows to learn from, drawn anew in each epoch. */
    public Dataset over(Dataset rows) {
        return rows.mixed(this, RandomSource.of(seed).stream("swap"));
    }

    @Override
    public int others() {
        return 1;
    }

    @Override
    public List<Field> fields(List<Field> source, int classes) {
        Check.require(source.stream().noneMatch(field -> field.role() == Field.Role.LENGTHS), "SwapNoise", "rows must not be padded sequences",
                source);
        return source;
    }

    @Override
    public void mix(Row own, List<Row> others, Row into, RandomStream random) {
        own.copy(into);
        List<Field> fields = own.fields();
        long number = 0;
        for (int f = 0; f < fields.size(); f++) {
            if (fields.get(f).role() != Field.Role.INPUT) {
                continue;
            }
            for (int i = 0; i < fields.get(f).size(); i++) {
                if (random.bernoulli(number++, probability)) {
                    into.set(f, i, others.get(0).get(f, i));
                }
            }
        }
    }

    @Override
    public String toString() {
        return "SwapNoise[" + probability + ", seed=" + seed + "]";
    }
}
