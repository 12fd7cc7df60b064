package org.librate.core.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A column that grows cell by cell while its file is read: one class for each way to keep values.
 *
 * @param <A> the kind of array that holds them
 */
abstract sealed class Cells<A> {

    final Segments<A> values;

    private Cells(Segments<A> values) {
        this.values = values;
    }

    /** Takes a cell; false, and nothing is taken, if it is not of this type. */
    abstract boolean add(char[] text, int from, int to);

    /** Whether a cell that is not missing is of this type. */
    abstract boolean fits(char[] text, int from, int to);

    abstract void addMissing();

    int size() {
        return values.size();
    }

    /** The column. What was grown is let go meanwhile, so that only one column is there twice. */
    abstract Column finish(String name);

    /** Room for so many values has been claimed. */
    long capacity() {
        return values.capacity();
    }

    /** What a cell must be, for whoever brought another. */
    abstract String rule();

    static final class Numbers extends Cells<double[]> {
        private static final double LAST_WHOLE = 1L << 53;

        private final Decimals decimals;
        private final boolean guessing;

        /** @param guessing whether whole numbers that a double cannot tell apart are refused: they are somebody's identity, not an amount */
        Numbers(Decimals decimals, boolean guessing) {
            super(Segments.ofDoubles());
            this.decimals = decimals;
            this.guessing = guessing;
        }

        @Override
        boolean fits(char[] text, int from, int to) {
            return !Double.isNaN(decimals.parse(text, from, to));
        }

        @Override
        boolean add(char[] text, int from, int to) {
            double value = decimals.parse(text, from, to);
            if (Double.isNaN(value) || guessing && Math.abs(value) > LAST_WHOLE && isWhole(text, from, to)) {
                return false;
            }
            put(value);
            return true;
        }

        /** Takes a number that {@link #isPlain}. */
        void add(double value) {
            put(value);
        }

        /** Whether a number is one however it is written. */
        static boolean isPlain(double value) {
            return Math.abs(value) <= LAST_WHOLE;
        }

        private static boolean isWhole(char[] text, int from, int to) {
            for (int i = from; i < to; i++) {
                char c = text[i];
                if (c > ' ' && (c < '0' || c > '9') && c != '-' && c != '+') {
                    return false;
                }
            }
            return true;
        }

        @Override
        void addMissing() {
            put(Double.NaN);
        }

        private void put(double value) {
            int place = values.next();
            values.last[place] = value;
        }

        @Override
        Column finish(String name) {
            return NumericColumn.wrap(name, values.join());
        }

        @Override
        String rule() {
            return "must be a number";
        }
    }

    static final class YesNo extends Cells<byte[]> {
        private static final byte NEITHER = 2;

        YesNo() {
            super(Segments.ofBytes());
        }

        @Override
        boolean fits(char[] text, int from, int to) {
            return value(text, from, to) != NEITHER;
        }

        @Override
        boolean add(char[] text, int from, int to) {
            byte value = value(text, from, to);
            if (value == NEITHER) {
                return false;
            }
            put(value);
            return true;
        }

        private static byte value(char[] text, int from, int to) {
            int start = Blanks.skip(text, from, to);
            int end = Blanks.trim(text, start, to);
            int length = end - start;
            if (is("true", text, start, length) || is("yes", text, start, length)) {
                return 1;
            }
            return is("false", text, start, length) || is("no", text, start, length) ? 0 : NEITHER;
        }

        private static boolean is(String word, char[] text, int from, int length) {
            if (word.length() != length) {
                return false;
            }
            for (int i = 0; i < length; i++) {
                if ((text[from + i] | 0x20) != word.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        void addMissing() {
            put((byte) -1);
        }

        private void put(byte value) {
            int place = values.next();
            values.last[place] = value;
        }

        @Override
        Column finish(String name) {
            return BooleanColumn.ofBytes(name, values.join());
        }

        @Override
        String rule() {
            return "must be true, false, yes or no";
        }
    }

    static final class Times extends Cells<long[]> {
        private final Dates dates;

        Times(Dates dates) {
            super(Segments.ofLongs());
            this.dates = dates;
        }

        @Override
        boolean fits(char[] text, int from, int to) {
            return dates.parse(text, from, to) != Dates.NONE;
        }

        @Override
        boolean add(char[] text, int from, int to) {
            long millis = dates.parse(text, from, to);
            if (millis == Dates.NONE) {
                return false;
            }
            put(millis);
            return true;
        }

        @Override
        void addMissing() {
            put(DateTimeColumn.MISSING);
        }

        private void put(long value) {
            int place = values.next();
            values.last[place] = value;
        }

        @Override
        Column finish(String name) {
            return DateTimeColumn.wrap(name, values.join());
        }

        @Override
        String rule() {
            return "must be a date or date-time of ISO 8601, or of a pattern given with withDateFormat";
        }
    }

    static final class Texts extends Cells<String[]> {

        Texts() {
            super(Segments.ofStrings());
        }

        @Override
        boolean fits(char[] text, int from, int to) {
            return true;
        }

        @Override
        boolean add(char[] text, int from, int to) {
            put(new String(text, from, to - from));
            return true;
        }

        @Override
        void addMissing() {
            put(null);
        }

        void put(@Nullable String value) {
            int place = values.next();
            if (value != null) { // as the place is before
                values.last[place] = value;
            }
        }

        @Override
        Column finish(String name) {
            return TextColumn.wrap(name, values.join());
        }

        @Override
        String rule() {
            return "may be any text";
        }
    }

    /** Categories; or, where nobody said what the text is, categories until there are too many of them, and then texts. */
    static final class Categories extends Cells<int[]> {
        /** A category that was guessed has no more levels, and each of them twice on average. */
        static final int MOST_GUESSED = 1000;

        private final boolean guessing;
        private final List<String> first;
        private int present;
        private final Levels levels = new Levels();
        private @Nullable Texts texts; // once there were too many

        /** @param first levels that come before all others, in this order, whether they occur or not */
        Categories(boolean guessing, List<String> first) {
            super(Segments.ofInts());
            this.guessing = guessing;
            this.first = first;
            for (String level : first) {
                levels.number(level.toCharArray(), 0, level.length());
            }
        }

        @Override
        boolean fits(char[] text, int from, int to) {
            return true;
        }

        @Override
        boolean add(char[] text, int from, int to) {
            if (texts != null) {
                return texts.add(text, from, to);
            }
            put(levels.number(text, from, to));
            present++;
            if (guessing && levels.size() > MOST_GUESSED) {
                texts = asTexts();
            }
            return true;
        }

        @Override
        void addMissing() {
            if (texts != null) {
                texts.addMissing();
            } else {
                put(CategoryColumn.MISSING);
            }
        }

        private void put(int code) {
            int place = values.next();
            values.last[place] = code;
        }

        private Texts asTexts() {
            Texts all = new Texts();
            for (int code : values.join()) {
                all.put(code == CategoryColumn.MISSING ? null : levels.texts().get(code));
            }
            return all;
        }

        @Override
        int size() {
            return texts == null ? super.size() : texts.size();
        }

        @Override
        Column finish(String name) {
            if (texts == null && guessing && levels.size() > (present + 1) / 2) {
                texts = asTexts();
            }
            if (texts != null) {
                return texts.finish(name);
            }
            int[] codes = values.join();
            List<String> sorted = new ArrayList<>(first);
            sorted.addAll(sorted(levels.texts().subList(first.size(), levels.size())));
            TreeMap<String, Integer> numbers = new TreeMap<>();
            for (int i = 0; i < sorted.size(); i++) {
                numbers.put(sorted.get(i), i);
            }
            int[] translated = new int[levels.size()];
            for (int i = 0; i < translated.length; i++) {
                translated[i] = numbers.getOrDefault(levels.texts().get(i), CategoryColumn.MISSING);
            }
            for (int i = 0; i < codes.length; i++) {
                codes[i] = codes[i] == CategoryColumn.MISSING ? codes[i] : translated[codes[i]];
            }
            return CategoryColumn.wrap(name, List.copyOf(sorted), codes);
        }

        @Override
        long capacity() {
            return texts == null ? super.capacity() : texts.capacity();
        }

        @Override
        String rule() {
            return "may be any text";
        }
    }

    /** Numbers by their size, if all of them are numbers; else texts by their characters. So they do not depend on the order of the rows. */
    static List<String> sorted(List<String> levels) {
        Decimals decimals = new Decimals('.', (char) 0);
        TreeMap<Double, String> numbers = new TreeMap<>();
        for (String level : levels) {
            double value = decimals.parse(level.toCharArray(), 0, level.length());
            if (Double.isNaN(value) || numbers.put(value, level) != null) {
                return levels.stream().sorted(Comparator.naturalOrder()).toList();
            }
        }
        return List.copyOf(numbers.values());
    }
}
