package org.librate.nn.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.librate.core.metric.Metric;

/**
 * How good a model's answers to the rows of a data set were, metric by metric.
 *
 * <pre>{@code
 * Scores scores = model.evaluate(test, Accuracy.metric());
 * scores.get(Accuracy.metric());         // 0.9978
 * System.out.println(scores);            // 1350 rows  accuracy 0.9978
 * }</pre>
 *
 * @param rows how many rows were looked at
 * @param values the metrics by name, in the order they were asked for
 */
public record Scores(int rows, Map<String, Double> values) {

    public Scores {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The value of a metric. */
    public double get(Metric metric) {
        Double value = values.get(metric.name());
        if (value == null) {
            throw new IllegalArgumentException("Scores: \"" + metric.name() + "\" was not measured. There are " + values.keySet()
                    + ". Name it in evaluate(..).");
        }
        return value;
    }

    /** One line, as for a table. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(rows + " rows");
        values.forEach((name, value) -> text.append(String.format(Locale.ROOT, "  %s %.4f", name, value)));
        return text.toString();
    }
}
