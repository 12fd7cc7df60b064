package org.librate.nn.train;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.Padded;
import org.librate.nn.loss.Loss;

/**
 * The answer that fits all training rows best without looking at any, as a network would give it.
 *
 * @param output the output for one row
 * @param words what it says
 */
record ConstantAnswer(Tensor output, String words) {

    private static final int FEW = 6;

    /** Of these rows; empty if the outputs are not of the targets' size, so that nobody but the loss knows what they mean. */
    static Optional<ConstantAnswer> of(Trainer<?> plan, Dataset train, Shape output) {
        String who = "constantBaseline";
        Task<?> task = plan.task();
        Field target = TargetMeans.target(who, train);
        if (task.answersSteps(output, train.fields().stream().anyMatch(field -> field.isLengthsOf(target)))) {
            return Optional.empty(); // one answer for each step is another question
        }
        Tensor byClass = plan.byClass().weights(train, output);
        boolean labels = target.size() == 1 && (!target.dtype().isFloating() || byClass != null);
        int classes = !labels ? 0 : task == ClassifierTask.CLASSES ? (int) output.size() : task == ClassifierTask.BINARY ? 2 : 0;
        double[] means = TargetMeans.of(who, train, classes, byClass == null ? null : byClass.toArray());
        double[] known = task == ClassifierTask.BINARY && means.length == 2 ? new double[] {means[1]} : means;
        if (known.length != output.size()) {
            return Optional.empty();
        }
        double least = 0.5 / train.size(); // no class is impossible because it was not seen
        if (task == ClassifierTask.CLASSES) {
            double[] logits = Arrays.stream(known).map(p -> Math.log(Math.max(p, least))).toArray();
            return Optional.of(answer(output, logits, "the class frequencies" + list(known)));
        }
        if (task instanceof ClassifierTask) {
            double[] logits = Arrays.stream(known).map(p -> Math.min(Math.max(p, least), 1 - least)).map(p -> Math.log(p / (1 - p))).toArray();
            return Optional.of(answer(output, logits, "the frequency of yes" + list(known)));
        }
        ConstantAnswer mean = answer(output, known, "the mean" + list(known));
        if (Arrays.stream(known).anyMatch(m -> m <= 0)) {
            return Optional.of(mean);
        }
        Loss loss = plan.byClass().loss(train, output);
        ConstantAnswer logarithm = answer(output, Arrays.stream(known).map(Math::log).toArray(), mean.words); // losses of counts are given it
        return Optional.of(logarithm.losses(plan, loss, train).mean() < mean.losses(plan, loss, train).mean() ? logarithm : mean);
    }

    private static ConstantAnswer answer(Shape shape, double[] values, String words) {
        float[] output = new float[values.length];
        for (int i = 0; i < output.length; i++) {
            output[i] = (float) values[i];
        }
        return new ConstantAnswer(Tensor.of(shape.prepend(1), output), words);
    }

    private static String list(double[] values) {
        if (values.length > FEW) {
            return "";
        }
        return Arrays.stream(values).mapToObj(value -> String.format(Locale.ROOT, "%.3g", value)).collect(Collectors.joining(", ", " (", ")"));
    }

    /** The loss of each row, as validation has it: without class weights. */
    RowLosses losses(Trainer<?> plan, Loss loss, Dataset data) {
        Shape row = output.shape().slice(1, output.rank());
        return RowLosses.of(data, plan.task(), loss,
                inputs -> Padded.whole(Tensor.zeros(DType.FLOAT32, row.prepend(inputs[0].values().dim(0))).add(output)));
    }
}
