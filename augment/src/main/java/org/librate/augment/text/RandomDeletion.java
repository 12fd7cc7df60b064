package org.librate.augment.text;

import org.librate.augment.Applied;
import org.librate.augment.Draw;
import org.librate.augment.Transform;
import org.librate.core.Check;

/** Each word goes with a probability; one stays in any case (Wei and Zou 2019). */
public record RandomDeletion(double probability) implements Transform<String> {

    public RandomDeletion {
        Check.within("RandomDeletion", "probability", probability, 0, 1);
    }

    public static RandomDeletion of(double probability) {
        return new RandomDeletion(probability);
    }

    @Override
    public Applied<String> apply(String text, Draw draw) {
        return Words.change(text, words -> {
            int before = words.size();
            String last = words.get(draw.integer(0, before));
            words.removeIf(word -> draw.chance(probability));
            if (words.isEmpty()) {
                words.add(last);
            }
            return words.size() == before ? "" : "RandomDeletion[" + (before - words.size()) + "]";
        });
    }

    @Override
    public String toString() {
        return "RandomDeletion[" + probability + "]";
    }
}
