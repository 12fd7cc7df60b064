package org.librate.examples;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.librate.core.data.SplitRule;
import org.librate.core.learn.FittedPipeline;
import org.librate.core.learn.Model;
import org.librate.core.learn.Pipeline;
import org.librate.core.prepare.Impute;
import org.librate.core.prepare.OneHot;
import org.librate.core.prepare.StandardScaler;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.TableSplit;
import org.librate.metrics.Evaluation;
import org.librate.metrics.classification.ExpectedCost;
import org.librate.metrics.classification.LogLoss;
import org.librate.metrics.classification.PrAuc;
import org.librate.tuning.calibration.Calibrated;
import org.librate.tuning.calibration.CalibratedModel;
import org.librate.tuning.search.Param;
import org.librate.tuning.search.Plan;
import org.librate.tuning.search.Search;
import org.librate.tuning.search.SearchResult;
import org.librate.tuning.split.Repeated;
import org.librate.tuning.split.StratifiedKFold;
import org.librate.tuning.threshold.Threshold;
import org.librate.tuning.threshold.Thresholded;
import org.librate.tuning.threshold.ThresholdedModel;
import org.librate.tuning.validation.Comparison;
import org.librate.tuning.validation.CrossValidation;
import org.librate.tuning.validation.Curve;
import org.librate.tuning.validation.CvResult;
import org.librate.tuning.validation.LearningCurve;

/**
 * Which customers will leave: from a table with holes to decisions that cost the least. Everything is chosen on the training rows; the test rows are
 * used once, at the end.
 */
public final class ChurnEndToEnd {

    /** A customer who leaves unnoticed costs as much as ten letters to customers who would have stayed. */
    private static final double[][] COSTS = {{0, 1}, {10, 0}};

    private ChurnEndToEnd() {
    }

    public static void main(String[] arguments) {
        TableSplit split = customers(4000, RandomSource.of(3)).split(SplitRule.stratified(0.7, 0, 0.3).withSeed(3));
        Table train = split.train();
        Table test = split.test();
        System.out.println(train);

        Param<Double> penalty = Param.logUniform("penalty", 1e-4, 10);
        Plan<FittedPipeline<Model>> plan = settings -> Pipeline
                .start(Impute.median())
                .then(OneHot.create())
                .then(StandardScaler.create())
                .estimator(new BalancedLogistic(settings.get(penalty)));

        // 1. The simplest of the settings that are as good as the best.
        SearchResult<FittedPipeline<Model>> search = Search.grid(penalty).withPoints(6)
                .folds(StratifiedKFold.of(5).withSeed(1))
                .metrics(PrAuc.metric())
                .withinOneStandardError(Comparator.comparing(settings -> -settings.get(penalty)))
                .run(plan, train);
        System.out.println(search.table());

        // 2. Is it worth asking support for the number of complaints?
        Pipeline<Model> pipeline = (Pipeline<Model>) plan.with(search.best());
        Comparison<?, ?> worth = CrossValidation
                .of(Repeated.times(3, seed -> StratifiedKFold.of(5).withSeed(seed)))
                .metrics(PrAuc.metric())
                .compare(pipeline, rows -> pipeline.fit(rows.without("complaints")), train);
        System.out.println("with complaints and without: " + worth);

        // Would more customers help?
        Curve<Integer> growth = LearningCurve.of(StratifiedKFold.of(5).withSeed(1), PrAuc.metric())
                .shares(0.1, 0.3, 1)
                .run(pipeline, train);
        System.out.println(growth);

        // 3. Probabilities that come true, and 4. the cut-off that costs least.
        Thresholded<CalibratedModel<FittedPipeline<Model>>> decisions = Thresholded.of(
                Calibrated.of(pipeline, StratifiedKFold.of(5).withSeed(2)),
                Threshold.cheapest(COSTS),
                StratifiedKFold.of(5).withSeed(4));
        CvResult<?> honest = CrossValidation
                .of(StratifiedKFold.of(4).withSeed(5))
                .metrics(ExpectedCost.of(COSTS), LogLoss.metric())
                .run(decisions, train);
        System.out.println(honest.table());
        ThresholdedModel<CalibratedModel<FittedPipeline<Model>>> model = decisions.fit(train);
        System.out.println(model.threshold());

        // 5. Once: the test rows.
        System.out.println(model.model().gain(test));
        Evaluation probabilities = Evaluation.of(model.scores(test), test.targets());
        Evaluation decided = Evaluation.of(model.predict(test), test.targets()).withNames(List.of("stays", "leaves"));
        System.out.println(probabilities.table(PrAuc.metric(), LogLoss.metric()));
        System.out.println(decided.report());
        System.out.printf(Locale.ROOT, "A customer costs %.3f on average; cut at one half %.3f; doing nothing %.3f.%n",
                decided.get(ExpectedCost.of(COSTS)),
                probabilities.get(ExpectedCost.of(COSTS)), COSTS[1][0] * share(test));
    }

    private static double share(Table rows) {
        double leaving = 0;
        for (int label : rows.labels()) {
            leaving += label;
        }
        return leaving / rows.rows();
    }

    /** Customers as they might be: who complains or is new leaves sooner, who is bound by a contract later; some ages are unknown. */
    static Table customers(int rows, RandomSource source) {
        RandomStream random = source.stream("customers").at(0);
        double[] age = new double[rows];
        double[] months = new double[rows];
        double[] complaints = new double[rows];
        String[] contract = new String[rows];
        boolean[] leaves = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            long at = 8L * i;
            boolean bound = random.bernoulli(at, 0.5);
            contract[i] = bound ? "two years" : random.bernoulli(at + 1, 0.6) ? "monthly" : "prepaid";
            age[i] = random.bernoulli(at + 2, 0.1) ? Double.NaN : Math.rint(random.uniform(at + 3, 18, 80));
            months[i] = Math.rint(60 * Math.pow(random.uniform(at + 4), 1.5));
            complaints[i] = Math.floor(-1.2 * Math.log(random.uniform(at + 5)));
            double odds = -2.0 + 0.7 * complaints[i] - 0.04 * months[i] - (bound ? 1.2 : 0);
            leaves[i] = random.uniform(at + 6) < 1 / (1 + Math.exp(-odds));
        }
        return Table.of(NumericColumn.of("age", age), NumericColumn.of("months", months), NumericColumn.of("complaints", complaints),
                CategoryColumn.of("contract", contract), BooleanColumn.of("leaves", leaves)).withTarget("leaves");
    }
}
