package org.librate.core.save;

import java.util.Collection;
import java.util.stream.Collectors;

/** Text of a stranger's, fit for a message: short, and without characters that a terminal or a log would obey. */
public final class Quoted {

    private static final int LONGEST = 80;
    private static final int SHOWN = 20;

    private Quoted() {
    }

    /** As in {@code "dense.weight"}. */
    public static String of(String text) {
        return '"' + harmless(text, LONGEST) + '"';
    }

    /** A message that may repeat a stranger's text, without its last full stop. */
    public static String message(String text) {
        return harmless(text.endsWith(".") ? text.substring(0, text.length() - 1) : text, 400);
    }

    private static String harmless(String text, int longest) {
        String start = text.length() > longest ? text.substring(0, longest) + ".." : text;
        StringBuilder safe = new StringBuilder();
        start.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == '\u2028' || c == '\u2029') {
                safe.append(String.format("\\u%04x", c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    /** Many names in one message: the first ones, and how many more there are. */
    public static String list(Collection<String> names) {
        String first = names.stream().limit(SHOWN).map(Quoted::of).collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : first + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
    }
}
