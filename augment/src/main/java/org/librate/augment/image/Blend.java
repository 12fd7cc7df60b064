package org.librate.augment.image;

/** Mixes an image with one brightness, pixel by pixel. */
final class Blend {

    private Blend() {
    }

    /** How much of the brightness each pixel gets: 0 leaves it, 1 replaces it. */
    static Image with(Image image, float[] share, float brightness) {
        int channels = image.channels();
        Image result = Image.like(image, image.height(), image.width());
        float value = brightness * image.white();
        for (int i = 0; i < share.length; i++) {
            float s = Math.max(0, Math.min(1, share[i]));
            for (int c = 0; c < channels; c++) {
                int at = i * channels + c;
                if (image.isBytes()) {
                    result.bytes()[at] = (byte) (int) ((image.bytes()[at] & 0xFF) * (1 - s) + value * s + 0.5f);
                } else {
                    result.floats()[at] = image.floats()[at] * (1 - s) + value * s;
                }
            }
        }
        return result;
    }
}
