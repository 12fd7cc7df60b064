package org.librate.core.data;

import java.util.Locale;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;

/**
 * One thing that every row of a {@link Dataset} has.
 *
 * @param name  how messages and {@link Batch#get} call it
 * @param role  what training does with it
 * @param dtype what one element is
 * @param shape the shape in one row: {@code [28, 28, 1]} for an image, {@code []} for a class label. A batch puts the rows' axis before it
 */
public record Field(String name, Role role, DType dtype, Shape shape) {

    /** What training does with a field. */
    public enum Role {
        /** The network sees it. */
        INPUT,
        /** What the network is to answer. */
        TARGET,
        /** How much the row counts in the loss: one float for each row. */
        WEIGHT,
        /** How many steps of a sequence are real, counted from its start: one whole number for each row. The rest is padding. */
        LENGTHS
    }

    private static final String LENGTHS = ".lengths";

    public Field {
        Check.require(!name.isEmpty(), "Field", "a name must not be empty", "\"\"");
        if (role == Role.WEIGHT) {
            Check.require(dtype == DType.FLOAT32 && shape.rank() == 0, "Field " + name, "a weight must be one FLOAT32 for each row",
                    dtype + " " + shape);
        }
        if (role == Role.LENGTHS) {
            Check.require(dtype == DType.INT32 && shape.rank() == 0, "Field " + name, "a length must be one INT32 for each row", dtype + " " + shape);
            Check.require(name.endsWith(LENGTHS), "Field", "lengths must be named after their field, with \"" + LENGTHS + "\" at the end",
                    "\"" + name + "\"");
        }
    }

    public static Field input(String name, DType dtype, Shape shape) {
        return new Field(name, Role.INPUT, dtype, shape);
    }

    public static Field target(String name, DType dtype, Shape shape) {
        return new Field(name, Role.TARGET, dtype, shape);
    }

    /** The weight of a row. */
    public static Field weight() {
        return new Field("weight", Role.WEIGHT, DType.FLOAT32, Shape.scalar());
    }

    /** The real lengths of an input or a target, whose first axis is time: {@code Field.lengths("tokens")}. */
    public static Field lengths(String sequence) {
        return new Field(sequence + LENGTHS, Role.LENGTHS, DType.INT32, Shape.scalar());
    }

    /** Whether these are the lengths of that field. */
    public boolean isLengthsOf(Field sequence) {
        return role == Role.LENGTHS && name.equals(sequence.name + LENGTHS);
    }

    /** How many elements one row has. */
    public int size() {
        return Math.toIntExact(shape.size());
    }

    /** How many bytes one row takes. */
    public long bytes() {
        return shape.size() * dtype.bytes();
    }

    /** Whether this is a class: one whole number, from 0 on. */
    public boolean isLabel() {
        return role == Role.TARGET && (dtype == DType.INT32 || dtype == DType.INT64) && shape.rank() == 0;
    }

    /** As in {@code input "pixels" FLOAT32 [28, 28, 1]}. */
    @Override
    public String toString() {
        return role.name().toLowerCase(Locale.ROOT) + " \"" + name + "\" " + dtype + " " + shape;
    }
}
