package org.librate.core.estimator;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;
import org.librate.core.table.Table;

/**
 * A rule that somebody wrote down, as an estimator: what is known without learning, and what a model should beat. The rule gets each row without its
 * target.
 *
 * <pre>{@code
 * Heuristic rule = Heuristic.classifier(row -> row.number("months") < 3 ? "true" : "false");
 * Model model = rule.fit(split.train());
 * }</pre>
 */
public final class Heuristic implements Estimator<Model> {

    private final @Nullable Function<TableRow, String> classes;
    private final @Nullable ToDoubleFunction<TableRow> numbers;

    private Heuristic(@Nullable Function<TableRow, String> classes, @Nullable ToDoubleFunction<TableRow> numbers) {
        this.classes = classes;
        this.numbers = numbers;
    }

    /** A rule that names the class of a row; of a target of yes and no these are "true" and "false". It must be safe for any number of threads. */
    public static Heuristic classifier(Function<TableRow, String> rule) {
        return new Heuristic(rule, null);
    }

    /** A rule that gives a number for a row. It must be safe for any number of threads. */
    public static Heuristic regressor(ToDoubleFunction<TableRow> rule) {
        return new Heuristic(null, rule);
    }

    /** Learns what the classes are, and nothing else. */
    @Override
    public Model fit(Table train) {
        if (classes != null) {
            return new Classes(TrainingRows.ofClasses("Heuristic", train).classNames(), classes, train.target().orElseThrow().name());
        }
        TrainingRows.ofNumbers("Heuristic", train);
        return new Numbers(Objects.requireNonNull(numbers), train.target().orElseThrow().name());
    }

    /** Rows as a rule may see them. */
    private static Table hidden(Table rows, String target) {
        return rows.has(target) && rows.names().size() > 1 ? rows.without(target) : rows;
    }

    record Classes(List<String> classNames, Function<TableRow, String> rule, String target) implements Model {

        @Override
        public Tensor scores(Table rows) {
            Table seen = hidden(rows, target);
            float[] scores = new float[rows.rows() * classNames.size()];
            for (int i = 0; i < rows.rows(); i++) {
                String answer = rule.apply(new TableRow(seen, i));
                int number = classNames.indexOf(answer);
                Check.require(number >= 0, "Heuristic", "the rule must answer with one of the classes " + classNames,
                        "\"" + answer + "\" for row " + i);
                scores[i * classNames.size() + number] = 1;
            }
            return TrainingRows.scores(rows.rows(), classNames.size(), scores);
        }

        @Override
        public String toString() {
            return "Heuristic[" + classNames + "]";
        }
    }

    record Numbers(ToDoubleFunction<TableRow> rule, String target) implements Model {

        @Override
        public Tensor scores(Table rows) {
            Table seen = hidden(rows, target);
            float[] values = new float[rows.rows()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) rule.applyAsDouble(new TableRow(seen, i));
            }
            return TrainingRows.values(values);
        }

        @Override
        public List<String> classNames() {
            return List.of();
        }

        @Override
        public String toString() {
            return "Heuristic[a number]";
        }
    }

    @Override
    public String toString() {
        return classes != null ? "Heuristic[classifier]" : "Heuristic[regressor]";
    }
}
