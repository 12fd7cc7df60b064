package org.librate.augment.image;

import org.librate.augment.Draw;
import org.librate.core.Check;

/** Odd sizes of filters, so that they have a middle. */
final class Sizes {

    private Sizes() {
    }

    static void check(String who, int least, int most) {
        Check.require(least >= 1 && least <= most && least % 2 == 1 && most % 2 == 1, who, "sizes must be odd, 1 <= least <= most",
                least + " to " + most);
    }

    static int draw(int least, int most, Draw draw) {
        return least + 2 * draw.integer(0, (most - least) / 2 + 1);
    }

    static String text(int least, int most) {
        return least == most ? String.valueOf(least) : least + " to " + most;
    }
}
