package org.librate.benchmarks.augment;

import org.librate.augment.image.Image;

/** An image that both sides compute: soft shapes and some grain, so that compression and histograms have work as with a photograph. */
final class TestImage {

    private TestImage() {
    }

    static Image of(int height, int width, int number) {
        byte[] pixels = new byte[height * width * 3];
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++, i++) {
                    int grain = (i * 0x9E3779B1 + number >>> 16 & 31) - 16;
                    pixels[i] = (byte) Math.round(128 + 60 * Math.sin(x / 40.0 + c + number) + 45 * Math.cos(y / 30.0 - c) + grain);
                }
            }
        }
        return Image.of(height, width, 3, pixels);
    }
}
