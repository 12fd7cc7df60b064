package org.librate.core.table;

/** What a column holds. */
public enum ColumnType {
    /** Numbers, as {@code double}; NaN is missing. */
    NUMERIC,
    /** One of a list of levels. */
    CATEGORY,
    /** Yes or no. */
    BOOLEAN,
    /** A point in time. */
    DATE_TIME,
    /** Free text. */
    TEXT,
    /** Several numbers in each row: a picture, a series, an embedding. */
    VECTOR
}
