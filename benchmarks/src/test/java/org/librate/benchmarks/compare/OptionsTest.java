package org.librate.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsTest {

    @Test
    void options_have_defaults_and_can_be_given() {
        Options plain = Options.of("kernels");
        assertThat(plain.rounds()).isEqualTo(7);
        assertThat(plain.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(plain.only().matcher("anything").find()).isTrue();
        Options given = Options.of("kernels", "--threads", "1", "--only", "a|b", "--rounds", "9");
        assertThat(given.rounds()).isEqualTo(9);
        assertThat(given.threads()).isEqualTo(1);
        assertThat(given.only().pattern()).isEqualTo("a|b");
    }

    @Test
    void wrong_ones_are_explained() {
        assertThatThrownBy(Options::of).hasMessageContaining("usage: benchmarks/compare");
        assertThatThrownBy(() -> Options.of("kernels", "--fast", "1")).hasMessageContaining("got --fast");
        assertThatThrownBy(() -> Options.of("kernels", "--only")).hasMessageContaining("--only must be followed by its value");
        assertThatThrownBy(() -> Options.of("kernels", "--only", "(")).hasMessageContaining("must be a regular expression, got (");
        assertThatThrownBy(() -> Options.of("kernels", "--rounds", "4")).hasMessageContaining("rounds must be >= 5, got 4");
        assertThatThrownBy(() -> Options.of("kernels", "--threads", "two")).hasMessageContaining("threads must be a whole number, got two");
        assertThatThrownBy(() -> Comparisons.named("colonels")).hasMessageContainingAll("\"colonels\"", "kernels, tabular, train");
    }

    @Test
    void a_second_peer_that_is_not_built_is_absent(@TempDir Path target) {
        assertThat(Compare.dl4j(Options.of("train"), target).absence()).isEqualTo("it is not built: set LIBRATE_DL4J=1");
    }

    @Test
    void times_have_three_digits_in_either_unit() {
        assertThat(List.of(Unit.MICROSECONDS.print(0.25), Unit.MICROSECONDS.print(2.5), Unit.MICROSECONDS.print(25.25),
                Unit.MICROSECONDS.print(2500))).containsExactly("0.250", "2.50", "25.3", "2500");
        assertThat(List.of(Unit.MILLISECONDS.print(48.3), Unit.MILLISECONDS.print(483), Unit.MILLISECONDS.print(7_400)))
                .containsExactly("0.0483", "0.483", "7.40");
    }

    @Test
    void a_peer_without_its_environment_is_absent(@TempDir Path folder) throws Exception {
        Options options = Options.of("kernels");
        assertThat(Compare.peer(options, null).absence()).isEqualTo("LIBRATE_PEERS is not set");
        assertThat(Compare.peer(options, folder.toString()).absence()).isEqualTo("LIBRATE_PEERS has no bin/python");
        assertThat(Files.list(folder)).isEmpty();
    }
}
