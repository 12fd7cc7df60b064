package org.librate.core.data;

/** A row could not be read. It says which one of what, and its cause says why. */
public final class RowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int index;
    private final long origin;

    RowException(Dataset data, int index, long origin, Throwable cause) {
        super("Loader: row " + index + " (" + Origin.describe(origin) + ") of " + data + " could not be read: " + cause, cause);
        this.index = index;
        this.origin = origin;
    }

    /** The row's number in the dataset that the loader was given. */
    public int index() {
        return index;
    }

    public long origin() {
        return origin;
    }
}
