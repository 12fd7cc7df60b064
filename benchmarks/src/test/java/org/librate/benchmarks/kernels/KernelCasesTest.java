package org.librate.benchmarks.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.benchmarks.Work;
import org.openjdk.jmh.annotations.Param;

class KernelCasesTest {

    static Set<String> names() {
        return KernelCases.all().keySet();
    }

    @Test
    void jmh_has_the_same_cases() throws Exception {
        assertThat(KernelBenchmarks.class.getField("name").getAnnotation(Param.class).value()).containsExactly(names().toArray(new String[0]));
    }

    @ParameterizedTest @MethodSource("names")
    void each_can_be_prepared_and_run_again_and_again(String name) {
        try (Work work = KernelCases.all().get(name).prepare()) {
            work.run();
            work.run();
        }
    }
}
