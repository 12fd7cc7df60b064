package org.librate.benchmarks.tabular;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.benchmarks.Work;

class TabularCasesTest {

    /** The cases themselves are too large for every build; each is tried here at another size. */
    @Test
    void csv_can_be_read_again_and_again() {
        try (Work work = CsvWork.of(2_000)) {
            work.run();
            assertThat(work.nanos(2)).isPositive();
        }
        assertThat(TabularCases.all()).containsKey("csv 1M x 30");
    }

    @Test
    void what_is_fitted_is_checked() {
        for (Work work : List.of(ModelWork.prepare(500, 3, 2), ModelWork.logistic(500, 3), ModelWork.crossValidate(500, 3, 2),
                ModelWork.nearest(500, 3, 20, 5), ModelWork.area(500), ModelWork.report(500))) {
            work.run();
            work.run();
        }
    }

    @Test
    void a_big_table_is_read() throws Exception {
        BigTable.main(new String[] {"3000"});
    }
}
