package org.librate.benchmarks.imbalance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.librate.benchmarks.Work;
import org.librate.imbalance.combined.Combined;
import org.librate.imbalance.over.SmoteNc;
import org.librate.imbalance.under.NearMiss;

class ImbalanceCasesTest {

    /** The cases themselves are too large for every build. */
    @Test
    void a_sampler_can_run_again_and_again() {
        try (Work work = SamplerWork.of(NearMiss.farthest(), 2_000, 30, 0)) {
            assertThat(work.nanos(2)).isPositive();
        }
        SamplerWork.of(SmoteNc.create(), 1_000, 10, 50).run();
        SamplerWork.of(Combined.smoteTomek(), 500, 63, 0).run();
        assertThat(ImbalanceCases.all()).containsKey("Tomek links 1M x 30");
    }
}
