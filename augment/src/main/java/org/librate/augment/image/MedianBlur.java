package org.librate.augment.image;

import java.util.Arrays;
import org.librate.augment.Draw;

/** Each value the middle one of a square around it: single odd pixels go, edges stay. Floats come out in steps of 1/255. */
public record MedianBlur(int least, int most) implements Recolors {

    public MedianBlur {
        Sizes.check("MedianBlur", least, most);
    }

    /** Squares of this size, an odd number. */
    public static MedianBlur of(int size) {
        return of(size, size);
    }

    public static MedianBlur of(int least, int most) {
        return new MedianBlur(least, most);
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        int size = Sizes.draw(least, most, draw);
        return new Recolor("MedianBlur[" + size + "]", image -> size == 1 ? image : apply(image, size));
    }

    /**
     * A histogram moves along each line and takes in and gives up a column at a time (Huang et al. 1979); the median is followed from where it was.
     */
    static Image apply(Image image, int size) {
        Image bytes = image.toBytes();
        int channels = image.channels();
        int height = image.height();
        int width = image.width();
        int reach = size / 2;
        int rank = size * size / 2;
        byte[] from = bytes.bytes();
        byte[] into = new byte[from.length];
        Border edge = Border.edge();
        int[] columns = new int[width + 2 * reach + 1];
        for (int x = 0; x < columns.length; x++) {
            columns[x] = edge.place(x - reach, width) * channels;
        }
        int[] rows = new int[size];
        int[] counts = new int[256];
        for (int y = 0; y < height; y++) {
            for (int k = 0; k < size; k++) {
                rows[k] = edge.place(y + k - reach, height) * width * channels;
            }
            for (int c = 0; c < channels; c++) {
                Arrays.fill(counts, 0);
                for (int row : rows) {
                    for (int k = 0; k < size; k++) {
                        counts[from[row + columns[k] + c] & 0xFF]++;
                    }
                }
                int median = 0;
                int below = 0; // how many are less than the median
                for (int x = 0; x < width; x++) {
                    while (below > rank) {
                        median--;
                        below -= counts[median];
                    }
                    while (below + counts[median] <= rank) {
                        below += counts[median];
                        median++;
                    }
                    into[(y * width + x) * channels + c] = (byte) median;
                    int leaving = columns[x] + c;
                    int entering = columns[x + size] + c;
                    for (int row : rows) {
                        int gone = from[row + leaving] & 0xFF;
                        int come = from[row + entering] & 0xFF;
                        counts[gone]--;
                        counts[come]++;
                        below += (come < median ? 1 : 0) - (gone < median ? 1 : 0);
                    }
                }
            }
        }
        Image result = Image.of(height, width, channels, into);
        return image.isBytes() ? result : result.toFloats();
    }

    @Override
    public String toString() {
        return "MedianBlur[" + Sizes.text(least, most) + "]";
    }
}
