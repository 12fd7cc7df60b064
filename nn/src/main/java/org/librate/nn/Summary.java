package org.librate.nn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.librate.core.Shape;
import org.librate.core.Tensor;

/**
 * A network as a table: what each layer makes of one sample, how much it learns and how much it computes. It prints itself.
 *
 * <pre>{@code
 * System.out.println(network.summary());
 * }</pre>
 *
 * <p>A layer made of others has a row as well; its numbers are what it holds itself, so that every column adds up to its total.
 */
public final class Summary {

    /** One layer. Parameters and multiply-adds (for one sample) are its own, without those of layers inside it. */
    public record Row(String path, String spec, List<Shape> outputs, long parameters, long multiplyAdds) {

        public Row {
            outputs = List.copyOf(outputs);
        }
    }

    private static final int WIDEST_SPEC = 60;

    private final List<Row> rows;
    private final String shapes;
    private final long weightBytes;
    private final long remembered;
    private final long resultBytes;

    private Summary(List<Row> rows, String shapes, long weightBytes, long remembered, long resultBytes) {
        this.rows = List.copyOf(rows);
        this.shapes = shapes;
        this.weightBytes = weightBytes;
        this.remembered = remembered;
        this.resultBytes = resultBytes;
    }

    static Summary of(Network network) {
        Map<String, Long> parameters = parametersByLayer(network);
        List<Row> rows = new ArrayList<>();
        Row whole = new Row("", network.net().toString(), network.outputs(), parameters.getOrDefault("", 0L),
                network.net().multiplyAdds(network.inputs()));
        if (network.layers().isEmpty() || whole.parameters() > 0 || whole.multiplyAdds() > 0) {
            rows.add(whole);
        }
        for (Build.Built layer : network.layers()) {
            rows.add(new Row(layer.path(), layer.spec(), List.of(layer.output()), parameters.getOrDefault(layer.path(), 0L), layer.multiplyAdds()));
        }
        Tensor values = network.parameters().values();
        long results = rows.stream().filter(row -> !hasInside(rows, row)).flatMap(row -> row.outputs().stream()).mapToLong(Shape::size).sum();
        long remembered = network.states().values().stream().mapToLong(Tensor::size).sum();
        return new Summary(rows, joined(network.inputs()) + " to " + joined(network.outputs()), values.size() * values.dtype().bytes(), remembered,
                results * values.dtype().bytes());
    }

    /** Every parameter belongs to the innermost layer on its path; what belongs to none is the network's, whose path is empty. */
    private static Map<String, Long> parametersByLayer(Network network) {
        Set<String> paths = network.layers().stream().map(Build.Built::path).collect(Collectors.toSet());
        Map<String, Long> counts = new HashMap<>();
        for (Build.Learned learned : network.learned()) {
            String path = outer(learned.parameter().name());
            while (!path.isEmpty() && !paths.contains(path)) {
                path = outer(path);
            }
            counts.merge(path, learned.parameter().shape().size(), Long::sum);
        }
        return counts;
    }

    private static String outer(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    private static boolean hasInside(List<Row> rows, Row row) {
        String start = row.path().isEmpty() ? "" : row.path() + ".";
        return rows.stream().anyMatch(other -> other != row && other.path().startsWith(start));
    }

    private static String joined(List<Shape> shapes) {
        return shapes.stream().map(Shape::toString).collect(Collectors.joining(", "));
    }

    /** The layers, outer before inner. */
    public List<Row> rows() {
        return rows;
    }

    /** How many numbers training changes. */
    public long parameters() {
        return rows.stream().mapToLong(Row::parameters).sum();
    }

    /** How many products are summed for one sample. */
    public long multiplyAdds() {
        return rows.stream().mapToLong(Row::multiplyAdds).sum();
    }

    /** The memory of all parameters, in bytes. Their gradients take as much again. */
    public long weightBytes() {
        return weightBytes;
    }

    /** The memory of what the layers make of one sample, in bytes: about what training keeps for the way back, for each sample of a batch. */
    public long resultBytes() {
        return resultBytes;
    }

    @Override
    public String toString() {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("layer", "spec", "output", "parameters", "multiply-adds"));
        for (Row row : rows) {
            table.add(List.of(row.path().isEmpty() ? "(network)" : row.path(), shortened(row), joined(row.outputs()), cell(row.parameters()),
                    cell(row.multiplyAdds())));
        }
        table.add(List.of("total", shapes, "", counted(parameters()), counted(multiplyAdds())));
        int[] widths = new int[5];
        for (List<String> line : table) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        String format = "%-" + widths[0] + "s  %-" + widths[1] + "s  %-" + widths[2] + "s  %" + widths[3] + "s  %" + widths[4] + "s";
        List<String> lines = table.stream().map(line -> String.format(Locale.ROOT, format, line.toArray()).stripTrailing() + System.lineSeparator())
                .toList();
        String rule = "-".repeat(lines.get(0).stripTrailing().length()) + System.lineSeparator();
        return lines.get(0) + rule + String.join("", lines.subList(1, lines.size() - 1)) + rule + lines.get(lines.size() - 1) + memory();
    }

    private String memory() {
        return "memory: weights " + bytes(weightBytes) + ", gradients " + bytes(weightBytes) + ", results of layers " + bytes(resultBytes)
                + " a sample" + (remembered == 0 ? "" : "; " + counted(remembered) + " numbers remembered");
    }

    /** What is inside has rows of its own. */
    private String shortened(Row row) {
        String spec = hasInside(rows, row) ? row.spec().replaceFirst("(?s)\\[.*", "") : row.spec();
        return spec.length() <= WIDEST_SPEC ? spec : spec.substring(0, WIDEST_SPEC - 2) + "..";
    }

    /** Most layers have nothing to count; empty cells let the others stand out. */
    private static String cell(long number) {
        return number == 0 ? "" : counted(number);
    }

    private static String counted(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String bytes(long count) {
        double value = count;
        for (String unit : List.of("bytes", "KB", "MB")) {
            if (value < 1024) {
                return String.format(Locale.ROOT, unit.equals("bytes") ? "%.0f %s" : "%.1f %s", value, unit);
            }
            value /= 1024;
        }
        return String.format(Locale.ROOT, "%.1f GB", value);
    }
}
