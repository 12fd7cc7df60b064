package org.librate.augment.image;

import java.util.ArrayList;
import java.util.List;
import org.librate.augment.Draw;
import org.librate.core.Check;

/**
 * Squares in a grid over all of the image become black (Chen et al. 2020).
 *
 * @param least distance of the squares in pixels, at least
 * @param part  of the distance that a square is long
 */
public record GridMask(int least, int most, double part) implements Recolors {

    public GridMask {
        Check.require(least >= 2 && least <= most, "GridMask", "2 <= least <= most, the distance of the squares in pixels", least + " to " + most);
        Check.require(part > 0 && part < 1, "GridMask", "the part of the distance must be in (0, 1)", part);
    }

    /** Squares half as long as they are apart. */
    public static GridMask of(int least, int most) {
        return new GridMask(least, most, 0.5);
    }

    public GridMask withPart(double other) {
        return new GridMask(least, most, other);
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        int distance = draw.integer(least, most + 1);
        int size = (int) Math.max(1, Math.min(distance - 1, Math.round(distance * part)));
        int top = draw.integer(0, distance) - distance;
        int left = draw.integer(0, distance) - distance;
        List<Holes.Hole> holes = new ArrayList<>();
        for (int y = top; y < sample.image().height(); y += distance) {
            for (int x = left; x < sample.image().width(); x += distance) {
                holes.add(new Holes.Hole(y, x, size, size));
            }
        }
        return new Recolor("GridMask[" + distance + ", " + size + "]", image -> Holes.fill(image, holes, at -> 0));
    }

    @Override
    public String toString() {
        return "GridMask[" + Sizes.text(least, most) + ", part=" + part + "]";
    }
}
