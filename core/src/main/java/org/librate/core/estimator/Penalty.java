package org.librate.core.estimator;

import java.util.Locale;
import org.librate.core.Check;

/**
 * A price on large coefficients: {@code l1Ratio · Σ|w| + (1 − l1Ratio) · ½ Σw²}. An intercept is free.
 *
 * @param kind whether there is one at all
 * @param l1Ratio 0 is L2, which makes coefficients small; 1 is L1, which makes many of them 0
 */
public record Penalty(Kind kind, double l1Ratio) {

    /** What is paid for. */
    public enum Kind { NONE, L2, L1, ELASTIC_NET }

    public Penalty {
        Check.within("Penalty", "l1Ratio", l1Ratio, 0, 1);
    }

    public static Penalty none() {
        return new Penalty(Kind.NONE, 0);
    }

    public static Penalty l2() {
        return new Penalty(Kind.L2, 0);
    }

    public static Penalty l1() {
        return new Penalty(Kind.L1, 1);
    }

    public static Penalty elasticNet(double l1Ratio) {
        return new Penalty(Kind.ELASTIC_NET, l1Ratio);
    }

    double onSquares() {
        return kind == Kind.NONE ? 0 : 1 - l1Ratio;
    }

    double onAbsolutes() {
        return kind == Kind.NONE ? 0 : l1Ratio;
    }

    @Override
    public String toString() {
        return kind == Kind.ELASTIC_NET ? "elasticNet(" + l1Ratio + ")" : kind.name().toLowerCase(Locale.ROOT);
    }
}
