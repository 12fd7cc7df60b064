package org.librate.augment.image;

import java.util.List;
import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;
import org.librate.core.Check;
import org.librate.core.random.RandomStream;

/**
 * A rectangle of the image becomes one colour or noise (Zhong et al. 2017): from 2 % to a third of the area, from 1:3 to 3:1, unless said otherwise.
 * If none of ten draws fits, nothing happens.
 *
 * @param value from 0, black, to 1, white; where it is noise it is not looked at
 */
public record RandomErasing(Range area, Range shape, boolean noise, double value) implements Recolors {

    private static final int DRAWS = 10;

    public RandomErasing {
        Check.require(area.low() > 0 && area.high() <= 1, "RandomErasing", "the part of the area must be in (0, 1]", area);
        Check.require(shape.low() > 0, "RandomErasing", "the shape, width by height, must be > 0", shape);
        Check.within("RandomErasing", "value", value, 0, 1);
    }

    public static RandomErasing create() {
        return new RandomErasing(Range.of(0.02, 0.33), Range.of(0.3, 3.3), false, 0);
    }

    /** Which part of the area. */
    public RandomErasing withArea(double least, double most) {
        return new RandomErasing(Range.of(least, most), shape, noise, value);
    }

    /** Width by height. */
    public RandomErasing withShape(double least, double most) {
        return new RandomErasing(area, Range.of(least, most), noise, value);
    }

    /** Filled with noise. */
    public RandomErasing withNoise(boolean wanted) {
        return new RandomErasing(area, shape, wanted, value);
    }

    /** Filled with a value from 0, black, to 1, white. */
    public RandomErasing withValue(double other) {
        return new RandomErasing(area, shape, false, other);
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        Image image = sample.image();
        RandomStream random = draw.many();
        for (int i = 0; i < DRAWS; i++) {
            double size = draw.from(area) * image.height() * image.width();
            double ratio = draw.logarithmic(shape);
            int width = (int) Math.round(Math.sqrt(size * ratio));
            int height = (int) Math.round(Math.sqrt(size / ratio));
            if (width >= 1 && height >= 1 && width <= image.width() && height <= image.height()) {
                Holes.Hole hole = new Holes.Hole(draw.integer(0, image.height() - height + 1), draw.integer(0, image.width() - width + 1), height,
                        width);
                Holes.Fill fill = at -> noise ? (float) random.uniform(at) : (float) value;
                return new Recolor(String.format(Locale.ROOT, "RandomErasing[%s]", hole), each -> Holes.fill(each, List.of(hole), fill));
            }
        }
        return new Recolor("RandomErasing[nothing]", each -> each);
    }

    @Override
    public String toString() {
        return "RandomErasing[area=" + area + ", shape=" + shape + (noise ? ", noise=true" : value == 0 ? "" : ", value=" + value) + "]";
    }
}
