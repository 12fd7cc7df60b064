package org.librate.nn.train;

import java.util.Locale;

/** The numbers went bad: a loss, a weight or a gradient is NaN or infinite. */
public final class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int epoch;
    private final int batch;
    private final double loss;
    private final String place;

    DivergedException(int epoch, int batch, double loss, String place, String wayOut) {
        this("diverged in epoch %d, batch %d, with loss %s", epoch, batch, loss, place, wayOut);
    }

    private DivergedException(String what, int epoch, int batch, double loss, String place, String wayOut) {
        super(String.format(Locale.ROOT, "Trainer: " + what + ": %s. %s", epoch, batch, loss, place, wayOut));
        this.epoch = epoch;
        this.batch = batch;
        this.loss = loss;
        this.place = place;
    }

    /** Of validation rows. */
    static DivergedException inValidation(int epoch, int batch, double loss, String place, String wayOut) {
        return new DivergedException("the validation after epoch %d gave, in its batch %d, the loss %s", epoch, batch, loss, place, wayOut);
    }

    /** The epoch, from 1. */
    public int epoch() {
        return epoch;
    }

    /** The batch within the epoch, or within the validation rows, from 1. */
    public int batch() {
        return batch;
    }

    public double loss() {
        return loss;
    }

    /** The first place, in the network's order, where a number is not finite, in words. */
    public String place() {
        return place;
    }
}
