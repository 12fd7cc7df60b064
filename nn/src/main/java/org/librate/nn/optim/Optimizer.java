package org.librate.nn.optim;

/**
 * How gradients change weights: a value with options, such as {@code AdamW.of(1e-3).withWeightDecay(0.01)}. {@link #attach} gives it something to
 * change.
 */
public interface Optimizer {

    /** The learning rate that schedules multiply. */
    double rate();

    /**
     * Whether each value is changed by one formula that is the same for weights and for what does not decay, and looks at no other value. Then both
     * are updated in one pass, as a group that does not decay.
     */
    default boolean treatsAllAlike() {
        return false;
    }

    /** The optimizer at work on one group of parameters. What it remembers starts here. */
    Updater attach(Group group, Clock clock);
}
