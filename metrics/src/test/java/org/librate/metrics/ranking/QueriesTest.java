package org.librate.metrics.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.librate.core.Tensor;
import org.librate.metrics.Evaluation;
import org.librate.metrics.Undefined;

class QueriesTest {

    private static final Queries QUERIES = Queries.of(Tensor.of(0.9f, 0.1f, 0.5f, 0.3f, 0.8f), Tensor.of(0, 1, 1, 0, 0), Tensor.of(7, 9, 7, 9, 7));

    @Test
    void rows_are_laid_out_by_query() {
        assertThat(QUERIES.scores().toArray()).containsExactly(0.9f, 0.5f, 0.8f, 0.1f, 0.3f, 0);
        assertThat(QUERIES.targets().toArray()).containsExactly(0, 1, 0, 1, 0, -1);
        assertThat(QUERIES).hasToString("Queries[queries=2, longest=3]");
        assertThat(QUERIES.get(MeanReciprocalRank.metric())).isCloseTo((1.0 / 3 + 1.0 / 2) / 2, within(1e-12));
        assertThat(QUERIES.get(PrecisionAt.at(2))).isEqualTo(0.25);
        assertThat(QUERIES.get(RecallAt.at(2))).isEqualTo(0.5);
        assertThat(QUERIES.get(MeanAveragePrecision.at(2))).isCloseTo((0 + 1.0 / 2) / 2, within(1e-12));
    }

    @Test
    void ties_never_help() {
        Queries same = Queries.of(Tensor.of(1f, 1f, 1f), Tensor.of(1, 0, 0), Tensor.of(0, 0, 0));
        assertThat(same.get(MeanReciprocalRank.metric())).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(same.get(PrecisionAt.at(1))).isZero();
    }

    @Test
    void a_query_with_nothing_relevant_is_undefined() {
        Queries none = Queries.of(Tensor.of(1f, 2f), Tensor.of(0, 0), Tensor.of(0, 0));
        assertThat(none.get(Ndcg.at(2))).isNaN();
        assertThat(none.get(Ndcg.at(2).withUndefined(Undefined.ZERO))).isZero();
        assertThat(none.get(MeanAveragePrecision.metric().withUndefined(Undefined.SKIP))).isNaN();
    }

    @Test
    void needs_queries_as_rows() {
        assertThatThrownBy(() -> Evaluation.of(Tensor.of(1f, 2f), Tensor.of(0, 1)).get(Ndcg.at(5))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[queries, items]").hasMessageContaining("Queries");
        assertThatThrownBy(() -> Queries.of(Tensor.of(1f), Tensor.of(0, 1), Tensor.of(0))).hasMessageContaining("a query number for each row");
    }
}
