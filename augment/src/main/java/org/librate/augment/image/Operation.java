package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Applied;
import org.librate.augment.Change;
import org.librate.augment.Draw;
import org.librate.augment.Range;

/** What policies are made of. */
enum Operation {
    IDENTITY("Identity"), SHEAR_X("ShearX"), SHEAR_Y("ShearY"), TRANSLATE_X("TranslateX"), TRANSLATE_Y("TranslateY"), ROTATE("Rotate"),
    BRIGHTNESS("Brightness"), COLOR("Color"),
    CONTRAST("Contrast"), SHARPNESS("Sharpness"), POSTERIZE("Posterize"), SOLARIZE("Solarize"), AUTO_CONTRAST("AutoContrast"), EQUALIZE("Equalize"),
    INVERT("Invert");

    private final String title;

    Operation(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Whether boxes and masks move with it. */
    boolean moves() {
        return ordinal() >= SHEAR_X.ordinal() && ordinal() <= ROTATE.ordinal();
    }

    /** Whether it goes in both directions alike: a turn, a shift, brighter or darker. */
    boolean isSigned() {
        return ordinal() >= SHEAR_X.ordinal() && ordinal() <= SHARPNESS.ordinal();
    }

    /** The operation on a sample, in either direction if it has two. */
    Applied<Sample> apply(Sample sample, double magnitude, Interpolation interpolation, Border border, Draw draw) {
        double signed = isSigned() && draw.chance(0.5) ? -magnitude : magnitude;
        if (moves()) {
            Geometry geometry = geometry(sample.image(), signed, interpolation, border);
            return Applied.of(sample.moved(geometry), geometry);
        }
        Recolor recolor = recolor(sample, signed, draw);
        return Applied.of(sample.recolored(recolor::apply), (Change) recolor);
    }

    /** Around the middle of the image; shifts are by whole pixels. */
    private Geometry geometry(Image image, double by, Interpolation interpolation, Border border) {
        Matrix matrix = switch (this) {
            case SHEAR_X -> Matrix.affine(1, by, 0, 0, 1, 0);
            case SHEAR_Y -> Matrix.affine(1, 0, 0, by, 1, 0);
            case TRANSLATE_X -> Matrix.shift((int) by, 0);
            case TRANSLATE_Y -> Matrix.shift(0, (int) by);
            default -> Matrix.turn(by);
        };
        String drawn = this == TRANSLATE_X || this == TRANSLATE_Y ? String.valueOf((int) by)
                : String.format(Locale.ROOT, this == ROTATE ? "%.1f" : "%.3f", by);
        return new Projection(title + "[" + drawn + "]", matrix.around(image.width() / 2.0, image.height() / 2.0), image.height(), image.width(),
                image.height(), image.width(), interpolation, border);
    }

    private Recolor recolor(Sample sample, double by, Draw draw) {
        return switch (this) {
            case BRIGHTNESS -> new Brightness(Range.fixed(1 + by)).draw(sample, draw);
            // nothing to colour
            case COLOR -> sample.image().channels() == 3 ? new Saturation(Range.fixed(1 + by)).draw(sample, draw)
                    : new Recolor(title, image -> image);
            case CONTRAST -> new Contrast(Range.fixed(1 + by)).draw(sample, draw);
            case SHARPNESS -> new Sharpen(Range.fixed(by)).draw(sample, draw);
            case POSTERIZE -> Posterize.of((int) by).draw(sample, draw);
            case SOLARIZE -> Solarize.of(by / 255).draw(sample, draw);
            case AUTO_CONTRAST -> AutoContrast.create().draw(sample, draw);
            case EQUALIZE -> Equalize.create().draw(sample, draw);
            case INVERT -> Invert.create().draw(sample, draw);
            default -> new Recolor(title, image -> image);
        };
    }
}
