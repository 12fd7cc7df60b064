package org.librate.augment.mix;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.data.Field;
import org.librate.core.data.Row;

/** Targets of rows that are made of several: a class becomes a share of each class, and numbers become their mean. */
final class SoftTargets {

    private SoftTargets() {
    }

    /** The fields with a share for each class where there was a class number. */
    static List<Field> fields(String who, List<Field> source, int classes) {
        for (Field field : source) {
            Check.require(field.role() != Field.Role.LENGTHS, who, "rows must not be padded sequences", field,
                    "Mix them before they are padded, or series of one length.");
            Check.require(field.role() != Field.Role.TARGET || field.isLabel() && classes > 0 || field.dtype().isFloating(), who,
                    "targets must be one class number, or floating", field);
            Check.require(field.role() != Field.Role.INPUT || field.dtype().isFloating(), who, "inputs must be floating", field,
                    "Embed categories first, or use SwapNoise.");
        }
        return source.stream().map(field -> field.isLabel() ? new Field(field.name(), field.role(), DType.FLOAT32, Shape.of(classes)) : field)
                .toList();
    }

    /** Writes targets and weights; rows count by their shares, which sum to 1. */
    static void write(List<Row> rows, double[] shares, Row into) {
        List<Field> from = rows.get(0).fields();
        for (int f = 0; f < from.size(); f++) {
            if (from.get(f).role() == Field.Role.INPUT) {
                continue;
            }
            int size = into.fields().get(f).size();
            double[] values = new double[size];
            for (int i = 0; i < shares.length; i++) {
                if (from.get(f).isLabel()) {
                    int label = (int) rows.get(i).get(f, 0);
                    Check.require(label >= 0 && label < size, "SoftTargets", "classes must be in [0, " + size + ")", label);
                    values[label] += shares[i];
                } else {
                    for (int k = 0; k < size; k++) {
                        values[k] += shares[i] * rows.get(i).get(f, k);
                    }
                }
            }
            for (int k = 0; k < size; k++) {
                into.set(f, k, values[k]);
            }
        }
    }
}
