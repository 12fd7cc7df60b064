package org.librate.core.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;

/** One of a list of levels in each row, as a code into that list; −1 where it is missing. */
public final class CategoryColumn implements Column {

    public static final int MISSING = -1;

    private final String name;
    private final List<String> levels;
    private final int[] codes;

    private CategoryColumn(String name, List<String> levels, int[] codes) {
        this.name = Names.check(name);
        this.levels = levels;
        this.codes = codes;
    }

    /** Text values, null where missing; the levels are sorted, so that they do not depend on the order of the rows. */
    public static CategoryColumn of(String name, @Nullable String... values) {
        TreeSet<String> sorted = new TreeSet<>();
        for (String value : values) {
            if (value != null) {
                sorted.add(value);
            }
        }
        return of(name, List.copyOf(sorted), values);
    }

    /** Text values, null where missing, each of them one of the levels. */
    public static CategoryColumn of(String name, List<String> levels, @Nullable String... values) {
        Map<String, Integer> code = codes(levels);
        int[] codes = new int[values.length];
        for (int i = 0; i < codes.length; i++) {
            String value = values[i];
            codes[i] = value == null ? MISSING : code.getOrDefault(value, MISSING);
            if (value != null && codes[i] == MISSING) { // a message for each value would take longer than the column
                Check.require(false, "Column " + name, "every value must be one of the levels " + levels, "\"" + value + "\" in row " + i);
            }
        }
        return new CategoryColumn(name, List.copyOf(levels), codes);
    }

    /** Codes into the levels; −1 is missing. The codes are copied. */
    public static CategoryColumn ofCodes(String name, List<String> levels, int... codes) {
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] < MISSING || codes[i] >= levels.size()) {
                Check.require(false, "Column " + name, "a code must be in [-1, " + levels.size() + ")", codes[i] + " in row " + i);
            }
        }
        Check.require(codes(levels).size() == levels.size(), "Column " + name, "every level must be there once", levels);
        return new CategoryColumn(name, List.copyOf(levels), codes.clone());
    }

    /** Takes levels and codes as they are. */
    static CategoryColumn wrap(String name, List<String> levels, int[] codes) {
        return new CategoryColumn(name, levels, codes);
    }

    private static Map<String, Integer> codes(List<String> levels) {
        Map<String, Integer> codes = new HashMap<>();
        for (int i = 0; i < levels.size(); i++) {
            codes.put(levels.get(i), i);
        }
        return codes;
    }

    /** What the codes mean. A level need not occur. */
    public List<String> levels() {
        return levels;
    }

    /** The code of a row; −1 if it is missing. */
    public int code(int row) {
        return codes[row];
    }

    /** A copy of all codes. */
    public int[] toCodes() {
        return codes.clone();
    }

    /** The same values by another list of levels; those that are not in it become missing. */
    public CategoryColumn withLevels(List<String> wanted) {
        Map<String, Integer> code = codes(wanted);
        int[] translated = new int[levels.size()];
        Arrays.setAll(translated, i -> code.getOrDefault(levels.get(i), MISSING));
        int[] other = new int[codes.length];
        Arrays.setAll(other, i -> codes[i] == MISSING ? MISSING : translated[codes[i]]);
        return new CategoryColumn(name, List.copyOf(wanted), other);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ColumnType type() {
        return ColumnType.CATEGORY;
    }

    @Override
    public int size() {
        return codes.length;
    }

    @Override
    public boolean isMissing(int row) {
        return codes[row] == MISSING;
    }

    @Override
    public String text(int row) {
        return codes[row] == MISSING ? "" : levels.get(codes[row]);
    }

    /** The levels stay, also those that no row has any more. */
    @Override
    public CategoryColumn rows(int... rows) {
        int[] some = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            some[i] = codes[rows[i]];
        }
        return new CategoryColumn(name, levels, some);
    }

    @Override
    public CategoryColumn named(String name) {
        return new CategoryColumn(name, levels, codes);
    }

    @Override
    public CategoryColumn concat(Column other) {
        Check.require(other instanceof CategoryColumn, "Table", "columns \"" + name + "\" must be of one type to be put together", other.type());
        CategoryColumn more = (CategoryColumn) other;
        Map<String, Integer> all = new LinkedHashMap<>();
        levels.forEach(level -> all.putIfAbsent(level, all.size()));
        more.levels.forEach(level -> all.putIfAbsent(level, all.size()));
        List<String> joined = new ArrayList<>(all.keySet());
        CategoryColumn translated = more.withLevels(joined);
        int[] both = Arrays.copyOf(codes, Math.addExact(codes.length, more.codes.length));
        System.arraycopy(translated.codes, 0, both, codes.length, more.codes.length);
        return new CategoryColumn(name, List.copyOf(joined), both);
    }

    @Override
    public String toString() {
        return "CategoryColumn[" + name + ", " + codes.length + " rows, " + levels.size() + " levels]";
    }
}
