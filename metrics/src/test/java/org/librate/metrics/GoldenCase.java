package org.librate.metrics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;

/** Rows of goldens.txt, and what a reference says of them. goldens.py beside it makes it and names the reference. */
public final class GoldenCase {

    public final String family;
    public final String name;
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();
    public final Map<String, Double> values = new LinkedHashMap<>();
    public final Map<String, double[]> curves = new LinkedHashMap<>();

    private GoldenCase(String family, String name) {
        this.family = family;
        this.name = name;
    }

    public static List<GoldenCase> of(String family) {
        return all().stream().filter(one -> one.family.equals(family)).toList();
    }

    public static GoldenCase of(String family, String name) {
        return of(family).stream().filter(one -> one.name.equals(name)).findFirst().orElseThrow();
    }

    private static List<GoldenCase> all() {
        List<GoldenCase> cases = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(GoldenCase.class.getResourceAsStream("goldens.txt")), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] halves = line.split(" : ", -1);
                String[] words = halves[0].split(" ");
                switch (words[0]) {
                    case "case" -> cases.add(new GoldenCase(words[1], words[2]));
                    case "value" -> cases.get(cases.size() - 1).values.put(halves[0].substring("value ".length()), number(halves[1]));
                    case "curve" -> cases.get(cases.size() - 1).curves.put(words[1], numbers(halves[1]));
                    default -> cases.get(cases.size() - 1).inputs.put(words[0], tensor(words, halves[1]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    private static Tensor tensor(String[] words, String values) {
        Shape shape = Shape.of(Arrays.stream(words).skip(1).mapToLong(Long::parseLong).toArray());
        boolean whole = !values.contains(".");
        return whole ? Tensor.of(shape, Arrays.stream(numbers(values)).mapToInt(v -> (int) v).toArray()) : Tensor.of(shape, numbers(values));
    }

    private static double[] numbers(String values) {
        return Arrays.stream(values.split(" ")).mapToDouble(GoldenCase::number).toArray();
    }

    private static double number(String word) {
        return word.equals("nan") ? Double.NaN : word.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(word);
    }

    public Tensor scores() {
        return Objects.requireNonNull(inputs.get("scores"));
    }

    public Tensor targets() {
        return Objects.requireNonNull(inputs.get("targets"));
    }

    public @Nullable Tensor weights() {
        return inputs.get("weights");
    }

    public double[] curve(String key) {
        return Objects.requireNonNull(curves.get(key), key);
    }

    public double value(Metric metric) {
        Metric.Tally tally = metric.start();
        tally.add(scores(), targets(), weights());
        return tally.value();
    }
}
