package org.librate.tuning.split;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.librate.core.Check;
import org.librate.core.table.Table;

/**
 * A splitter used several times with other seeds: less depends on one deal.
 *
 * <pre>{@code
 * Repeated.times(10, seed -> StratifiedKFold.of(5).withSeed(seed))
 * }</pre>
 *
 * @param splitter the splitter of each seed, from 0 on
 */
public record Repeated(int times, LongFunction<? extends Splitter> splitter) implements Splitter {

    public Repeated {
        Check.positive("Repeated", "times", times);
    }

    public static Repeated times(int times, LongFunction<? extends Splitter> splitter) {
        return new Repeated(times, splitter);
    }

    @Override
    public List<Fold> folds(Table rows) {
        List<Fold> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.addAll(splitter.apply(i).folds(rows));
        }
        return List.copyOf(all);
    }

    @Override
    public String toString() {
        return "Repeated[" + times + " times " + splitter.apply(0) + "]";
    }
}
