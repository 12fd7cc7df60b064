package org.librate.nn.loss;

import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;

/**
 * Connectionist temporal classification (Graves et al. 2006): for labels in the order in which they occur in a longer sequence, such as the letters
 * of a recording, when nobody knows at which steps. Outputs are logits {@code [n, time, classes]}, one class being the blank, which stands for no
 * label; targets are labels {@code [n, most]}. The loss is minus the logarithm of the probability of all ways to stretch the labels over the steps;
 * {@link CtcDecoder} finds the labels back.
 *
 * <pre>{@code
 * Trainer.classifier(net).loss(CtcLoss.create()).fit(SequenceDataset.of(recordings).withLabelSequences(letters))
 * }</pre>
 *
 * <p>Labels that do not fit into a row's steps (one step each, one more between two that are the same) cannot come out. Such a row's loss is
 * infinite, which ends training with a complaint, unless it is to be {@linkplain #withImpossibleIgnored ignored}.
 *
 * @param blank the class that stands for no label
 * @param impossibleIgnored whether rows whose labels cannot come out cost 0 and are not learned from
 */
public record CtcLoss(int blank, boolean impossibleIgnored) implements SequenceLoss {

    public CtcLoss {
        Check.notNegative("CtcLoss", "blank", blank);
    }

    /** With class 0 as the blank. */
    public static CtcLoss create() {
        return new CtcLoss(0, false);
    }

    public CtcLoss withBlank(int blank) {
        return new CtcLoss(blank, impossibleIgnored);
    }

    /** Whether rows whose labels do not fit into their steps are passed over. */
    public CtcLoss withImpossibleIgnored(boolean ignored) {
        return new CtcLoss(blank, ignored);
    }

    @Override
    public Tensor perRow(Tensor output, Tensor outputLengths, Tensor target, Tensor targetLengths) {
        Check.require(!target.dtype().isFloating(), toString(), "labels must be of an integer type", target.dtype());
        Tensor labels = target.dim(1) == 0 ? Tensor.full(DType.INT32, Shape.of(target.dim(0), 1), blank) : target.cast(DType.INT32);
        Tensor loss = output.ctcLoss(outputLengths, labels, targetLengths, blank);
        return impossibleIgnored ? loss.isFinite().where(loss, Tensor.full(loss.dtype(), Shape.of(1), 0)) : loss;
    }

    @Override
    public String toString() {
        return blank == 0 && !impossibleIgnored ? "CtcLoss" : "CtcLoss[blank=" + blank + (impossibleIgnored ? ", impossibleIgnored=true" : "") + "]";
    }
}
