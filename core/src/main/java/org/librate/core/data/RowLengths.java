package org.librate.core.data;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;

/** The length of each row of a sequence. */
final class RowLengths {

    private RowLengths() {
    }

    /** Reads every row, for datasets that know no shorter way. */
    static int[] read(Dataset data, String name) {
        List<Field> fields = data.fields();
        Layout layout = new Layout(fields);
        int field = layout.names().indexOf(name);
        Check.require(field >= 0 && fields.get(field).shape().rank() > 0, "Dataset",
                "lengths are those of a field whose first axis is time, one of " + layout.names(), name);
        int[] lengths = new int[data.size()];
        int at = layout.lengthsOf[field];
        if (at < 0) {
            Arrays.fill(lengths, Math.toIntExact(layout.steps(field)));
            return lengths;
        }
        Row row = Row.of(fields, 0);
        for (int i = 0; i < lengths.length; i++) {
            data.read(i, row);
            lengths[i] = (int) row.get(at, 0);
        }
        return lengths;
    }
}
