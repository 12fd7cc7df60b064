package org.librate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Every example runs to its end and shows what its page says it shows. */
class ExamplesTest {

    private interface Example {
        void run(String[] arguments);
    }

    private static String output(Example example) {
        PrintStream console = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            example.run(new String[0]);
        } finally {
            System.setOut(console);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void quickstart_learns_the_spirals() {
        String output = output(Quickstart::main);
        assertThat(output).contains("epoch 10", "epoch 40", "replayed");
        String accuracy = output.replaceAll("(?s).*epoch 40 .*?unseen points ([0-9.]+).*", "$1");
        assertThat(Double.parseDouble(accuracy)).isGreaterThan(0.98);
    }

    @Test
    void quickstart_prints_the_same_each_time_but_for_its_speed() {
        assertThat(withoutSpeed(output(Quickstart::main))).isEqualTo(withoutSpeed(output(Quickstart::main)));
    }

    private static String withoutSpeed(String output) {
        return output.replaceAll("updates, \\d+ a second", "updates");
    }
}
