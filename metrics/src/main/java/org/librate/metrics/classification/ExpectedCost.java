package org.librate.metrics.classification;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;

/**
 * The mean cost of a row, given what it costs to take one class for another.
 *
 * <pre>{@code
 * ExpectedCost.of(new double[][] {{0, 1}, {25, 0}})      // a missed case costs as much as 25 false alarms
 * }</pre>
 *
 * @param costs a row for each actual class, a column for each predicted one; negative where there is a gain
 */
public record ExpectedCost(List<List<Double>> costs) implements DecisionMetric {

    private static final String NAME = "ExpectedCost";

    public ExpectedCost {
        costs = costs.stream().map(List::copyOf).toList();
        for (List<Double> row : costs) {
            Check.require(row.size() == costs.size(), NAME, "costs need as many columns as rows", costs);
            row.forEach(cost -> Check.require(Double.isFinite(cost), NAME, "costs must be finite", cost));
        }
    }

    /** {@code costs[actual][predicted]}. */
    public static ExpectedCost of(double[][] costs) {
        return new ExpectedCost(Arrays.stream(costs).map(row -> Arrays.stream(row).boxed().toList()).toList());
    }

    @Override
    public String name() {
        return "expected_cost";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double from(Confusion confusion) {
        Check.require(confusion.classes() <= costs.size(), NAME, "knows the costs of " + costs.size() + " classes", confusion.classes() + " classes");
        double sum = 0;
        for (int actual = 0; actual < confusion.classes(); actual++) {
            for (int predicted = 0; predicted < confusion.classes(); predicted++) {
                sum += confusion.get(actual, predicted) * costs.get(actual).get(predicted);
            }
        }
        return sum / confusion.total();
    }

    /** As in {@code ExpectedCost[[0.0, 1.0], [25.0, 0.0]]}. */
    @Override
    public String toString() {
        return NAME + costs;
    }
}
