package org.librate.imbalance;

/** What a sampler looks at besides the classes. */
public enum Features {
    /** Nothing: columns of any type go through, and values may be missing. */
    ANY,
    /** Numbers, all of them known: NUMERIC and VECTOR columns. */
    NUMBERS,
    /** Numbers and categories, all of them known: NUMERIC, VECTOR, CATEGORY and BOOLEAN columns. */
    MIXED,
    /** Categories alone, all of them known: CATEGORY and BOOLEAN columns. */
    CATEGORIES
}
