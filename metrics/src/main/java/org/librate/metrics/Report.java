package org.librate.metrics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.librate.metrics.classification.ClassOutcomes;
import org.librate.metrics.classification.ClassRate;
import org.librate.metrics.classification.Confusion;
import org.librate.metrics.classification.F1;
import org.librate.metrics.classification.Precision;
import org.librate.metrics.classification.Recall;
import org.librate.metrics.internal.Table;

/**
 * How a classifier did, class by class, and on average: {@code toString} is text, {@link #json} is for programs.
 *
 * <pre>
 * class     precision  recall      f1  support
 * stays        0.9510  0.9749  0.9628      797
 * leaves       0.8860  0.7970  0.8391      203
 * macro        0.9185  0.8859  0.9010    1,000
 * weighted     0.9378  0.9388  0.9377    1,000
 *
 * accuracy 0.9388
 * </pre>
 *
 * @param classes a line for each class
 * @param macro the mean over the classes that occur or were predicted
 * @param weighted the mean over the classes by how often they occur
 * @param accuracy the share that is right
 * @param undefined what stands for rates that are undefined
 * @param confusion what all this is made of
 */
public record Report(List<Line> classes, Line macro, Line weighted, double accuracy, Undefined undefined, Confusion confusion) {

    /** A line of the report. */
    public record Line(String name, double precision, double recall, double f1, double support) {
    }

    public Report {
        classes = List.copyOf(classes);
    }

    /** The report of a confusion matrix. */
    public static Report of(Confusion confusion, Undefined undefined) {
        double[] precisions = Precision.metric().withUndefined(undefined).perClass(confusion);
        double[] recalls = Recall.metric().withUndefined(undefined).perClass(confusion);
        double[] f1s = F1.metric().withUndefined(undefined).perClass(confusion);
        List<ClassOutcomes> counts = confusion.counts();
        List<Line> lines = IntStream.range(0, counts.size())
                .mapToObj(i -> new Line(confusion.name(i), precisions[i], recalls[i], f1s[i], counts.get(i).support())).toList();
        return new Report(lines, average("macro", Precision.macro(), Recall.macro(), F1.macro(), confusion, undefined),
                average("weighted", Precision.weighted(), Recall.weighted(), F1.weighted(), confusion, undefined), confusion.accuracy(), undefined,
                confusion);
    }

    private static Line average(String name, ClassRate precision, ClassRate recall, ClassRate f1, Confusion confusion, Undefined undefined) {
        return new Line(name, precision.withUndefined(undefined).from(confusion), recall.withUndefined(undefined).from(confusion),
                f1.withUndefined(undefined).from(confusion), confusion.total());
    }

    /** The lines as cells, with a heading: classes, then averages. */
    public List<List<String>> table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("class", "precision", "recall", "f1", "support"));
        List<Line> lines = new ArrayList<>(classes);
        lines.add(macro);
        lines.add(weighted);
        for (Line line : lines) {
            rows.add(List.of(line.name, Table.value(line.precision), Table.value(line.recall), Table.value(line.f1), Table.count(line.support)));
        }
        return rows;
    }

    /** Everything as a JSON object; what is undefined is null. */
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            number(json, "accuracy", accuracy);
            number(json, "support", confusion.total());
            json.writeStringField("undefined", undefined.name());
            json.writeArrayFieldStart("classes");
            for (Line line : classes) {
                write(json, line);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("averages");
            write(json, macro);
            write(json, weighted);
            json.writeEndArray();
            json.writeArrayFieldStart("confusion");
            for (double[] row : confusion.toArray()) {
                json.writeArray(row, 0, row.length);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A string cannot fail to be written.", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Line line) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", line.name);
        number(json, "precision", line.precision);
        number(json, "recall", line.recall);
        number(json, "f1", line.f1);
        number(json, "support", line.support);
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    /** What the dashes are about, a line for each class. */
    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        List<ClassOutcomes> counts = confusion.counts();
        for (int i = 0; i < counts.size(); i++) {
            boolean occurs = counts.get(i).support() > 0;
            boolean predicted = counts.get(i).predicted() > 0;
            if (!occurs && !predicted) {
                notes.add("class " + confusion.name(i) + " neither occurs nor was predicted: it is left out of the averages");
            } else if (!predicted) {
                notes.add("class " + confusion.name(i) + " was never predicted: its precision is undefined" + instead());
            } else if (!occurs) {
                notes.add("class " + confusion.name(i) + " never occurs: its recall is undefined" + instead());
            }
        }
        return notes;
    }

    private String instead() {
        return switch (undefined) {
            case NAN -> ", and so are averages over it";
            case SKIP -> ", and averages leave it out";
            case ZERO, ONE -> ", taken as " + (int) undefined.or(Double.NaN);
        };
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(Table.text(table())).append("\n\naccuracy ").append(Table.value(accuracy)).append('\n');
        notes().forEach(note -> text.append("- ").append(note).append('\n'));
        return text.append('\n').append(confusion).toString();
    }
}
