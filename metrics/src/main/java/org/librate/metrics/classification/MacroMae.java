package org.librate.metrics.classification;

/**
 * For classes in an order, such as grades: how many classes off predictions are, averaged over the rows of each class that occurs, then over
 * the classes (Baccianella, Esuli and Sebastiani 2009). Frequent classes do not drown the rare ones.
 */
public record MacroMae() implements DecisionMetric {

    public static MacroMae metric() {
        return new MacroMae();
    }

    @Override
    public String name() {
        return "macro_mae";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double from(Confusion confusion) {
        double sum = 0;
        int classes = 0;
        for (int actual = 0; actual < confusion.classes(); actual++) {
            double support = confusion.support(actual);
            if (support > 0) {
                classes++;
                for (int predicted = 0; predicted < confusion.classes(); predicted++) {
                    sum += confusion.get(actual, predicted) * Math.abs(actual - predicted) / support;
                }
            }
        }
        return sum / classes;
    }
}
