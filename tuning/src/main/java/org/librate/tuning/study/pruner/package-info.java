/** Ways to find trials that are losing while they run. */
@NullMarked
package org.librate.tuning.study.pruner;

import org.jspecify.annotations.NullMarked;
