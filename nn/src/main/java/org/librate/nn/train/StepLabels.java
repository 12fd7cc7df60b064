package org.librate.nn.train;

import java.util.List;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.Row;

/** The classes of all steps of all rows. */
final class StepLabels {

    private StepLabels() {
    }

    /** How many real steps each class has. */
    static long[] counts(Dataset data, int classes) {
        List<Field> fields = data.fields();
        int target = IntStream.range(0, fields.size()).filter(i -> fields.get(i).role() == Field.Role.TARGET).findFirst().orElseThrow();
        int lengths = IntStream.range(0, fields.size()).filter(i -> fields.get(i).isLengthsOf(fields.get(target))).findFirst().orElse(-1);
        Check.require(!fields.get(target).dtype().isFloating(), "Trainer", "balanced classes need class numbers as targets", fields.get(target));
        int steps = Math.toIntExact(fields.get(target).shape().rank() == 0 ? 1 : fields.get(target).shape().dim(0));
        int each = fields.get(target).size() / steps;
        Row row = Row.of(fields, 0);
        long[] counts = new long[classes];
        for (int i = 0; i < data.size(); i++) {
            data.read(i, row);
            int real = lengths < 0 ? steps : (int) row.get(lengths, 0);
            for (int k = 0; k < real * each; k++) {
                int label = (int) row.get(target, k);
                Check.require(label < classes, "Trainer", "classes must be below " + classes, label + " in row " + i);
                if (label >= 0) {
                    counts[label]++;
                }
            }
        }
        return counts;
    }
}
