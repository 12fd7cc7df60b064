package org.librate.augment.image;

import java.util.List;
import java.util.function.UnaryOperator;
import org.librate.augment.Change;

/** Other pixels, in an image of the same size and type. The text says what was drawn. */
record Recolor(String text, UnaryOperator<Image> pixels) implements Change {

    /** Changes of light and colour, one after the other. */
    Recolor(String text, List<Tone> tones) {
        this(text, image -> Tone.apply(image, tones));
    }

    Image apply(Image image) {
        return pixels.apply(image);
    }

    @Override
    public String toString() {
        return text;
    }
}
