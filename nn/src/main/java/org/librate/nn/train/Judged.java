package org.librate.nn.train;

import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Pass;
import org.librate.nn.loss.Loss;
import org.librate.nn.loss.RowLoss;
import org.librate.nn.loss.SequenceLoss;

/** What a network answered, and the loss of each answer: of each row, or of each step of each row. */
record Judged(Answers answers, Tensor losses) {

    /**
     * @param outputLengths how many steps of each row's output are real; null if all are, or if it has none
     * @param targetLengths the same of the target; which of the two is known says what counts
     */
    static Judged of(Task<?> task, Loss loss, Tensor output, @Nullable Tensor outputLengths, Tensor target, @Nullable Tensor targetLengths) {
        if (loss instanceof SequenceLoss whole) {
            Tensor losses = whole.perRow(output, outputLengths == null ? all(output) : outputLengths, task.target(target),
                    targetLengths == null ? all(target) : targetLengths);
            return new Judged(Answers.ofRows(output, target), checked(loss, losses, output));
        }
        if (loss instanceof RowLoss whole) {
            Tensor lengths = targetLengths == null ? outputLengths : targetLengths;
            Tensor real = lengths == null ? null : Pass.inference().withLengths(output, lengths).mask(output).orElseThrow();
            return new Judged(Answers.ofRows(output, target), checked(loss, whole.perRow(output, task.target(target), real), output));
        }
        Tensor real = targetLengths == null ? outputLengths : targetLengths;
        if (!task.answersSteps(output.shape().slice(1, output.rank()), real != null)) {
            return new Judged(Answers.ofRows(output, target), checked(loss, loss.perRow(output, task.target(target)), output));
        }
        Tensor mask = real == null ? null : Pass.inference().withLengths(output, real).mask(output).orElseThrow();
        Answers answers = Answers.ofSteps(output, target, mask);
        return new Judged(answers, checked(loss, loss.perRow(answers.output(), task.target(answers.target())), answers.output()));
    }

    /** A mean over all, or {@code [n, 1]}, would go through too, and mean something else as soon as rows have weights. */
    private static Tensor checked(Loss loss, Tensor losses, Tensor output) {
        if (losses.rank() != 1 || losses.dim(0) != output.dim(0)) {
            String wayOut = losses.rank() > 1 && losses.dim(0) == output.dim(0) ? "take the mean of each row's elements: flatten(1).mean(1)"
                    : "do not sum or average over the rows: the trainer does";
            throw new ShapeException("Trainer", "a loss must give one number for each of the " + output.dim(0) + " rows, [" + output.dim(0) + "]",
                    wayOut, output.shape(), losses.shape());
        }
        return losses;
    }

    private static Tensor all(Tensor sequences) {
        return Tensor.full(DType.INT32, Shape.of(sequences.dim(0)), sequences.dim(1));
    }
}
