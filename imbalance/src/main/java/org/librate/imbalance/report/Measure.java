package org.librate.imbalance.report;

import org.librate.core.metric.Metric;
import org.librate.metrics.Undefined;
import org.librate.metrics.classification.AveragePrecision;
import org.librate.metrics.classification.CalibrationError;
import org.librate.metrics.classification.DecisionMetric;
import org.librate.metrics.classification.F1;
import org.librate.metrics.classification.GeometricMean;
import org.librate.metrics.classification.LogLoss;
import org.librate.metrics.classification.RocAuc;

/** What an {@link ImbalanceReport} measures: of the rarer of two classes, or as the mean over several. */
public enum Measure {

    /** How well rows are ranked, with an eye on the rare class: the area under precision and recall. */
    AVERAGE_PRECISION("avg. prec.", "average precision", true),
    /** How well rows are ranked. */
    ROC_AUC("ROC-AUC", "ROC-AUC", true),
    /** The F1 of the answers. */
    F1_SCORE("F1", "F1", true),
    /** The geometric mean of the classes' recalls, of the answers. */
    GEOMETRIC_MEAN("G-mean", "G-mean", true),
    /** How good probabilities are that are corrected for classes made more or less frequent. */
    LOG_LOSS("log loss", "log loss", false),
    /** How far such probabilities are from how often they come true: the expected calibration error. */
    CALIBRATION_ERROR("ECE", "calibration error", false),
    /** The log loss of probabilities as the model says them, where they are corrected. */
    RAW_LOG_LOSS("raw log loss", "raw log loss", false),
    /** The calibration error of probabilities as the model says them, where they are corrected. */
    RAW_CALIBRATION_ERROR("raw ECE", "raw calibration error", false);

    private final String heading;
    private final String title;
    private final boolean higherIsBetter;

    Measure(String heading, String title, boolean higherIsBetter) {
        this.heading = heading;
        this.title = title;
        this.higherIsBetter = higherIsBetter;
    }

    /** Above a column of the report. */
    String heading() {
        return heading;
    }

    /** The name in a sentence, as in "average precision". */
    public String title() {
        return title;
    }

    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /** What is computed. */
    Metric metric(int classes, int rare) {
        boolean two = classes == 2;
        return switch (this) {
            case AVERAGE_PRECISION -> two ? AveragePrecision.of(rare) : AveragePrecision.macro();
            case ROC_AUC -> two ? RocAuc.of(rare) : RocAuc.macro();
            case F1_SCORE, GEOMETRIC_MEAN -> decision(classes, rare);
            case LOG_LOSS, RAW_LOG_LOSS -> LogLoss.metric();
            case CALIBRATION_ERROR, RAW_CALIBRATION_ERROR -> two ? CalibrationError.of(rare) : CalibrationError.metric().withClasses();
        };
    }

    /** A measure of answers; a class that is never answered has an F1 of 0. */
    DecisionMetric decision(int classes, int rare) {
        return this == GEOMETRIC_MEAN ? GeometricMean.metric() : (classes == 2 ? F1.of(rare) : F1.macro()).withUndefined(Undefined.ZERO);
    }

    /** As in a sentence. */
    @Override
    public String toString() {
        return title;
    }
}
