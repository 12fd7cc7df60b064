package org.librate.core.data;

import java.util.List;
import org.librate.core.Check;

/** The class of each row. */
final class Labels {

    private Labels() {
    }

    /** The position of the field that holds the class. */
    static int field(Dataset data) {
        List<Field> targets = data.fields().stream().filter(field -> field.role() == Field.Role.TARGET).toList();
        Check.require(targets.size() == 1 && targets.get(0).isLabel(), "Dataset", "classes need one target that is one whole number for each row",
                targets);
        return data.fields().indexOf(targets.get(0));
    }

    /** Reads every row, for datasets that know no shorter way. */
    static int[] read(Dataset data) {
        int field = field(data);
        Row row = Row.of(data.fields(), 0);
        int[] labels = new int[data.size()];
        for (int i = 0; i < labels.length; i++) {
            data.read(i, row);
            labels[i] = (int) row.get(field, 0);
        }
        return labels;
    }
}
