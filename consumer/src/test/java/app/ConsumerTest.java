package app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.NativeArray;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ConsumerTest {

    private static final Pattern PLATFORM = Pattern.compile("-((?:linux|macosx|windows|android|ios)-[a-z0-9_]+)\\.jar$");

    @Test void librate_keeps_numbers_in_native_memory() {
        NativeArray array = NativeArray.allocate(DType.FLOAT32, Shape.of(2, 2));
        array.block().floats().put(array.start() + 3, 42f);
        assertEquals(42f, array.block().floats().get(array.start() + 3));
    }

    @Test void nd4j_computes() {
        INDArray a = Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}});
        assertArrayEquals(new float[] {7, 10, 15, 22}, a.mmul(a).dup('c').data().asFloat());
    }

    @Test void onednn_loads() {
        try (engine cpu = new engine(dnnl.dnnl_cpu, 0)) {
            assertEquals(engine.kind.cpu.value, cpu.get_kind().value);
        }
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
