package org.librate.core;

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

/** What {@code src/test/python/goldens.py} wrote: for each case its arrays by role, as {@code in.x}, {@code out.y}, {@code seed}, {@code grad.x}. */
final class GoldenFile {

    /** One array of the file. */
    record Values(boolean integers, Shape shape, double[] values) {

        Tensor tensor(DType floating) {
            return integers ? Tensor.of(Arrays.stream(values).mapToLong(v -> (long) v).toArray()).reshape(shape)
                    : OpCase.tensor(shape, floating, values);
        }
    }

    private GoldenFile() {
    }

    static Map<String, Map<String, Values>> read() {
        Map<String, Map<String, Values>> cases = new LinkedHashMap<>();
        InputStream stream = Objects.requireNonNull(GoldenFile.class.getResourceAsStream("goldens.txt"));
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
