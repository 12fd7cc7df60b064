package org.librate.nn.train;

import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Pass;
import org.librate.nn.loss.Loss;
import org.librate.nn.loss.SequenceLoss;

/** What a network answered, and the loss of each answer: of each row, or of each step of each row. */
record Judged(Answers answers, Tensor losses) {

    /**
     * @param outputLengths how many steps of each row's output are real; null if all are, or if it has none
     * @param targetLengths the same of the target; which of the two is known says what counts
     */
    static Judged of(Task<?> task, Loss loss, Tensor output, @Nullable Tensor outputLengths, Tensor target, @Nullable Tensor targetLengths) {
        if (loss instanceof SequenceLoss whole) {
            Tensor losses = whole.perRow(output, outputLengths == null ? all(output) : outputLengths, task.target(target), targetLengths == null ? all(target) : targetLengths);
            return new Judged(Answers.ofRows(output, target), losses);
        }
        Tensor real = targetLengths == null ? outputLengths : targetLengths;
        if (!task.answersSteps(output.shape().slice(1, output.rank()), real != null)) {
            return new Judged(Answers.ofRows(output, target), loss.perRow(output, task.target(target)));
        }
        Tensor mask = real == null ? null : Pass.inference().withLengths(output, real).mask(output).orElseThrow();
        Answers answers = Answers.ofSteps(output, target, mask);
        return new Judged(answers, loss.perRow(answers.output(), task.target(answers.target())));
    }

    private static Tensor all(Tensor sequences) {
        return Tensor.full(DType.INT32, Shape.of(sequences.dim(0)), sequences.dim(1));
    }
}
