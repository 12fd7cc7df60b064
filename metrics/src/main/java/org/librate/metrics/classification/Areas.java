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

    /** The largest recall where precision is at least this. NaN if it never is. */
    static double recallAtPrecision(Ranked ranked, double precision) {
        var best = new Object() {
            double hits;
            double seen;
            double recall = Double.NaN;
        };
        ranked.walk((score, positive, negative) -> {
            best.hits += positive;
            best.seen += positive + negative;
            if (best.hits >= precision * best.seen) {
                best.recall = best.hits / ranked.positives(); // which never falls
            }
        });
        return ranked.positives() == 0 ? Double.NaN : best.recall;
    }

    /** The largest sensitivity where specificity is at least this. */
    static double sensitivityAt(Ranked ranked, double specificity) {
        if (ranked.oneSided()) {
            return Double.NaN;
        }
        var best = new Object() {
            double up;
            double down;
            double sensitivity;
        };
        ranked.walk((score, positive, negative) -> {
            best.up += positive;
            best.down += negative;
            if (1 - best.down / ranked.negatives() >= specificity) {
                best.sensitivity = best.up / ranked.positives();
            }
        });
        return best.sensitivity;
    }

    /** The largest specificity where sensitivity is at least this. */
    static double specificityAt(Ranked ranked, double sensitivity) {
        if (ranked.oneSided()) {
            return Double.NaN;
        }
        var best = new Object() {
            double up;
            double down;
            double specificity = sensitivity == 0 ? 1 : Double.NaN;
        };
        ranked.walk((score, positive, negative) -> {
            best.up += positive;
            best.down += negative;
            if (Double.isNaN(best.specificity) && best.up / ranked.positives() >= sensitivity) {
                best.specificity = 1 - best.down / ranked.negatives();
            }
        });
        return Double.isNaN(best.specificity) ? 0 : best.specificity; // rounding kept a sensitivity of 1 from being reached
    }

    /** Where the ROC curve, straight between its points, has as large a share of positive rows missed as of negative rows taken. */
    static double equalError(Ranked ranked) {
        if (ranked.oneSided()) {
            return Double.NaN;
        }
        var at = new Object() {
            double taken;
            double found;
            double error = Double.NaN;
        };
        ranked.walk((score, positive, negative) -> {
            double right = positive / ranked.positives();
            double wrong = negative / ranked.negatives();
            double missing = 1 - at.found - at.taken; // missed − taken
            if (Double.isNaN(at.error) && missing - right - wrong <= 0) {
                at.error = at.taken + wrong * Math.min(1, missing / (right + wrong));
            }
            at.found += right;
            at.taken += wrong;
        });
        return at.error;
    }
}
