package org.librate.core.prepare;

/** What becomes of a category that no training row had. */
public enum Unseen {
    /** No level: zeros, or a missing number. */
    NONE,
    /** A level of its own, "other", which it shares with rare ones if these are grouped. */
    OWN_LEVEL,
    /** It is refused. */
    ERROR;

    /** What the level is called. */
    static final String LEVEL = "other";
}
