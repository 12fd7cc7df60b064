package org.librate.augment.text;

import java.util.Collections;
import org.librate.augment.Applied;
import org.librate.augment.Draw;
import org.librate.augment.Transform;
import org.librate.core.Check;

/** Some pairs of words change places (Wei and Zou 2019). */
public record RandomSwap(double share) implements Transform<String> {

    public RandomSwap {
        Check.within("RandomSwap", "share", share, 0, 1);
    }

    /** As many pairs as such a share of the words, at least one. */
    public static RandomSwap of(double share) {
        return new RandomSwap(share);
    }

    @Override
    public Applied<String> apply(String text, Draw draw) {
        return Words.change(text, words -> {
            int count = words.size() < 2 ? 0 : Words.count(share, words.size());
            for (int i = 0; i < count; i++) {
                int[] pair = draw.choice(words.size(), 2);
                Collections.swap(words, pair[0], pair[1]);
            }
            return count == 0 ? "" : "RandomSwap[" + count + "]";
        });
    }

    @Override
    public String toString() {
        return "RandomSwap[" + share + "]";
    }
}
