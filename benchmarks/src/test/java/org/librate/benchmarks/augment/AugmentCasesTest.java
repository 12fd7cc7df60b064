package org.librate.benchmarks.augment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.librate.benchmarks.Work;

class AugmentCasesTest {

    @Test
    void every_transform_can_be_run_again_and_again() {
        AugmentCases.all().forEach((name, aCase) -> {
            if (!name.startsWith("loader")) {
                Work work = aCase.prepare();
                work.run();
                assertThat(work.nanos(1)).as(name).isPositive();
            }
        });
    }

    /** The case itself is too large for every build. */
    @Test
    void the_loader_brings_each_image_in_each_epoch() {
        Work work = new LoaderWork(8, 3, 2);
        work.run();
        work.run();
        assertThat(AugmentCases.all()).containsKey("loader, 1024 images");
    }
}
