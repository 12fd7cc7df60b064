package org.librate.nn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.librate.core.Shape;
import org.librate.core.data.Dataset;
import org.librate.nn.loss.Loss;

/**
 * The loss of always giving the same answer, the best that can be given without looking at a row: a network that does not get below it has learned
 * nothing of its inputs. With cross-entropy it is the entropy of the classes, with the squared error the variance of the targets.
 *
 * <pre>{@code
 * ConstantBaseline constant = plan.constantBaseline(train, validation);
 * System.out.println(constant);
 * // Always giving the class frequencies (0.333, 0.333, 0.333): loss 1.099 on the training rows, 1.099 on the validation rows.
 * // The untrained network begins at 1.274.
 * System.out.println(Verdict.of(model.history(), constant));
 * }</pre>
 *
 * @param answer the answer, in words
 * @param trainingLoss its loss on the training rows, of whose targets it is made
 * @param validationLoss its loss on the validation rows, if there are any
 * @param startingLoss the loss of the first training batch before the first update
 */
public record ConstantBaseline(String answer, double trainingLoss, OptionalDouble validationLoss, double startingLoss) {

    static ConstantBaseline of(Trainer<?> plan, Dataset train, @Nullable Dataset validation) {
        First first = new First();
        plan.aside(options -> {
            options.epochs = 1;
            options.accumulate = 1;
            options.callbacks = List.of(first);
        }).fit(train);
        Shape output = first.outputs.get(0);
        ConstantAnswer answer = ConstantAnswer.of(plan, train, output).orElseThrow(() -> new IllegalArgumentException(
                "constantBaseline: needs a network with as many outputs as a row has targets, got " + output + " and "
                + TargetMeans.target("constantBaseline", train) + ". There is inputIndependentBaseline."));
        Loss loss = plan.byClass().loss(train, output);
        OptionalDouble checked = validation == null ? OptionalDouble.empty() : OptionalDouble.of(answer.losses(plan, loss, validation).mean());
        return new ConstantBaseline(answer.words(), answer.losses(plan, loss, train).mean(), checked, first.loss);
    }

    /** Ends the run when it has seen where it begins. */
    private static final class First implements TrainingCallback {

        private final List<Shape> outputs = new ArrayList<>();
        private double loss = Double.NaN;

        @Override
        public void onBatch(Progress progress) {
            if (outputs.isEmpty()) {
                outputs.addAll(progress.network().outputs());
                loss = progress.loss();
            }
            progress.stop("seen");
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "Always giving %s: loss %.4g on the training rows", answer, trainingLoss));
        validationLoss.ifPresent(loss -> text.append(String.format(Locale.ROOT, ", %.4g on the validation rows", loss)));
        return text.append(String.format(Locale.ROOT, ". The untrained network begins at %.4g.", startingLoss)).toString();
    }
}
