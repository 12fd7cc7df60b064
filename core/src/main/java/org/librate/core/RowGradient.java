package org.librate.core;

/**
 * The gradient of a table of which only some rows were used: row {@code index[i]} receives {@code values[i]}; an index may come more than once.
 *
 * @param index int32 or int64 {@code [n]}
 * @param values {@code [n, ...]}, a row for each index
 * @param shape the shape of the whole table
 */
public record RowGradient(Tensor index, Tensor values, Shape shape) {

    /** The gradient of the whole table. */
    public Tensor whole() {
        return Tensor.zeros(values.dtype(), shape).scatterAdd(0, index, values);
    }
}
