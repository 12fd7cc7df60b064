package org.librate.core.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.librate.core.Check;

/**
 * What a text is cut into: runs of two or more letters, digits and underscores, and from {@code least} to {@code most} of them one after the other,
 * with blanks between; or as many characters one after the other, several blanks taken as one.
 */
public record Words(boolean characters, int least, int most, boolean lowerCase) {

    public Words {
        Check.require(least >= 1 && least <= most, "Words", "n-grams must go from at least 1 up", least + " to " + most);
    }

    /** Gives all pieces in the order of the text, each as often as it occurs. */
    void each(String text, Consumer<String> taker) {
        String plain = lowerCase ? text.toLowerCase(Locale.ROOT) : text;
        List<String> pieces = characters ? characters(plain) : words(plain);
        for (int length = least; length <= most; length++) {
            for (int from = 0; from + length <= pieces.size(); from++) {
                taker.accept(length == 1 ? pieces.get(from) : String.join(characters ? "" : " ", pieces.subList(from, from + length)));
            }
        }
    }

    private static List<String> characters(String text) {
        return text.replaceAll("(?U)\\s\\s+", " ").codePoints().mapToObj(Character::toString).toList();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = -1; // where the word begins that we are in
        for (int at = 0; at <= text.length();) {
            int point = at < text.length() ? text.codePointAt(at) : ' ';
            if (isPart(point)) {
                start = start < 0 ? at : start;
            } else if (start >= 0) {
                if (text.codePointCount(start, at) > 1) {
                    words.add(text.substring(start, at));
                }
                start = -1;
            }
            at += Character.charCount(point);
        }
        return words;
    }

    private static boolean isPart(int point) {
        int type = Character.getType(point);
        return Character.isLetterOrDigit(point) || point == '_' || type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }
}
