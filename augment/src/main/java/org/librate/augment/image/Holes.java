package org.librate.augment.image;

import java.util.List;

/** Rectangles of an image filled with a colour or with noise. */
final class Holes {

    /** From a corner on. */
    record Hole(int top, int left, int height, int width) {

        @Override
        public String toString() {
            return left + ", " + top + ", " + width + " × " + height;
        }
    }

    private Holes() {
    }

    static Image fill(Image image, List<Hole> holes, Fill fill) {
        Image result = Image.like(image, image.height(), image.width());
        System.arraycopy(image.isBytes() ? image.bytes() : image.floats(), 0, result.isBytes() ? result.bytes() : result.floats(), 0, image.size());
        int channels = image.channels();
        for (Hole hole : holes) {
            int bottom = Math.min(image.height(), hole.top + hole.height);
            int right = Math.min(image.width(), hole.left + hole.width);
            for (int y = Math.max(0, hole.top); y < bottom; y++) {
                for (int x = Math.max(0, hole.left); x < right; x++) {
                    int at = (y * image.width() + x) * channels;
                    for (int c = 0; c < channels; c++) {
                        float value = fill.at(at + c);
                        if (result.isBytes()) {
                            result.bytes()[at + c] = (byte) Math.round(value * 255);
                        } else {
                            result.floats()[at + c] = value;
                        }
                    }
                }
            }
        }
        return result;
    }

    /** What is filled in at a place of the array, from 0 to 1. */
    interface Fill {
        float at(int place);
    }
}
