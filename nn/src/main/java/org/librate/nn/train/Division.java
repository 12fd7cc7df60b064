package org.librate.nn.train;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.data.Dataset;
import org.librate.core.random.RandomSource;

/** Training rows and the validation rows set aside from them. */
record Division(Dataset train, Dataset validation) {

    static Division of(Dataset all, double share, RandomSource random) {
        int[] order = random.at(0).permutation(all.size());
        int aside = (int) Math.round(all.size() * share);
        Check.require(aside > 0 && aside < all.size(), "Trainer", "validationShare must leave rows on both sides",
                share + " of " + all.size() + " rows");
        long[] origins = IntStream.range(0, all.size()).mapToLong(all::origin).sorted().toArray();
        for (int i = 1; i < origins.length; i++) {
            Check.require(origins[i] != origins[i - 1], "Trainer",
                    "validationShare needs each row once, or copies of what is learned would be measured by",
                    "rows with the same origin, as resampling makes them",
                    "Give rows that were set aside before: fit(train, validation), also of a pipeline.");
        }
        int[] validation = Arrays.copyOf(order, aside);
        int[] train = Arrays.copyOfRange(order, aside, order.length);
        Arrays.sort(validation);
        Arrays.sort(train);
        return new Division(all.subset(train), all.subset(validation));
    }
}
