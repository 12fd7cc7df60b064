package org.librate.nn.train;

import java.util.Locale;

/**
 * Whether a network can learn a single batch by heart: what cannot do that has a fault that more data will not mend.
 *
 * @param rows the rows of the batch
 * @param firstLoss the loss before the first update
 * @param lastLoss the loss after the last
 * @param updates how many updates there were
 */
public record OneBatch(int rows, double firstLoss, double lastLoss, long updates) {

    /** Whether the loss fell to a tenth of what it was. */
    public boolean learned() {
        return lastLoss < 0.1 * firstLoss;
    }

    @Override
    public String toString() {
        String verdict = learned() ? "the network can learn it by heart"
                : "the network does not learn it by heart: look at the labels, the loss, the learning rate and whether gradients reach every layer";
        return String.format(Locale.ROOT, "One batch of %d rows: loss %.4f, after %d updates %.4f: %s.", rows, firstLoss, updates, lastLoss, verdict);
    }
}
