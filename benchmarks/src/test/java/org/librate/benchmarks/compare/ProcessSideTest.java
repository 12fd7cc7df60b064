package org.librate.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessSideTest {

    private static Side talker(String how) {
        return ProcessSide.start("the talker", List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Talker.class.getName(), how), Map.of());
    }

    @Test
    void asks_and_reads_answers_past_what_else_is_printed() {
        try (Side side = talker("well")) {
            assertThat(side.absence()).isNull();
            assertThat(side.about()).isEqualTo("talker 1.0");
            assertThat(side.cases()).containsExactly("easy", "deadly");
            assertThat(side.facts()).containsExactly("weight");
            assertThat(side.fact("weight")).isEqualTo("12 kg");
            side.warm("easy");
            assertThat(side.round("easy")).isEqualTo(12.5);
        }
    }

    @Test
    void an_error_is_a_failure_of_that_request_only() {
        try (Side side = talker("well")) {
            assertThatThrownBy(() -> side.warm("other")).isInstanceOf(SideFailure.class)
                    .hasMessage("the talker answered \"warm other\" with: error unknown case");
            assertThat(side.about()).isEqualTo("talker 1.0");
        }
    }

    @Test
    void death_is_told_with_the_last_output_and_the_next_request_starts_it_anew() {
        try (Side side = talker("well")) {
            assertThatThrownBy(() -> side.warm("deadly")).isInstanceOf(SideFailure.class)
                    .hasMessageContainingAll("the talker died with exit code 3 when asked \"warm deadly\"", "a fatal error has been detected");
            assertThat(side.round("easy")).isEqualTo(12.5);
        }
    }

    @Test
    void a_case_alone_costs_time_and_memory() {
        try (Side side = talker("well")) {
            assertThat(side.alone("easy")).isEqualTo(new Expense(12.5, 300, Double.NaN));
            assertThatThrownBy(() -> side.alone("deadly")).isInstanceOf(SideFailure.class).hasMessageContaining("died with exit code 3");
            assertThat(side.alone("easy").micros()).isEqualTo(12.5);
        }
    }

    @Test
    void a_process_may_say_that_it_has_nothing_to_measure() {
        try (Side side = talker("absent")) {
            assertThat(side.absence()).isEqualTo("no such module");
        }
    }

    @Test
    void a_program_that_is_not_there_is_told() {
        assertThatThrownBy(() -> ProcessSide.start("the talker", List.of("/nowhere/program"), Map.of()))
                .isInstanceOf(SideFailure.class).hasMessageContainingAll("the talker did not start", "/nowhere/program");
    }
}
