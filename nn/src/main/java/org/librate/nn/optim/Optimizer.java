package org.librate.nn.optim;

/**
 * How gradients change weights: a value with options, such as {@code AdamW.of(1e-3).withWeightDecay(0.01)}. {@link #attach} gives it something to change.
 */
public interface Optimizer {

    /** The learning rate that schedules multiply. */
    double rate();

    /** The optimizer at work on one group of parameters. What it remembers starts here. */
    Updater attach(Group group, Clock clock);
}
