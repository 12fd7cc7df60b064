package org.librate.core.text;

/**
 * Cuts bytes into the pieces within which byte pairs are merged. Read as UTF-8, a piece is, at each place the first of these that fits:
 *
 * <ol>
 * <li>one of {@code 's 't 're 've 'm 'll 'd};
 * <li>a run of letters, a run of numbers, or a run of what is neither and no white space, each with the one blank before it, if any;
 * <li>white space, without its last character if something else follows, so that this may go along with what follows.
 * </ol>
 *
 * <p>This is the rule of GPT-2. A byte that is no valid UTF-8 counts as neither letter nor number. Pieces joined are the bytes again.
 */
final class Pieces {

    interface Taker {
        void accept(int from, int to);
    }

    private enum Kind { LETTER, NUMBER, SPACE, OTHER, END }

    private final byte[] bytes;
    private int length; // of the character that was looked at last

    private Pieces(byte[] bytes) {
        this.bytes = bytes;
    }

    static void cut(byte[] bytes, Taker taker) {
        Pieces pieces = new Pieces(bytes);
        for (int from = 0; from < bytes.length; ) {
            int to = pieces.end(from);
            taker.accept(from, to);
            from = to;
        }
    }

    private int end(int from) {
        int contracted = contraction(from);
        if (contracted > 0) {
            return from + contracted;
        }
        Kind kind = kind(from);
        int next = from + length;
        if (kind == Kind.SPACE) {
            Kind after = kind(next);
            if (after == Kind.SPACE || after == Kind.END) {
                return spaces(next);
            }
            if (bytes[from] != ' ') {
                return next;
            }
            kind = after;
            next += length;
        }
        while (kind(next) == kind) {
            next += length;
        }
        return next;
    }

    /** Where white space ends that was seen up to here, less its last character if something follows. */
    private int spaces(int seen) {
        int end = seen;
        int last = seen;
        while (kind(end) == Kind.SPACE) {
            last = end;
            end += length;
        }
        return end == bytes.length ? end : last;
    }

    private int contraction(int at) {
        if (bytes[at] != '\'' || at + 1 >= bytes.length) {
            return 0;
        }
        byte first = bytes[at + 1];
        byte second = at + 2 < bytes.length ? bytes[at + 2] : 0;
        if (first == 's' || first == 't' || first == 'm' || first == 'd') {
            return 2;
        }
        return second == 'e' && (first == 'r' || first == 'v') || first == 'l' && second == 'l' ? 3 : 0;
    }

    private Kind kind(int at) {
        if (at >= bytes.length) {
            length = 0;
            return Kind.END;
        }
        int c = character(at);
        if (c < 0) {
            return Kind.OTHER;
        }
        if (isSpace(c)) {
            return Kind.SPACE;
        }
        if (Character.isLetter(c)) {
            return Kind.LETTER;
        }
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER || type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER ? Kind.NUMBER : Kind.OTHER;
    }

    static boolean isSpace(int c) {
        return c == ' ' || c >= '\t' && c <= '\r' || c == 0x85 || Character.isSpaceChar(c);
    }

    /** The code point at this place, and its length in bytes; −1 for a byte that begins none. */
    private int character(int at) {
        int first = bytes[at] & 0xFF;
        length = 1;
        if (first < 0x80) {
            return first;
        }
        int more = first >= 0xC2 && first < 0xE0 ? 1 : first >= 0xE0 && first < 0xF0 ? 2 : first >= 0xF0 && first < 0xF5 ? 3 : 0;
        if (more == 0 || at + more >= bytes.length) {
            return -1;
        }
        int c = first & 0x3F >> more;
        for (int i = 1; i <= more; i++) {
            int next = bytes[at + i];
            if ((next & 0xC0) != 0x80) {
                return -1;
            }
            c = c << 6 | next & 0x3F;
        }
        boolean overlong = more == 2 && c < 0x800 || more == 3 && c < 0x10000;
        if (overlong || c > Character.MAX_CODE_POINT || c >= 0xD800 && c < 0xE000) {
            return -1;
        }
        length = 1 + more;
        return c;
    }
}
