package org.librate.augment.image;

import org.librate.augment.Draw;

/** Each channel's values spread so that all are about as frequent, in steps of 1/255. */
public record Equalize() implements Recolors {

    public static Equalize create() {
        return new Equalize();
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        return new Recolor("Equalize", Equalize::apply);
    }

    static Image apply(Image image) {
        return Histogram.through(image, counts -> {
            byte[] table = new byte[256];
            int first = 0;
            while (counts[first] == 0) {
                first++;
            }
            long all = 0;
            for (int count : counts) {
                all += count;
            }
            double scale = all == counts[first] ? 0 : 255.0 / (all - counts[first]);
            long below = 0;
            for (int v = first + 1; v < 256; v++) {
                below += counts[v];
                table[v] = (byte) (scale == 0 ? v : Math.round(below * scale));
            }
            table[first] = (byte) (scale == 0 ? first : 0);
            return table;
        });
    }

    @Override
    public String toString() {
        return "Equalize";
    }
}
