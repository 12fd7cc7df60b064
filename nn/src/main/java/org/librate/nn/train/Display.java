package org.librate.nn.train;

/** How a run shows that it goes on. */
public enum Display {
    /** A bar where there is a terminal, else lines in the log, which shows nothing in an application without an SLF4J binding. */
    AUTO,
    /** A line in the log (INFO) after each epoch. */
    LINES,
    /** A line on {@code System.out} after each epoch, whatever the log does. */
    CONSOLE,
    /** Nothing. */
    SILENT
}
