/**
 * Rows of data, and how they become batches.
 *
 * <pre>{@code
 * Dataset digits = Dataset.of(x, y);
 * Split split = digits.split(SplitRule.stratified(0.7, 0.15, 0.15).withSeed(42));
 * Loader loader = Loader.of(split.train()).withBatchSize(128).withOrder(BatchOrder.shuffled(random.stream("shuffle"))).withWorkers(2);
 * try (Batches batches = loader.open(epoch)) {
 *     for (Batch batch : batches) {
 *         step.run(batch.x(), batch.y());
 *     }
 * }
 * }</pre>
 *
 * <p>A {@link org.librate.core.data.Dataset} writes one row at a time straight into a batch's memory, from any thread. What a batch holds is a
 * function of the data, the order's seed, the epoch and the batch's number: not of how many threads prepared it, nor of where a run was resumed.
 */
@NullMarked
package org.librate.core.data;

import org.jspecify.annotations.NullMarked;
