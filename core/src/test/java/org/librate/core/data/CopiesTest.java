package org.librate.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

/** Rows that come several times are changed differently each time. */
class CopiesTest {

    private static final Dataset PLAIN = Dataset.of(new float[][] {{1}, {2}, {3}}, new int[] {0, 1, 0});
    private static final RandomSource RANDOM = RandomSource.of(7);

    private static Dataset noisy(Dataset rows) {
        return rows.map(RowTransform.inPlace((row, random) -> row.set(0, 0, random.uniform(0))), RANDOM);
    }

    private static double first(Dataset rows, int index) {
        Row row = Row.of(rows.fields(), 1);
        rows.read(index, row);
        return row.get(0, 0);
    }

    @Test void each_copy_has_its_own_draw_and_the_first_that_of_the_row_alone() {
        double alone = first(noisy(PLAIN), 0);
        Dataset copies = noisy(PLAIN.subset(0, 1, 0, 0));
        assertThat(first(copies, 0)).isEqualTo(alone);
        assertThat(first(copies, 1)).isEqualTo(first(noisy(PLAIN), 1));
        assertThat(List.of(first(copies, 0), first(copies, 2), first(copies, 3))).doesNotHaveDuplicates();
        Dataset joined = noisy(PLAIN.concat(PLAIN));
        assertThat(first(joined, 0)).isEqualTo(alone);
        assertThat(first(joined, 3)).isNotEqualTo(alone);
    }

    @Test void copies_are_mixed_with_others() {
        RowMix mix = new RowMix() {
            @Override
            public int others() {
                return 1;
            }

            @Override
            public List<Field> fields(List<Field> source, int classes) {
                return source;
            }

            @Override
            public void mix(Row row, List<Row> others, Row into, RandomStream random) {
                row.copy(into);
                into.set(0, 0, random.uniform(0));
            }
        };
        Dataset copies = PLAIN.subset(0, 0).mixed(mix, RANDOM);
        assertThat(first(copies, 0)).isEqualTo(first(PLAIN.mixed(mix, RANDOM), 0));
        assertThat(first(copies, 1)).isNotEqualTo(first(copies, 0));
    }
}
