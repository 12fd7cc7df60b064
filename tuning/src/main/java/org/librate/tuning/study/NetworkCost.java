package org.librate.tuning.study;

import org.librate.nn.Network;
import org.librate.nn.Summary;

/**
 * What a network costs wherever it runs: the same for the same network, unlike a {@link Latency}.
 *
 * <pre>{@code
 * NetworkCost cost = NetworkCost.of(model.network());
 * trial.constraint("size", cost.bytes() - 1e6);
 * cost.note(trial);
 * }</pre>
 *
 * @param parameters how many numbers were learned
 * @param multiplyAdds for one sample
 * @param bytes of what was learned, without the padding it has in memory
 */
public record NetworkCost(long parameters, long multiplyAdds, long bytes) {

    public static NetworkCost of(Network network) {
        Summary summary = network.summary();
        return new NetworkCost(summary.parameters(), summary.multiplyAdds(), summary.parameters() * network.parameters().values().dtype().bytes());
    }

    /** Notes the three in a trial, as {@code parameters}, {@code multiply-adds} and {@code bytes}. */
    public void note(Trial trial) {
        trial.note("parameters", parameters);
        trial.note("multiply-adds", multiplyAdds);
        trial.note("bytes", bytes);
    }
}
