package org.librate.augment.image;

/**
 * How far the operations of a policy go at their last step; at the first they do next to nothing.
 *
 * @param shear       x by y
 * @param shift       part of the side; 0: {@code pixels} instead
 * @param degrees     of a turn
 * @param factor      by which brightness, colour, contrast and sharpness differ from 1
 * @param bits        kept by posterising at the first step
 * @param fewer       bits at the last step
 */
record Strength(double shear, double shift, double pixels, double degrees, double factor, int bits, int fewer) {

    /** AutoAugment and RandAugment. */
    static final Strength STANDARD = new Strength(0.3, 150.0 / 331, 0, 30, 0.9, 8, 4);
    /** TrivialAugment, the wide one. */
    static final Strength WIDE = new Strength(0.99, 0, 32, 135, 0.99, 8, 6);
    /** AugMix. */
    static final Strength MIX = new Strength(0.3, 1.0 / 3, 0, 30, 0.9, 4, 4);

    /** What an operation does at a step. */
    double at(Operation operation, int step, int steps, Image image) {
        double part = step / (steps - 1.0);
        return switch (operation) {
            case SHEAR_X, SHEAR_Y -> shear * part;
            case TRANSLATE_X -> (shift > 0 ? shift * image.width() : pixels) * part;
            case TRANSLATE_Y -> (shift > 0 ? shift * image.height() : pixels) * part;
            case ROTATE -> degrees * part;
            case BRIGHTNESS, COLOR, CONTRAST, SHARPNESS -> factor * part;
            case POSTERIZE -> Math.max(1, bits - Math.rint(fewer * part));
            case SOLARIZE -> 255.0 * (steps - 1 - step) / (steps - 1);
            default -> 0;
        };
    }
}
