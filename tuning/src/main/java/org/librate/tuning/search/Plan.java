package org.librate.tuning.search;

import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;

/** How settings become an estimator. Called by several threads. */
@FunctionalInterface
public interface Plan<M extends Model> {

    Estimator<M> with(Settings settings);
}
