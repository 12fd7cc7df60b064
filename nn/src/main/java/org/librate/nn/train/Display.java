package org.librate.nn.train;

/** How a run shows that it goes on. */
public enum Display {
    /** A bar where there is a terminal, else lines. */
    AUTO,
    /** A line in the log after each epoch. */
    LINES,
    /** Nothing. */
    SILENT
}
