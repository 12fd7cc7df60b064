package org.librate.core.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.librate.core.DType;
import org.librate.core.Shape;

/** What a dataset's fields come to, worked out once for all of its batches. */
final class Layout {

    final List<Field> fields;
    final DType[] types;
    final int[] sizes;           // elements in a row
    final String[] tensorNames;  // as messages call a batch's tensors
    final int[] lengthsOf;       // for each field, where its lengths are; -1 if all of it is real
    final boolean hasSequences;
    private final int[] inputs;
    private final int[] targets;
    private final int[] weights;
    private final int[] lengths;

    Layout(List<Field> fields) {
        this.fields = List.copyOf(fields);
        this.types = fields.stream().map(Field::dtype).toArray(DType[]::new);
        this.sizes = fields.stream().mapToInt(Field::size).toArray();
        this.tensorNames = fields.stream().map(field -> "batch's " + field.name()).toArray(String[]::new);
        this.inputs = positions(Field.Role.INPUT);
        this.targets = positions(Field.Role.TARGET);
        this.weights = positions(Field.Role.WEIGHT);
        this.lengths = positions(Field.Role.LENGTHS);
        this.hasSequences = lengths.length > 0;
        this.lengthsOf = new int[types.length];
        Arrays.fill(lengthsOf, -1);
        for (int i : lengths) {
            lengthsOf[sequence(fields, fields.get(i))] = i;
        }
    }

    private static int sequence(List<Field> fields, Field lengths) {
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            boolean padded = field.role() == Field.Role.INPUT || field.role() == Field.Role.TARGET;
            if (padded && lengths.isLengthsOf(field) && field.shape().rank() > 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("Dataset: " + lengths + " needs an input or target of that name whose first axis is time, got " + fields
                + ".");
    }

    /** How many steps a field has in each row, padding counted. */
    long steps(int field) {
        return fields.get(field).shape().dim(0);
    }

    private int[] positions(Field.Role role) {
        return IntStream.range(0, fields.size()).filter(i -> fields.get(i).role() == role).toArray();
    }

    /** Where the fields of a role are. */
    int[] of(Field.Role role) {
        return switch (role) {
            case INPUT -> inputs;
            case TARGET -> targets;
            case WEIGHT -> weights;
            case LENGTHS -> lengths;
        };
    }

    /** The shapes of so many rows, field by field. */
    Shape[] shapes(int rows) {
        return fields.stream().map(field -> field.shape().prepend(rows)).toArray(Shape[]::new);
    }

    List<String> names() {
        return fields.stream().map(Field::name).toList();
    }
}
