package org.librate.core.neighbor;

import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.Width;
import org.librate.core.kernel.host.HostParallel;

/** A way to find rows. All of them find the same. */
interface Search {

    /**
     * Who is asked for, and what for: key = sign · measured, and small keys are wanted.
     *
     * @param asked rows of which all ask, or some
     * @param some which; null for all, in their order
     * @param others whether the rows asked are those searched, and none finds itself
     * @param sign 1 for the nearest and −1 for the farthest
     */
    record Question(Rows asked, int @Nullable [] some, boolean others, int sign, int k) {

        /** How many queries. */
        int count() {
            return some == null ? asked.count : some.length;
        }

        /** The row that asks. */
        int row(int query) {
            return some == null ? query : some[query];
        }

        /** The row that a query is not to find; −1 if there is none. */
        int itself(int query) {
            return others ? row(query) : -1;
        }

        /** Whether all rows ask, of those that are searched. */
        boolean isAllOf(Rows searched) {
            return asked == searched && some == null;
        }

        Nearest[] nobody(int count) {
            Nearest[] nearest = new Nearest[count];
            for (int i = 0; i < count; i++) {
                nearest[i] = new Nearest(k);
            }
            return nearest;
        }
    }

    /** Writes down rows and keys. */
    void run(Question question, Neighbors found);

    /** How many of so many blocks fit into memory. */
    static int fitting(int blocks, long bytesEach, long memory) {
        return (int) Math.min(blocks, memory / Math.max(1, bytesEach));
    }

    /** Some pieces of the work. */
    interface Pieces {
        void run(int first, int last);
    }

    /** Divides pieces among threads, each of which works alone: nobody waits for the others in between. */
    static void share(int pieces, Pieces work) {
        HostParallel.run((first, last) -> {
            int limit = Width.limit();
            Width.limit(1);
            try {
                work.run(first, last);
            } finally {
                Width.limit(limit);
            }
        }, pieces, 1);
    }
}
