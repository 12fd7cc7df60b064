package org.librate.augment.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.librate.augment.Applied;
import org.librate.augment.Draw;
import org.librate.augment.Transform;
import org.librate.core.Check;

/** Some words become synonyms of themselves (Wei and Zou 2019). A text without any word that the lexicon knows stays as it is. */
public record SynonymReplacement(double share, Lexicon lexicon) implements Transform<String> {

    public SynonymReplacement {
        Check.within("SynonymReplacement", "share", share, 0, 1);
    }

    /** Such a share of the words, at least one. */
    public static SynonymReplacement of(double share, Lexicon lexicon) {
        return new SynonymReplacement(share, lexicon);
    }

    @Override
    public Applied<String> apply(String text, Draw draw) {
        return Words.change(text, words -> {
            int[] known = IntStream.range(0, words.size()).filter(i -> !lexicon.of(words.get(i)).isEmpty()).toArray();
            List<String> what = new ArrayList<>();
            for (int chosen : draw.choice(known.length, Math.min(known.length, Words.count(share, words.size())))) {
                int at = known[chosen];
                List<String> others = lexicon.of(words.get(at));
                String other = others.get(draw.integer(0, others.size()));
                what.add(words.get(at) + " → " + other);
                words.set(at, other);
            }
            return what.isEmpty() ? "" : "SynonymReplacement" + what;
        });
    }

    @Override
    public String toString() {
        return "SynonymReplacement[" + share + ", " + lexicon + "]";
    }
}
