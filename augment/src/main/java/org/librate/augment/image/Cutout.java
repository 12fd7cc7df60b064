package org.librate.augment.image;

import java.util.ArrayList;
import java.util.List;
import org.librate.augment.Draw;
import org.librate.core.Check;

/** Squares of the image become one colour; their middles are anywhere, so that part of one may lie outside (DeVries and Taylor 2017). */
public record Cutout(int size, int holes, double value) implements Recolors {

    public Cutout {
        Check.positive("Cutout", "size", size);
        Check.positive("Cutout", "holes", holes);
        Check.within("Cutout", "value", value, 0, 1);
    }

    /** One black square of this size in pixels. */
    public static Cutout of(int size) {
        return new Cutout(size, 1, 0);
    }

    public Cutout withHoles(int count) {
        return new Cutout(size, count, value);
    }

    /** From 0, black, to 1, white. */
    public Cutout withValue(double other) {
        return new Cutout(size, holes, other);
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        List<Holes.Hole> all = new ArrayList<>();
        for (int i = 0; i < holes; i++) {
            all.add(new Holes.Hole(draw.integer(0, sample.image().height()) - size / 2, draw.integer(0, sample.image().width()) - size / 2, size,
                    size));
        }
        float filled = (float) value;
        return new Recolor("Cutout" + all, image -> Holes.fill(image, all, at -> filled));
    }

    @Override
    public String toString() {
        return "Cutout[" + size + (holes == 1 ? "" : ", holes=" + holes) + (value == 0 ? "" : ", value=" + value) + "]";
    }
}
