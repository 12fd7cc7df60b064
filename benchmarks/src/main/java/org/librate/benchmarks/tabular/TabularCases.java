package org.librate.benchmarks.tabular;

import java.util.LinkedHashMap;
import java.util.Map;
import org.librate.benchmarks.Case;

/**
 * What is done with tables. {@code peers/tabular.py} has the same under the same names; what both sides must see alike, they read from files that our
 * side writes while it prepares, which it does first ({@link SharedFiles}).
 */
public final class TabularCases {

    private TabularCases() {
    }

    /** All cases, in the order they are reported. */
    public static Map<String, Case> all() {
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("csv 1M x 30", () -> CsvWork.of(1_000_000));
        cases.put("standardise + one-hot 200k x (20 + 3)", () -> ModelWork.prepare(200_000, 20, 3));
        cases.put("logistic regression 200k x 30", () -> ModelWork.logistic(200_000, 30));
        cases.put("5 folds of a pipeline, 100k x (20 + 3)", () -> ModelWork.crossValidate(100_000, 20, 3));
        cases.put("k nearest, 5k of 50k x 30", () -> ModelWork.nearest(50_000, 30, 5_000, 5));
        cases.put("ROC-AUC 10M", () -> ModelWork.area(10_000_000));
        cases.put("report 10M", () -> ModelWork.report(10_000_000));
        return cases;
    }
}
