package org.librate.core.data;

import org.librate.core.Check;

/** What each byte becomes, channel by channel: one look-up for each pixel, whatever the formula. */
record Scale(float[][] tables) {

    /** 0 to 255 become 0 to 1. */
    static Scale unit() {
        return of("Pixels", new float[] {0}, new float[] {1});
    }

    /** (byte / 255 − mean) / deviation: for all channels alike, or one pair for each. */
    static Scale of(String who, float[] mean, float[] deviation) {
        Check.require(mean.length == deviation.length && mean.length > 0, who, "as many means as deviations are needed",
                mean.length + " and " + deviation.length);
        float[][] tables = new float[mean.length][256];
        for (int c = 0; c < tables.length; c++) {
            Check.positive(who, "deviation", deviation[c]);
            for (int v = 0; v < 256; v++) {
                tables[c][v] = (float) ((v / 255.0 - mean[c]) / deviation[c]);
            }
        }
        return new Scale(tables);
    }

    void checkChannels(String who, long channels) {
        Check.require(tables.length == 1 || tables.length == channels, who,
                "means and deviations are needed for all channels alike or for each of the " + channels, tables.length);
    }
}
