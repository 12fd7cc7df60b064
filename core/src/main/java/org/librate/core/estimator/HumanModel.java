package org.librate.core.estimator;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.learn.Model;
import org.librate.core.table.Table;

/**
 * A fitted {@link HumanBaseline}: a row without a recorded answer is an error.
 *
 * @param answers by the origin of the row, as text
 */
public record HumanModel(List<String> classNames, Map<String, String> answers) implements Model {

    public HumanModel {
        classNames = List.copyOf(classNames);
        answers = Map.copyOf(answers);
        for (String answer : answers.values()) {
            if (classNames.isEmpty()) {
                number(answer);
            } else {
                Check.require(classNames.contains(answer), "HumanBaseline", "an answer must be one of the classes " + classNames,
                        "\"" + answer + "\"");
            }
        }
    }

    private static float number(String answer) {
        try {
            return Float.parseFloat(answer);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("HumanBaseline: an answer must be a number, as the target is, got \"" + answer + "\".", e);
        }
    }

    @Override
    public Tensor scores(Table rows) {
        int classes = classNames.size();
        float[] scores = new float[rows.rows() * Math.max(1, classes)];
        for (int i = 0; i < rows.rows(); i++) {
            @Nullable String answer = answers.get(Long.toString(rows.origin(i)));
            if (answer == null) {
                throw new IllegalArgumentException("HumanBaseline: needs a recorded answer for every row, and there is none for row " + i
                        + ", origin " + rows.origin(i) + ". Ask for it, or predict only rows that were asked about.");
            }
            if (classes == 0) {
                scores[i] = number(answer);
            } else {
                scores[i * classes + classNames.indexOf(answer)] = 1;
            }
        }
        return classes == 0 ? TrainingRows.values(scores) : TrainingRows.scores(rows.rows(), classes, scores);
    }

    @Override
    public String toString() {
        return "HumanModel[" + answers.size() + " answers]";
    }
}
