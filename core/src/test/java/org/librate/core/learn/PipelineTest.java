package org.librate.core.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/** What a pipeline shows to whom. */
class PipelineTest {

    private final Table all = Table.of(NumericColumn.of("x", 1, 2, 3, 4, 5, 6), BooleanColumn.of("y", false, true, false, true, true, true))
            .withTarget("y");
    private final Table train = all.rows(0, 1, 2, 3);
    private final Table test = all.rows(4, 5);

    /** Subtracts the mean of the rows it was fitted on. */
    private static final class Center implements Transformer {
        @Override
        public FittedTransformer fit(Table rows) {
            double mean = Arrays.stream(rows.numeric("x").toArray()).average().orElseThrow();
            return others -> others.with(NumericColumn.of("x", Arrays.stream(others.numeric("x").toArray()).map(x -> x - mean).toArray()));
        }

        @Override
        public String toString() {
            return "Center";
        }
    }

    /** Every row twice. */
    private static Table twice(Table rows, RandomSource random) {
        return rows.concat(rows);
    }

    /** Remembers what it was shown, and answers with x. */
    private record Recorder(List<Table> seen) implements Estimator<Model> {
        @Override
        public Model fit(Table train) {
            seen.add(train);
            return new Model() {
                @Override
                public Tensor scores(Table rows) {
                    seen.add(rows);
                    return rows.select("x").matrix().reshape(-1);
                }

                @Override
                public List<String> classNames() {
                    return List.of();
                }
            };
        }

        @Override
        public Model fit(Table train, Table validation) {
            seen.add(validation);
            return fit(train);
        }
    }

    @Test
    void steps_learn_from_training_rows_alone_and_resampling_ends_with_fit() {
        List<Table> seen = new ArrayList<>();
        FittedPipeline<Model> fitted = Pipeline.start(new Center()).then((Resampler) PipelineTest::twice).estimator(new Recorder(seen))
                .fit(train, test);

        assertThat(fitted.scores(test).toArray()).as("5 and 6 less the mean of 1 to 4").containsExactly(2.5f, 3.5f);
        assertThat(seen.get(0).rows()).as("validation rows").isEqualTo(2);
        assertThat(seen.get(0).numeric("x").get(0)).isEqualTo(2.5);
        assertThat(seen.get(1).rows()).as("training rows, resampled").isEqualTo(8);
        assertThat(seen.get(2).rows()).as("rows to predict, not resampled").isEqualTo(2);
    }

    @Test
    void it_knows_the_rows_it_has_seen() {
        FittedPipeline<Model> fitted = Pipeline.start(new Center()).then((rows, random) -> rows.rows(0)).then(new Center())
                .estimator(new Recorder(new ArrayList<>())).fit(train);
        assertThat(fitted.seen().count()).isEqualTo(4);
        assertThat(fitted.steps().get(0).seen().count()).isEqualTo(4);
        assertThat(fitted.steps().get(1).seen()).as("after the resampler: the rows it left out may have decided which stay")
                .isEqualTo(SeenRows.of(train));
        assertThat(fitted.seen().among(test)).isEmpty();
        assertThat(fitted.seen().among(all)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void resamplers_draw_by_the_seed_and_their_place() {
        List<Long> drawn = new ArrayList<>();
        Resampler draws = (rows, random) -> {
            drawn.add(random.key());
            return rows;
        };
        Pipeline<Model> plan = Pipeline.start(draws).then(draws).estimator(new Recorder(new ArrayList<>()));
        plan.fit(train);
        plan.fit(train);
        plan.withSeed(1).fit(train);
        assertThat(drawn.subList(0, 2)).isEqualTo(drawn.subList(2, 4)).doesNotHaveDuplicates().doesNotContainAnyElementsOf(drawn.subList(4, 6));
    }
}
