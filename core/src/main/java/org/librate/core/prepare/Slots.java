package org.librate.core.prepare;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.VectorColumn;

/** The numbers of a column, one list for each: one of a column of numbers, as many as a vector is long. */
final class Slots {

    private final Column column;
    private final float[] vectors; // row by row; empty if it is not of vectors
    private final int width;

    private Slots(Column column, float[] vectors, int width) {
        this.column = column;
        this.vectors = vectors;
        this.width = width;
    }

    static Slots of(String who, Column column) {
        if (column instanceof VectorColumn vector) {
            Check.require(vector.shape().rank() == 1, who, "vectors must have one axis", vector.shape() + " in \"" + column.name() + "\"",
                    "Leave the column out.");
            return new Slots(column, vector.values().toArray(), Math.toIntExact(vector.shape().last()));
        }
        return new Slots(column, new float[0], 1);
    }

    /** How many. */
    int width() {
        return width;
    }

    /** Whether each value stands for itself and not for an amount. */
    boolean isDiscrete() {
        return column instanceof CategoryColumn || column instanceof BooleanColumn;
    }

    /** One list; NaN where missing. */
    double[] values(int slot) {
        if (column instanceof NumericColumn numbers) {
            return numbers.toArray();
        }
        double[] values = new double[column.size()];
        for (int i = 0; i < values.length; i++) {
            if (column instanceof VectorColumn) {
                values[i] = vectors[i * width + slot];
            } else if (column.isMissing(i)) {
                values[i] = Double.NaN;
            } else if (column instanceof CategoryColumn category) {
                values[i] = category.code(i);
            } else {
                values[i] = ((BooleanColumn) column).isTrue(i) ? 1 : 0;
            }
        }
        return values;
    }

    /** What is known of one list; an infinite number is refused. */
    double[] present(String who, int slot) {
        return Stats.present(who, NumericColumn.wrap(column.name(), values(slot)));
    }

    /** One list in which everything must be known and finite. */
    double[] known(String who, int slot) {
        double[] values = values(slot);
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                Check.require(false, who, "needs finite numbers, \"" + column.name() + "\"",
                        Double.isNaN(values[i]) ? "a missing value in row " + i : values[i] + " in row " + i,
                        "Impute before.");
            }
        }
        return values;
    }

    /** Some of the lists as a vector column. */
    VectorColumn pick(int[] slots) {
        float[] picked = new float[column.size() * slots.length];
        for (int i = 0; i < column.size(); i++) {
            for (int k = 0; k < slots.length; k++) {
                picked[i * slots.length + k] = vectors[i * width + slots[k]];
            }
        }
        return Vectors.column(column.name(), picked, slots.length);
    }

    /** Those of several columns, each as wide as it was. */
    static List<Slots> of(String who, Edit edit, List<String> names, int[] widths) {
        List<Slots> all = new ArrayList<>();
        for (int c = 0; c < widths.length; c++) {
            Slots slots = of(who, edit.column(names.get(c)));
            Check.require(slots.width == widths[c], who, "\"" + names.get(c) + "\" must have " + widths[c]
                    + " numbers in each row as when it was fitted", slots.width);
            all.add(slots);
        }
        return all;
    }
}
