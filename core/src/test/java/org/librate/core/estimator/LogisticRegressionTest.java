package org.librate.core.estimator;

import org.junit.jupiter.api.Nested;
import org.librate.core.learn.Estimator;

/** Logistic regression keeps the promises of estimators. */
class LogisticRegressionTest {

    abstract static class Linear extends EstimatorContract {
        @Override
        boolean needsTwoClasses() {
            return true;
        }

        @Override
        double tolerance() {
            return 1e-5;
        }
    }

    @Nested class L2 extends Linear {
        @Override Estimator<?> estimator() { return LogisticRegression.create(); }
    }

    @Nested class L1 extends Linear {
        @Override Estimator<?> estimator() { return LogisticRegression.create().withPenalty(Penalty.l1()).withBalancedClasses(); }
    }
}
