package org.librate.benchmarks.imbalance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.librate.benchmarks.Work;
import org.librate.core.random.RandomSource;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.imbalance.Resampled;
import org.librate.imbalance.RowSampler;

/** A sampler and a table in which one row in ten is of the rare class. The peer draws numbers of the same distribution. */
final class SamplerWork implements Work {

    private static final int RARE = 10;
    private static final int TELLING_COLUMNS = 5;

    private final RowSampler<?> sampler;
    private final Table table;

    private SamplerWork(RowSampler<?> sampler, Table table) {
        this.sampler = sampler;
        this.table = table;
    }

    /**
     * Normally distributed numbers, the first five of which are larger by 1 in rows of the rare class.
     *
     * @param levels of one more column of categories; 0 for none
     */
    static SamplerWork of(RowSampler<?> sampler, int rows, int width, int levels) {
        RandomSource random = RandomSource.of(1).stream("table");
        int[] rare = IntStream.range(0, rows).map(i -> i % RARE == 0 ? 1 : 0).toArray();
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            double[] x = random.at(c).normals(rows);
            for (int i = 0; i < rows && c < TELLING_COLUMNS; i++) {
                x[i] += rare[i];
            }
            columns.add(NumericColumn.wrap("x" + c, x));
        }
        if (levels > 0) {
            columns.add(CategoryColumn.ofCodes("c", IntStream.range(0, levels).mapToObj(i -> "level" + i).toList(),
                    random.at(width).integers(rows, 0, levels)));
        }
        columns.add(CategoryColumn.ofCodes("class", List.of("often", "rare"), rare));
        return new SamplerWork(sampler, Table.of(columns).withTarget("class"));
    }

    @Override
    public void run() {
        Resampled some = sampler.apply(table);
        if (some.kept().length == table.rows() && some.made().size() == 0) {
            throw new IllegalStateException("SamplerWork: nothing was done: " + some);
        }
    }
}
