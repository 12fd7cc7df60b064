package org.librate.augment.image;

import org.librate.augment.Draw;
import org.librate.core.Check;

/**
 * A turn by right angles, against the clock: no pixel is mixed with another. An image that is not square may come out with its sides exchanged.
 *
 * @param least of 90 degrees how many, at least
 */
public record QuarterTurn(int least, int most) implements Moves {

    public QuarterTurn {
        Check.require(least >= 0 && least <= most && most <= 3, "QuarterTurn", "0 <= least <= most <= 3 turns of 90 degrees", least + " to " + most);
    }

    /** Any of the four. */
    public static QuarterTurn random() {
        return new QuarterTurn(0, 3);
    }

    /** Always so many. */
    public static QuarterTurn of(int turns) {
        return new QuarterTurn(turns, turns);
    }

    @Override
    public Geometry draw(Sample sample, Draw draw) {
        int turns = draw.integer(least, most + 1);
        return Grid.turned("QuarterTurn[" + 90 * turns + "]", sample.image(), turns % 2 == 1, turns == 2 || turns == 3, turns == 1 || turns == 2);
    }

    @Override
    public String toString() {
        return least == most ? "QuarterTurn[" + least + "]" : "QuarterTurn[" + least + " to " + most + "]";
    }
}
