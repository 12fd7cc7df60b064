package org.librate.augment.text;

import java.util.Arrays;
import org.librate.augment.Applied;
import org.librate.augment.Draw;
import org.librate.augment.Transform;
import org.librate.core.Check;

/**
 * Slips of the pen: some letters are left out, doubled, exchanged with the next one, or replaced by another letter of the text. White space stays.
 */
public record CharacterNoise(double probability) implements Transform<String> {

    public CharacterNoise {
        Check.within("CharacterNoise", "probability", probability, 0, 1);
    }

    /** Each letter with this probability. */
    public static CharacterNoise of(double probability) {
        return new CharacterNoise(probability);
    }

    @Override
    public Applied<String> apply(String text, Draw draw) {
        int[] letters = text.codePoints().toArray();
        int[] others = Arrays.stream(letters).filter(letter -> !Character.isWhitespace(letter)).toArray();
        StringBuilder after = new StringBuilder();
        int slips = 0;
        for (int i = 0; i < letters.length; i++) {
            if (Character.isWhitespace(letters[i]) || !draw.chance(probability)) {
                after.appendCodePoint(letters[i]);
                continue;
            }
            slips++;
            switch (draw.integer(0, 4)) {
                case 0 -> { } // left out
                case 1 -> after.appendCodePoint(letters[i]).appendCodePoint(letters[i]);
                case 2 -> {
                    if (i + 1 < letters.length && !Character.isWhitespace(letters[i + 1])) {
                        after.appendCodePoint(letters[i + 1]).appendCodePoint(letters[i]);
                        i++;
                    } else {
                        after.appendCodePoint(letters[i]);
                    }
                }
                default -> after.appendCodePoint(others[draw.integer(0, others.length)]);
            }
        }
        return slips == 0 ? Applied.unchanged(text) : Applied.of(after.toString(), new Words.Drawn("CharacterNoise[" + slips + "]"));
    }

    @Override
    public String toString() {
        return "CharacterNoise[" + probability + "]";
    }
}
