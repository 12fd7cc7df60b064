package org.librate.metrics.classification;

/** Areas under curves, and the like: one walk each. NaN where one kind of rows is missing. */
final class Areas {

    private Areas() {
    }

    /** Below the ROC curve: the chance that a positive row scores higher than a negative one, ties counting half. */
    static double roc(Ranked ranked) {
        if (ranked.oneSided()) {
            return Double.NaN;
        }
        var area = new Object() {
            double above;
            double sum;
        };
        ranked.walk((score, positive, negative) -> {
            area.sum += negative * (area.above + positive / 2);
            area.above += positive;
        });
        return area.sum / ranked.positives() / ranked.negatives();
    }

    /**
     * Below the ROC curve up to a false positive rate, put on a scale where guessing is ½ and the best is 1 (McClish 1989).
     */
    static double partialRoc(Ranked ranked, double limit) {
        if (ranked.oneSided()) {
            return Double.NaN;
        }
        double width = limit * ranked.negatives();
        var area = new Object() {
            double above;
            double left;
            double sum;
        };
        ranked.walk((score, positive, negative) -> {
            double taken = Math.min(negative, width - area.left);
            if (taken > 0) {
                area.sum += taken * (area.above + positive * (taken / negative) / 2);
                area.left += taken;
            }
            area.above += positive;
        });
        double partial = area.sum / ranked.positives() / ranked.negatives();
        double least = limit * limit / 2;
        return (1 + (partial - least) / (limit - least)) / 2;
    }

    /** The mean of the precisions at each step, by how much recall the step adds. NaN without positive rows. */
    static double averagePrecision(Ranked ranked) {
        if (ranked.positives() == 0) {
            return Double.NaN;
        }
        var area = new Object() {
            double hits;
            double seen;
            double sum;
        };
        ranked.walk((score, positive, negative) -> {
            area.hits += positive;
            area.seen += positive + negative;
            area.sum += positive * (area.hits / area.seen);
        });
        return area.sum / ranked.positives();
    }

    /** The largest distance of the two kinds' cumulative shares. */
    static double kolmogorovSmirnov(Ranked ranked) {
        if (ranked.oneSided()) {
            return Double.NaN;
        }
        var shares = new Object() {
            double up;
            double down;
            double largest;
        };
        ranked.walk((score, positive, negative) -> {
            shares.up += positive;
            shares.down += negative;
            shares.largest = Math.max(shares.largest, Math.abs(shares.up / ranked.positives() - shares.down / ranked.negatives()));
        });
        return shares.largest;
    }

    /** The share of the positive rows that is in the given share of the rows with the highest scores. NaN without positive rows. */
    static double gain(Ranked ranked, double fraction) {
        if (ranked.positives() == 0) {
            return Double.NaN;
        }
        double wanted = fraction * (ranked.positives() + ranked.negatives());
        var found = new Object() {
            double seen;
            double hits;
        };
        ranked.walk((score, positive, negative) -> {
            double taken = Math.min(positive + negative, wanted - found.seen);
            if (taken > 0) {
                found.hits += positive * (taken / (positive + negative));
                found.seen += taken;
            }
        });
        return found.hits / ranked.positives();
    }
}
