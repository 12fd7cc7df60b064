package org.librate.augment.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.librate.augment.Applied;
import org.librate.augment.Draw;
import org.librate.augment.Transform;
import org.librate.core.Check;

/** Synonyms of some words, put in anywhere (Wei and Zou 2019). */
public record RandomInsertion(double share, Lexicon lexicon) implements Transform<String> {

    public RandomInsertion {
        Check.within("RandomInsertion", "share", share, 0, 1);
    }

    /** As many as such a share of the words, at least one. */
    public static RandomInsertion of(double share, Lexicon lexicon) {
        return new RandomInsertion(share, lexicon);
    }

    @Override
    public Applied<String> apply(String text, Draw draw) {
        return Words.change(text, words -> {
            List<String> known = IntStream.range(0, words.size()).mapToObj(words::get).filter(word -> !lexicon.of(word).isEmpty()).toList();
            List<String> what = new ArrayList<>();
            int count = known.isEmpty() ? 0 : Words.count(share, words.size());
            for (int i = 0; i < count; i++) {
                List<String> others = lexicon.of(known.get(draw.integer(0, known.size())));
                String other = others.get(draw.integer(0, others.size()));
                words.add(draw.integer(0, words.size() + 1), other);
                what.add(other);
            }
            return what.isEmpty() ? "" : "RandomInsertion" + what;
        });
    }

    @Override
    public String toString() {
        return "RandomInsertion[" + share + ", " + lexicon + "]";
    }
}
