package org.librate.core.data;

/** What is done with a sequence that is longer than it may be. */
public enum Truncation {
    /** It is an error. */
    REFUSE,
    /** Its first steps stay. */
    KEEP_HEAD,
    /** Its last steps stay. */
    KEEP_TAIL
}
