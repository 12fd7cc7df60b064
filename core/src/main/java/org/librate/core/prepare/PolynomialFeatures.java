package org.librate.core.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.ColumnType;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/**
 * Adds products of columns of numbers up to a degree: for a and b and degree 2, "a^2", "a b" and "b^2". A product with something missing is missing.
 *
 * @param columns which; all of numbers unless changed
 * @param interactionsOnly whether a column is in a product at most once
 * @param bias whether a column "1" of ones is added
 */
public record PolynomialFeatures(Columns columns, int degree, boolean interactionsOnly, boolean bias) implements ColumnStep<PolynomialFeatures> {

    private static final String NAME = "PolynomialFeatures";
    private static final int MOST = 100_000;

    public PolynomialFeatures {
        Check.require(degree >= 2, NAME, "degree must be >= 2", degree);
    }

    public static PolynomialFeatures of(int degree) {
        return new PolynomialFeatures(Numeric.COLUMNS, degree, false, false);
    }

    @Override
    public PolynomialFeatures on(Columns columns) {
        return new PolynomialFeatures(columns, degree, interactionsOnly, bias);
    }

    public PolynomialFeatures withInteractionsOnly(boolean only) {
        return new PolynomialFeatures(columns, degree, only, bias);
    }

    public PolynomialFeatures withBias(boolean bias) {
        return new PolynomialFeatures(columns, degree, interactionsOnly, bias);
    }

    @Override
    public FittedTransformer fit(Table train) {
        List<String> names = columns.toUse(NAME, train, ColumnType.NUMERIC);
        List<Term> terms = new ArrayList<>();
        for (int d = 2; d <= degree; d++) {
            extend(new int[0], 0, d, names.size(), terms);
        }
        return new Fitted(names, terms, bias);
    }

    private void extend(int[] factors, int from, int degree, int width, List<Term> terms) {
        if (factors.length == degree) {
            Check.require(terms.size() < MOST, NAME, "makes at most " + MOST + " columns", "more",
                    "Choose fewer columns with on(..), or a lower degree.");
            terms.add(new Term(factors));
            return;
        }
        for (int c = from; c < width; c++) {
            int[] more = Arrays.copyOf(factors, factors.length + 1);
            more[factors.length] = c;
            extend(more, interactionsOnly ? c + 1 : c, degree, width, terms);
        }
    }

    /** The numbers of the columns that are multiplied, ascending; one several times for its powers. */
    public record Term(int[] factors) {

        public Term {
            factors = factors.clone();
            Check.require(factors.length > 0, "FittedPolynomialFeatures", "\"factors\" must have a value", "none");
        }

        private String name(List<String> columns) {
            StringBuilder name = new StringBuilder();
            for (int i = 0; i < factors.length;) {
                int power = 1;
                while (i + power < factors.length && factors[i + power] == factors[i]) {
                    power++;
                }
                name.append(name.isEmpty() ? "" : " ").append(columns.get(factors[i])).append(power == 1 ? "" : "^" + power);
                i += power;
            }
            return name.toString();
        }
    }

    /** The columns and what is made of them. */
    public record Fitted(List<String> columns, List<Term> terms, boolean bias) implements FittedTransformer {

        public Fitted {
            columns = List.copyOf(columns);
            terms = List.copyOf(terms);
            for (Term term : terms) {
                Fits.places("FittedPolynomialFeatures", "factors", term.factors, 0, columns.size());
            }
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit(NAME, rows, columns);
            List<NumericColumn> from = columns.stream().map(edit::numeric).toList();
            if (bias) {
                double[] ones = new double[rows.rows()];
                Arrays.fill(ones, 1);
                edit.add(NumericColumn.wrap("1", ones));
            }
            for (Term term : terms) {
                double[] product = from.get(term.factors[0]).toArray();
                for (int f = 1; f < term.factors.length; f++) {
                    NumericColumn factor = from.get(term.factors[f]);
                    for (int i = 0; i < product.length; i++) {
                        product[i] *= factor.get(i);
                    }
                }
                edit.add(NumericColumn.wrap(term.name(columns), product));
            }
            return edit.done();
        }

        @Override
        public String toString() {
            return "FittedPolynomialFeatures" + columns;
        }
    }
}
