package org.librate.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees when something is missing or scarce: an error with its cause and a way out, never a crash, and all that can work on works on. */
class FailureTest {

    private static final Predicate<String> ONEDNN_NATIVES = jar -> jar.matches("dnnl-[\\d.-]+-[a-z].*");
    private static final Predicate<String> ND4J_NATIVES = jar -> jar.matches("nd4j-native-[\\d.]+-M[\\d.]+-[a-z].*");
    private static final String[] WAY_OUT = {"not on the class path", "with the classifier", "docs/natives.md"};

    @Test
    void a_tensor_beyond_two_gigabytes_is_refused() {
        for (Shape shape : List.of(Shape.of(1L << 29), Shape.of(1L << 40), Shape.of(1L << 62), Shape.of(Long.MAX_VALUE))) {
            assertThatThrownBy(() -> Tensor.zeros(DType.FLOAT32, shape)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("at most 2147483584 bytes", "2 GiB", "batches");
            Step step = Step.of("large", in -> in.get(0).expand(shape.toArray()));
            assertThatThrownBy(() -> step.run(Tensor.of(1f))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 GiB");
        }
        assertThat(Tensor.of(1f).add(1).item()).isEqualTo(2);
    }

    @Test
    void too_little_native_memory_is_an_error_with_numbers_and_the_process_goes_on() {
        String said = probe(jar -> false, List.of("-Dorg.bytedeco.javacpp.maxbytes=64m"), "too much at once", "too much in a step", "train",
                "too much in all", "train", "add");
        assertThat(line(said, "too much at once")).contains("OutOfMemoryError", "419430400 bytes", "the limit is 67108864",
                "-Dorg.bytedeco.javacpp.maxbytes", "smaller batches");
        assertThat(line(said, "too much in a step")).contains("no native memory for 419430400 bytes", " 5.0 10.0 15.0 20.0 ", "replayed");
        assertThat(line(said, "too much in all")).contains("OutOfMemoryError", "1048576 bytes", "the limit is 67108864");
        assertThat(said).containsSubsequence("[train] learned", "[train] learned", "[add] Tensor float32 [2] [4.0, 6.0]");
    }

    @Test
    void without_onednn_s_natives_it_works_on_nd4j_and_warns_once() {
        String said = probe(ONEDNN_NATIVES, List.of(), "add", "train", "float64", "doctor");
        assertThat(said).containsOnlyOnce("oneDNN did not load (")
                .contains("[add] Tensor float32 [2] [4.0, 6.0]", "[train] learned", "[float64] Tensor float64 [] 11.0");
        assertThat(problem(said, "onednn")).contains("jnidnnl").contains(WAY_OUT);
        assertThat(said).contains("nd4j, oneDNN did not load").doesNotContain("PROBLEM: nd4j");
    }

    @Test
    void without_nd4j_s_natives_float32_works_on_and_what_needs_nd4j_says_so_each_time() {
        String said = probe(ND4J_NATIVES, List.of(), "add", "train", "float64", "float64", "doctor");
        assertThat(said).contains("[add] Tensor float32 [2] [4.0, 6.0]", "[train] learned");
        assertThat(said.split("\\[float64] failed with IllegalStateException: Librate: this needs the ND4J kernels, which did not load: "
                + ".*jnind4jcpu.*docs/natives.md", -1)).hasSize(3);
        assertThat(problem(said, "nd4j")).contains("jnind4jcpu").contains(WAY_OUT);
    }

    @Test
    void without_both_the_error_names_the_cause_and_the_way_out() {
        String said = probe(ONEDNN_NATIVES.or(ND4J_NATIVES), List.of(), "add", "train", "doctor");
        assertThat(line(said, "add")).contains("IllegalStateException", "ND4J kernels, which did not load", "jnind4jcpu").contains(WAY_OUT);
        assertThat(line(said, "train")).contains("IllegalStateException", "jnind4jcpu").contains(WAY_OUT);
        assertThat(problem(said, "onednn")).contains("jnidnnl").contains(WAY_OUT);
        assertThat(problem(said, "nd4j")).contains("jnind4jcpu").contains(WAY_OUT);
    }

    @Test
    void a_wrong_name_of_kernels_is_an_error_each_time() {
        String said = probe(jar -> false, List.of("-Dlibrate.kernels=nonsense"), "add", "train", "doctor");
        String rule = "IllegalArgumentException: Librate: -Dlibrate.kernels must be onednn or nd4j, got nonsense.";
        assertThat(line(said, "add")).contains(rule);
        assertThat(line(said, "train")).contains(rule);
        assertThat(problem(said, "choice")).contains(rule);
    }

    @Test
    void nowhere_to_unpack_natives_is_an_error_that_names_the_setting(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder can be made in here, by nobody");
        List<String> nowhere = List.of("-Dorg.bytedeco.javacpp.cachedir=" + file.resolve("a"), "-Duser.home=" + file.resolve("b"),
                "-Djava.io.tmpdir=" + file.resolve("c"));
        String said = probe(jar -> false, nowhere, "add", "add", "doctor");
        assertThat(said.split("\\[add] failed with IllegalStateException: Librate: there is no native memory, because JavaCPP's native library did "
                + "not load", -1)).hasSize(3);
        assertThat(problem(said, "JavaCPP")).contains("-Dorg.bytedeco.javacpp.cachedir=<a writable folder");
    }

    /** The outcome of one task. */
    private static String line(String said, String task) {
        return said.lines().filter(line -> line.startsWith("[" + task + "]")).findFirst().orElseThrow(() -> new AssertionError(said));
    }

    private static String problem(String said, String part) {
        return said.lines().filter(line -> line.startsWith("PROBLEM: " + part)).findFirst().orElseThrow(() -> new AssertionError(said));
    }

    /** Runs tasks in a new process whose class path lacks some jars, and returns all it wrote. */
    private static String probe(Predicate<String> missing, List<String> options, String... tasks) {
        String classPath = Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator))
                .filter(entry -> !missing.test(new File(entry).getName())).collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-cp",
                classPath));
        command.addAll(options);
        command.add(FailureProbe.class.getName());
        command.addAll(List.of(tasks));
        try {
            Path output = Files.createTempFile("probe", ".txt");
            try {
                Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
                if (!process.waitFor(2, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new AssertionError("It hangs. " + Files.readString(output, StandardCharsets.UTF_8));
                }
                String said = Files.readString(output, StandardCharsets.UTF_8);
                assertThat(process.exitValue()).as(said).isZero();
                return said;
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
