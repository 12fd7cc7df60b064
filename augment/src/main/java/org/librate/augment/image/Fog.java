package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;

/** The image behind fog: a light grey, thicker here and thinner there, without edges. */
public record Fog(Range density) implements Recolors {

    private static final float GREY = 0.9f;

    public Fog {
        density.within("Fog", "the density", 0, 1);
    }

    /** 1 hides all where the fog is thickest. */
    public static Fog of(double least, double most) {
        return new Fog(Range.of(least, most));
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        double d = draw.from(density);
        Control clouds = new Control(3, 3);
        double[] uniform = draw.many().uniforms(clouds.size());
        for (int i = 0; i < uniform.length; i++) {
            clouds.set(i, d * (0.4 + 0.6 * uniform[i]));
        }
        return new Recolor(String.format(Locale.ROOT, "Fog[%.2f]", d), image -> apply(image, clouds));
    }

    private static Image apply(Image image, Control clouds) {
        float[] share = new float[image.height() * image.width()];
        clouds.addTo(share, image.height(), image.width());
        return Blend.with(image, share, GREY);
    }

    @Override
    public String toString() {
        return "Fog[" + density + "]";
    }
}
