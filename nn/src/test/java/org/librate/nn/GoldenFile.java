package org.librate.nn;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;

/**
 * What {@code src/test/python/goldens.py} and {@code imbalance_goldens.py} wrote: for each case its arrays by role, as {@code in.x}, {@code out.y},
 * {@code seed}, {@code grad.x}.
 */
public final class GoldenFile {

    private static final Map<String, Map<String, Values>> CASES = read("goldens.txt");

    static {
        CASES.putAll(read("imbalance-goldens.txt"));
    }

    /** One array of the file. */
    public record Values(boolean integers, Shape shape, double[] values) {

        public Tensor tensor(DType floating) {
            return integers ? Tensor.of(Arrays.stream(values).mapToLong(v -> (long) v).toArray()).reshape(shape)
                    : Tensor.of(shape, values).cast(floating);
        }

        /** Relative to 1 + the largest element. */
        public void isCloseTo(String what, double[] got, double tolerance) {
            double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
            for (int i = 0; i < values.length; i++) {
                if (got.length != values.length || !(Math.abs(got[i] - values[i]) <= tolerance * (1 + largest))) {
                    throw new AssertionError(what + ": element " + i + " of " + Arrays.toString(got) + " should be " + values[i] + " of "
                            + Arrays.toString(values));
                }
            }
        }
    }

    private GoldenFile() {
    }

    public static Map<String, Values> of(String name) {
        return Objects.requireNonNull(CASES.get(name), name);
    }

    /** All cases of another file of the same form. */
    public static Map<String, Map<String, Values>> read(String file) {
        Map<String, Map<String, Values>> cases = new LinkedHashMap<>();
        InputStream stream = Objects.requireNonNull(GoldenFile.class.getResourceAsStream(file), file);
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.startsWith("#")).map(line -> line.split(" ")).forEach(words -> {
                long[] dims = words[3].equals("-") ? new long[0] : Arrays.stream(words[3].split(",")).mapToLong(Long::parseLong).toArray();
                double[] values = Arrays.stream(words).skip(4).mapToDouble(Double::parseDouble).toArray();
                cases.computeIfAbsent(words[0], name -> new LinkedHashMap<>())
                        .put(words[1], new Values(words[2].equals("int"), Shape.of(dims), values));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }
}
