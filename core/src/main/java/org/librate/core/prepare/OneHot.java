package org.librate.core.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.VectorColumn;

/**
 * Makes a number, 0 or 1, of every level that occurs in the training rows, sorted by name. A column "plan" becomes one vector column "plan", or
 * columns "plan_basic", "plan_gold" in its place. A column that is left without levels is gone.
 *
 * <pre>{@code
 * OneHot.create().withMinCount(20).withUnseen(Unseen.OWN_LEVEL).on("city")
 * }</pre>
 *
 * @param columns which; all categories unless changed; columns of numbers, texts, and yes and no can be asked for
 * @param unseen what becomes of a level that no training row had; zeros unless changed
 * @param missing what becomes of a missing one; zeros unless changed
 * @param drop which level is left out
 * @param minCount levels of fewer training rows are put together as "other"
 * @param maxLevels the most levels with "other" for each column; the rarest are put together, of equally rare ones the first
 * @param asColumns whether the result is a column for each level
 */
public record OneHot(Columns columns, Unseen unseen, Missing missing, Drop drop, int minCount, int maxLevels, boolean asColumns)
        implements ColumnStep<OneHot> {

    private static final String NAME = "OneHot";

    /** Which level is left out, because the others tell it: for models without regularization. */
    public enum Drop {
        NONE,
        /** The first of each column. A row of zeros is then either that level or an unseen one. */
        FIRST,
        /** The first of columns with two levels. */
        IF_BINARY
    }

    public OneHot {
        Check.positive(NAME, "minCount", minCount);
        Check.positive(NAME, "maxLevels", maxLevels);
    }

    public static OneHot create() {
        return new OneHot(Columns.ofType(ColumnType.CATEGORY), Unseen.NONE, Missing.NONE, Drop.NONE, 1, Integer.MAX_VALUE, false);
    }

    @Override
    public OneHot on(Columns columns) {
        return new OneHot(columns, unseen, missing, drop, minCount, maxLevels, asColumns);
    }

    public OneHot withUnseen(Unseen unseen) {
        return new OneHot(columns, unseen, missing, drop, minCount, maxLevels, asColumns);
    }

    public OneHot withMissing(Missing missing) {
        return new OneHot(columns, unseen, missing, drop, minCount, maxLevels, asColumns);
    }

    public OneHot withDrop(Drop drop) {
        return new OneHot(columns, unseen, missing, drop, minCount, maxLevels, asColumns);
    }

    public OneHot withMinCount(int minCount) {
        return new OneHot(columns, unseen, missing, drop, minCount, maxLevels, asColumns);
    }

    public OneHot withMaxLevels(int maxLevels) {
        return new OneHot(columns, unseen, missing, drop, minCount, maxLevels, asColumns);
    }

    /** Whether the result is a column of numbers for each level rather than a vector column. */
    public OneHot withColumns(boolean asColumns) {
        return new OneHot(columns, unseen, missing, drop, minCount, maxLevels, asColumns);
    }

    @Override
    public FittedTransformer fit(Table train) {
        List<Encoded> encoded = new ArrayList<>();
        for (String name : columns.toLearn(NAME, train, Levels.TYPES)) {
            Column column = train.column(name);
            Counted counted = Counted.of(NAME, column);
            Check.require(missing != Missing.ERROR || counted.missing() == 0, NAME, "\"" + name + "\" must not be missing",
                    counted.missing() + " missing", "Impute before.");
            encoded.add(slots(counted));
        }
        return new Fitted(encoded, unseen, missing, asColumns);
    }

    /** Gives every level its place in the result. */
    private Encoded slots(Counted counted) {
        boolean[] rare = rare(counted.counts());
        List<String> names = new ArrayList<>();
        int[] slots = new int[rare.length];
        Arrays.fill(slots, Encoded.ZEROS);
        for (int i = 0; i < slots.length; i++) {
            if (!rare[i]) {
                slots[i] = names.size();
                names.add(counted.levels().levels().get(i));
            }
        }
        int other = Encoded.ZEROS;
        boolean grouped = IntStream.range(0, rare.length).anyMatch(i -> rare[i]);
        if (grouped || unseen == Unseen.OWN_LEVEL) {
            other = names.size();
            names.add(Unseen.LEVEL);
            for (int i = 0; i < slots.length; i++) {
                slots[i] = rare[i] ? other : slots[i];
            }
        }
        int none = Encoded.ZEROS;
        if (missing == Missing.OWN_LEVEL) {
            none = names.size();
            names.add(Missing.LEVEL);
        }
        if (!names.isEmpty() && (drop == Drop.FIRST || drop == Drop.IF_BINARY && names.size() == 2)) {
            names.remove(0);
            for (int i = 0; i < slots.length; i++) {
                slots[i]--; // what was first becomes −1, which means zeros
            }
            other = Math.max(other - 1, Encoded.ZEROS);
            none = Math.max(none - 1, Encoded.ZEROS);
        }
        return new Encoded(counted.levels(), slots, unseen == Unseen.OWN_LEVEL ? other : Encoded.ZEROS, none, names);
    }

    private boolean[] rare(int[] counts) {
        boolean[] rare = new boolean[counts.length];
        int left = 0;
        for (int i = 0; i < counts.length; i++) {
            rare[i] = counts[i] < minCount;
            left += rare[i] ? 0 : 1;
        }
        boolean other = left < counts.length || unseen == Unseen.OWN_LEVEL;
        if (left + (other ? 1 : 0) > maxLevels) {
            int drop = left - (maxLevels - 1);
            IntStream.range(0, counts.length).filter(i -> !rare[i]).boxed().sorted(Comparator.comparingInt(i -> counts[i])).limit(drop).toList()
                    .forEach(i -> rare[i] = true);
        }
        return rare;
    }

    /**
     * A column's levels and where each goes in the result; −1 means nowhere.
     *
     * @param names what the numbers of the result mean
     */
    public record Encoded(Levels levels, int[] slots, int unseenSlot, int missingSlot, List<String> names) {

        static final int ZEROS = -1;

        public Encoded {
            slots = slots.clone();
            names = List.copyOf(names);
            Fits.length("FittedOneHot", "slots", slots.length, levels.levels().size());
            Fits.places("FittedOneHot", "slots", slots, ZEROS, names.size());
            Fits.places("FittedOneHot", "unseenSlot", new int[] {unseenSlot}, ZEROS, names.size());
            Fits.places("FittedOneHot", "missingSlot", new int[] {missingSlot}, ZEROS, names.size());
        }

        /** The place of each row's level. */
        private int[] places(Column column, Unseen unseen, Missing missing) {
            int[] codes = levels.codes(column);
            levels.check(NAME, column, codes, unseen, missing);
            for (int i = 0; i < codes.length; i++) {
                int code = codes[i];
                codes[i] = code >= 0 ? slots[code] : code == Levels.MISSING ? missingSlot : unseenSlot;
            }
            return codes;
        }

        @Override
        public String toString() {
            return levels.column() + names;
        }
    }

    /** The levels of each column. */
    public record Fitted(List<Encoded> columns, Unseen unseen, Missing missing, boolean asColumns) implements FittedTransformer {

        public Fitted {
            columns = List.copyOf(columns);
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit(NAME, rows, columns.stream().map(encoded -> encoded.levels.column()).toList());
            for (Encoded encoded : columns) {
                String name = encoded.levels.column();
                int[] places = encoded.places(edit.column(name, encoded.levels.type()), unseen, missing);
                edit.replace(name, asColumns ? columns(name, encoded.names, places) : vector(name, encoded.names.size(), places));
            }
            return edit.done();
        }

        private static List<Column> vector(String name, int width, int[] places) {
            if (width == 0) {
                return List.of();
            }
            return List.of(VectorColumn.oneHot(name, width, places));
        }

        private static List<Column> columns(String name, List<String> levels, int[] places) {
            double[][] values = new double[levels.size()][places.length];
            for (int i = 0; i < places.length; i++) {
                if (places[i] >= 0) {
                    values[places[i]][i] = 1;
                }
            }
            return IntStream.range(0, values.length).<Column>mapToObj(i -> NumericColumn.wrap(name + "_" + levels.get(i), values[i])).toList();
        }

        @Override
        public String toString() {
            return "FittedOneHot" + columns;
        }
    }
}
