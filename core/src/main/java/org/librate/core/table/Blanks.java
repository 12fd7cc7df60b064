package org.librate.core.table;

/** What around a cell's content does not count: spaces and all characters before them. */
final class Blanks {

    private Blanks() {
    }

    /** The first character that is none; {@code to} if there is nothing else. */
    static int skip(char[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] <= ' ') {
            at++;
        }
        return at;
    }

    /** Behind the last character that is none; {@code from} if there is nothing else. */
    static int trim(char[] text, int from, int to) {
        int end = to;
        while (end > from && text[end - 1] <= ' ') {
            end--;
        }
        return end;
    }

    /** Whether there is nothing else. */
    static boolean only(char[] text, int from, int to) {
        return skip(text, from, to) == to;
    }
}
