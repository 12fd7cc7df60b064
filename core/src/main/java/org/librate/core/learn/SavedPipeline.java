package org.librate.core.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.librate.core.Check;

/**
 * A fitted pipeline as files have it.
 *
 * @param seen the different sets of rows that steps and the model learned from; empty if these are not known
 * @param modelSeen which of them the model learned from
 * @param correction for which shares of the classes the model was fitted and is asked; empty where there are none
 */
record SavedPipeline(List<Step> steps, Model model, List<String> classNames, Inputs inputs, List<Origins> seen, int modelSeen,
        Map<String, String> notes, Optional<PriorCorrection> correction) {

    /** @param seen which of the sets of rows it learned from */
    record Step(String plan, FittedTransformer transformer, int seen) {
    }

    /** The origins of rows. */
    record Origins(long[] rows) {
    }

    static SavedPipeline of(FittedPipeline<?> fitted) {
        List<SeenRows> sets = new ArrayList<>();
        List<Step> steps = fitted.steps().stream().map(step -> new Step(step.plan(), step.transformer(), number(step.seen(), sets))).toList();
        int modelSeen = number(fitted.modelSeen(), sets);
        return new SavedPipeline(steps, fitted.model(), fitted.classNames(), fitted.allInputs(),
                sets.stream().map(set -> new Origins(set.toArray())).toList(), modelSeen, fitted.notes(), fitted.shares());
    }

    private static int number(SeenRows rows, List<SeenRows> sets) {
        if (!rows.isKnown()) {
            return -1;
        }
        if (!sets.contains(rows)) {
            sets.add(rows);
        }
        return sets.indexOf(rows);
    }

    FittedPipeline<Model> pipeline() {
        Check.require(model.classNames().equals(classNames), "FittedPipeline", "the model's classes must be those the file names, " + classNames,
                model.classNames());
        Check.require(correction.isEmpty() || correction.get().classNames().equals(classNames), "FittedPipeline",
                "corrected probabilities must be of the classes " + classNames, correction);
        List<SeenRows> sets = seen.stream().map(origins -> SeenRows.of(origins.rows())).toList();
        List<FittedPipeline.Step> made = steps.stream().map(step -> new FittedPipeline.Step(step.plan(), step.transformer(), at(sets, step.seen())))
                .toList();
        return new FittedPipeline<>(made, model, at(sets, modelSeen), inputs, notes, correction.orElse(null));
    }

    private static SeenRows at(List<SeenRows> sets, int number) {
        Check.require(number >= -1 && number < sets.size(), "FittedPipeline", "rows it has seen must be one of " + sets.size() + " sets", number);
        return number < 0 ? SeenRows.unknown() : sets.get(number);
    }
}
