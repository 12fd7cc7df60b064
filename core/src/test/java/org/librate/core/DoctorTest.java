package org.librate.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.librate.core.kernel.Width;

class DoctorTest {

    @Test
    void tells_what_runs_here() {
        Doctor doctor = Librate.doctor();
        assertThat(doctor.failures()).isEmpty();
        assertThat(doctor.isHealthy()).isTrue();
        assertThat(doctor.facts()).containsKeys("Librate", "Java", "platform", "native memory", "oneDNN", "ND4J", "kernels", "threads");
        assertThat(doctor.facts().get("oneDNN")).matches("3\\.\\d+\\.\\d+, instruction set .+");
        assertThat(doctor.facts().get("threads")).contains(String.valueOf(Width.limit()));
        assertThat(doctor.toString()).startsWith("Librate ").endsWith("All is well.");
    }

    @Test
    void small_work_keeps_to_one_thread_and_large_work_takes_all() {
        int limit = Width.limit();
        try {
            Width.limit(4);
            assertThat(Width.forWork(2048)).isEqualTo(1);
            assertThat(Width.forWork(1e9)).isEqualTo(4);
            Width.limit(1);
            assertThat(Width.forWork(1e9)).isEqualTo(1);
        } finally {
            Width.limit(limit);
        }
    }
}
