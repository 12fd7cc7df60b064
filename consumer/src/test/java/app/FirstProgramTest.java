package app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The program that Librate's README shows. */
class FirstProgramTest {

    @Test void it_learns_the_circle() {
        PrintStream console = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            FirstProgram.main(new String[0]);
        } finally {
            System.setOut(console);
        }
        String output = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(output.contains("epoch 20  loss "), output);
        assertTrue(output.contains("(0.1, -0.2) is of class 1") && output.contains("(0.9, 0.9) is of class 0"), output);
    }
}
