package org.librate.augment.image;

/** Maps that leave every pixel where it is, to be bent. */
final class Bend {

    private Bend() {
    }

    /** The x of each pixel's middle. */
    static float[] columns(Image image) {
        float[] xs = new float[image.height() * image.width()];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = i % image.width() + 0.5f;
        }
        return xs;
    }

    /** The y of each pixel's middle. */
    static float[] rows(Image image) {
        float[] ys = new float[image.height() * image.width()];
        for (int i = 0; i < ys.length; i++) {
            ys[i] = i / image.width() + 0.5f;
        }
        return ys;
    }
}
