package org.librate.tuning.calibration;

import java.util.Locale;

/**
 * The calibration error (ECE, 15 bins of the most probable class) without and with a calibrator, on rows that neither it nor the model has learned
 * from.
 *
 * @param rows how many rows there were; with fewer than some hundred, errors of a few hundredths are noise
 */
public record CalibrationGain(double before, double after, int rows) {

    /** As in {@code calibration error 0.1211 before, 0.0243 after, on 400 rows}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "calibration error %.4f before, %.4f after, on %d rows", before, after, rows);
    }
}
