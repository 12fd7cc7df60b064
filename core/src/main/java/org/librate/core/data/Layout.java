package org.librate.core.data;

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
    private final int[] inputs;
    private final int[] targets;
    private final int[] weights;

    Layout(List<Field> fields) {
        this.fields = List.copyOf(fields);
        this.types = fields.stream().map(Field::dtype).toArray(DType[]::new);
        this.sizes = fields.stream().mapToInt(Field::size).toArray();
        this.tensorNames = fields.stream().map(field -> "batch's " + field.name()).toArray(String[]::new);
        this.inputs = positions(Field.Role.INPUT);
        this.targets = positions(Field.Role.TARGET);
        this.weights = positions(Field.Role.WEIGHT);
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
