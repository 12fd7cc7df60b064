package org.librate.core.learn;

import org.librate.core.table.Table;

/** A plan of how to change columns, which may first have to learn from the training rows: a scaler learns means and deviations. */
public interface Transformer {

    /** Learns from training rows. */
    FittedTransformer fit(Table train);

    /**
     * Learns from training rows, and gives them as the next step is to see them. For most transformers these are what {@link FittedTransformer#apply}
     * makes of them; one that looks at the target gives each row only what it learned without that row.
     */
    default Fitted fitApply(Table train) {
        FittedTransformer fitted = fit(train);
        return new Fitted(fitted, fitted.apply(train));
    }

    /**
     * What was learned, and the training rows after it.
     *
     * @param train the rows in the same order
     */
    record Fitted(FittedTransformer transformer, Table train) {
    }
}
