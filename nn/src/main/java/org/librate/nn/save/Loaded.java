package org.librate.nn.save;

import java.util.List;
import org.librate.core.save.Quoted;

/**
 * What came of loading a file into a network.
 *
 * @param loaded the network's parameters and states that were set
 * @param missing the network's that the file does not have
 * @param unexpected the file's that the network does not have, or that no rule of a name map speaks of
 * @param misfits the names in both with different shapes or types, each with its reason
 */
public record Loaded(List<String> loaded, List<String> missing, List<String> unexpected, List<String> misfits) {

    public Loaded {
        loaded = List.copyOf(loaded);
        missing = List.copyOf(missing);
        unexpected = List.copyOf(unexpected);
        misfits = List.copyOf(misfits);
    }

    /** Whether file and network hold the same. */
    public boolean isComplete() {
        return missing.isEmpty() && unexpected.isEmpty() && misfits.isEmpty();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Loaded[").append(loaded.size()).append(" loaded");
        append(text, "missing in the file", Quoted.list(missing), missing.size());
        append(text, "unexpected in the file", Quoted.list(unexpected), unexpected.size());
        append(text, "of another shape or type", String.join("; ", misfits), misfits.size());
        return text.append(']').toString();
    }

    private static void append(StringBuilder text, String what, String names, int count) {
        if (count > 0) {
            text.append(", ").append(count).append(' ').append(what).append(": ").append(names);
        }
    }
}
