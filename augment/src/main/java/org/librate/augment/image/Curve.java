package org.librate.augment.image;

/** What a value becomes, where 0 is black and 1 is white: for each value alike, wherever it is. */
interface Curve {

    double at(double value);

    /** The image with each value changed: bytes by a table, as there are only 256. */
    default Image apply(Image image) {
        if (image.isBytes()) {
            return through(image, table());
        }
        float[] from = image.floats();
        float[] into = new float[from.length];
        for (int i = 0; i < into.length; i++) {
            into[i] = (float) Math.max(0, Math.min(1, at(from[i])));
        }
        return Image.of(image.height(), image.width(), image.channels(), into);
    }

    /** What each byte becomes. */
    default byte[] table() {
        byte[] table = new byte[256];
        for (int v = 0; v < 256; v++) {
            table[v] = (byte) Math.max(0, Math.min(255, Math.round(255 * at(v / 255.0))));
        }
        return table;
    }

    static Image through(Image image, byte[] table) {
        byte[] from = image.bytes();
        byte[] into = new byte[from.length];
        for (int i = 0; i < into.length; i++) {
            into[i] = table[from[i] & 0xFF];
        }
        return Image.of(image.height(), image.width(), image.channels(), into);
    }
}
