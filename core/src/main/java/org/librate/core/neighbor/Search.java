package org.librate.core.neighbor;

import org.librate.core.kernel.Width;
import org.librate.core.kernel.host.HostParallel;

/** A way to find rows. All of them find the same. */
interface Search {

    /**
     * Who is asked for, and what for. {@code sign} is 1 for the nearest and −1 for the farthest: key = sign · measured, and small keys are wanted.
     */
    record Question(Rows asked, int[] itself, int sign, int k) {

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
