package org.librate.core.estimator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.librate.core.Check;
import org.librate.core.learn.Estimator;
import org.librate.core.table.Table;

/**
 * What people answered, recorded for each row, as an estimator: the level that a model may be measured by.
 *
 * <pre>{@code
 * HumanBaseline doctors = HumanBaseline.of(split.test(), "ill", "well", "ill");       // an answer for each row
 * HumanModel model = doctors.fit(split.train());
 * }</pre>
 *
 * @param answers by the {@linkplain Table#origin origin} of the row: names of classes, or numbers as text
 */
public record HumanBaseline(Map<Long, String> answers) implements Estimator<HumanModel> {

    public HumanBaseline {
        answers = Map.copyOf(answers);
        Check.require(!answers.isEmpty(), "HumanBaseline", "needs at least one answer", "none");
    }

    /** Answers by the origin of the row. */
    public static HumanBaseline of(Map<Long, String> answers) {
        return new HumanBaseline(answers);
    }

    /** An answer for each row of a table, which follows that row wherever it goes. */
    public static HumanBaseline of(Table rows, String... answers) {
        Check.require(answers.length == rows.rows(), "HumanBaseline", "needs an answer for each of " + rows.rows() + " rows", answers.length);
        Map<Long, String> byOrigin = new LinkedHashMap<>();
        for (int i = 0; i < answers.length; i++) {
            String before = byOrigin.putIfAbsent(rows.origin(i), answers[i]);
            Check.require(before == null || before.equals(answers[i]), "HumanBaseline", "a row that occurs several times must have one answer",
                    "\"" + before + "\" and \"" + answers[i] + "\"");
        }
        return new HumanBaseline(byOrigin);
    }

    /** Learns what the classes are, and nothing else. */
    @Override
    public HumanModel fit(Table train) {
        boolean classes = train.hasClasses();
        TrainingRows rows = classes ? TrainingRows.ofClasses("HumanBaseline", train) : TrainingRows.ofNumbers("HumanBaseline", train);
        Map<String, String> byOrigin = new LinkedHashMap<>();
        answers.forEach((origin, answer) -> byOrigin.put(Long.toString(origin), answer));
        return new HumanModel(classes ? rows.classNames() : List.of(), byOrigin);
    }

    @Override
    public String toString() {
        return "HumanBaseline[" + answers.size() + " answers]";
    }
}
