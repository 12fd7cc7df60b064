package app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Doctor;
import org.librate.core.Librate;
import org.librate.core.Parameter;
import org.librate.core.Parameters;
import org.librate.core.Shape;
import org.librate.core.Step;
import org.librate.core.Tensor;
import org.librate.core.Updates;
import org.librate.core.interop.Nd4jArrays;
import org.librate.core.kernel.Execution;
import org.librate.core.kernel.KernelSets;

/** What an application does with one dependency on Librate and nothing else. */
class ConsumerTest {

    private static final Pattern PLATFORM = Pattern.compile("-((?:linux|macosx|windows|android|ios)-[a-z0-9_]+)\\.jar$");

    @Test void a_line_is_fitted() {
        Parameter slope = Parameter.zeros("slope", Shape.of(1, 1));
        Parameter start = Parameter.zeros("start", Shape.of(1));
        Parameters line = Parameters.of(slope, start);
        Tensor rate = Tensor.of(0.1f);
        Tensor x = Tensor.of(new float[][] {{0}, {1}, {2}, {3}});
        Tensor y = Tensor.of(new float[][] {{1}, {3}, {5}, {7}});
        try (Step step = Step.of("fit", in -> {
            Tensor loss = in.get(0).linear(slope.tensor(), start.tensor()).sub(in.get(1)).square().mean();
            line.backward(loss);
            Updates.sgd(line.values(), line.gradients(), rate);
            return loss;
        })) {
            for (int i = 0; i < 500; i++) {
                step.run(x, y);
            }
        }
        assertEquals(2, slope.tensor().item(), 1e-3);
        assertEquals(1, start.tensor().item(), 1e-3);
    }

    @Test void both_kernel_sets_work() {
        Tensor a = Tensor.of(new float[][] {{1, 2}, {3, 4}});
        assertArrayEquals(new float[] {7, 10, 15, 22}, a.matmul(a).toArray());
        assertArrayEquals(new float[] {7, 10, 15, 22}, Execution.current().with(KernelSets.reference(), () -> a.matmul(a).toArray()));
        assertEquals("onednn", KernelSets.preferred().name());
    }

    @Test void nd4j_shares_the_memory() {
        Tensor a = Tensor.of(new float[][] {{1, 2}, {3, 4}});
        Nd4jArrays.view(a).muli(2);
        assertArrayEquals(new float[] {2, 4, 6, 8}, a.toArray());
        assertEquals(DType.FLOAT32, a.dtype());
    }

    @Test void the_doctor_finds_nothing() {
        Doctor doctor = Librate.doctor();
        assertTrue(doctor.isHealthy(), doctor.toString());
        assertEquals("0.1.0-SNAPSHOT", doctor.facts().get("Librate"));
    }

    /** Not five platforms' natives, and not another's. */
    @Test void this_platforms_natives_came_alone() {
        Set<String> platforms = new TreeSet<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Matcher match = PLATFORM.matcher(entry);
            if (match.find()) {
                platforms.add(match.group(1));
            }
        }
        assertEquals(Set.of(Loader.getPlatform()), platforms);
    }
}
