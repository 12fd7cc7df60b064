package org.librate.nn.train;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.data.Dataset;

/**
 * Finds learning rates worth trying (Smith 2015): a throw-away copy of the network is trained with a rate that grows by the same factor at each
 * update, and the loss tells where learning begins, where it is fastest and where it breaks.
 *
 * <pre>{@code
 * RateCurve curve = RateFinder.of(plan).withRange(1e-5, 1).withSteps(60).on(train);
 * System.out.println(curve);                                      // a chart, and what it says
 * curve.writeCsv(Path.of("rates.csv"));
 * Trainer<Classifier> better = plan.optimizer(Adam.of(curve.safe().orElse(1e-3)));
 * }</pre>
 *
 * <p>All that makes an update is that of the plan: optimizer, loss, batches, accumulation, clipping, penalties, what is frozen. The rate is that of a
 * parameter without {@link Trainer#rateFactor}; others keep their factor to it. The plan's schedule, averages and watchers are left out. The plan,
 * the data and a later fit are what they were.
 */
public final class RateFinder {

    private static final String NAME = "RateFinder";

    private final Trainer<?> plan;
    private final double from;
    private final double to;
    private final int steps;

    private RateFinder(Trainer<?> plan, double from, double to, int steps) {
        this.plan = plan;
        this.from = from;
        this.to = to;
        this.steps = steps;
    }

    /** 100 updates with rates from 1e-7 to 10, of which none is made after the loss diverged. */
    public static RateFinder of(Trainer<?> plan) {
        return new RateFinder(Check.notNull(NAME, "plan", plan), 1e-7, 10, 100);
    }

    /** The lowest rate, where nothing should happen yet, and the highest, which should be too much. */
    public RateFinder withRange(double from, double to) {
        Check.positive(NAME, "from", from);
        Check.require(to > from && Double.isFinite(to), NAME, "to must be > from, " + from, to);
        return new RateFinder(plan, from, to, steps);
    }

    /** How many rates are tried, one update each. */
    public RateFinder withSteps(int steps) {
        Check.require(steps >= 10, NAME, "steps must be >= 10 to make a curve", steps);
        return new RateFinder(plan, from, to, steps);
    }

    private double rate(long step) {
        return from * Math.pow(to / from, step / (steps - 1.0));
    }

    /** Does the work. */
    public RateCurve on(Dataset train) {
        Listener listener = new Listener();
        double base = plan.options().optimizer.rate();
        String broke = null;
        try {
            plan.aside(options -> {
                options.schedule = (step, stepsPerEpoch) -> rate(step) / base;
                options.epochs = steps + 1; // an epoch has at least one update
                options.callbacks = List.of(listener);
            }).fit(train);
        } catch (DivergedException e) {
            broke = e.getMessage();
        }
        return listener.curve(broke);
    }

    /** Hears the loss before each update, and so the loss that the update before it led to. */
    private final class Listener implements TrainingCallback {

        private final List<Double> losses = new ArrayList<>();
        private long updates;
        private double sum;
        private int batches;

        @Override
        public void onBatch(Progress progress) {
            sum += progress.loss();
            batches++;
            if (progress.updates() == updates) {
                return; // more batches make this update
            }
            updates = progress.updates();
            losses.add(sum / batches);
            sum = 0;
            batches = 0;
            if (losses.size() > steps) {
                progress.stop("all rates tried");
            } else if (RateCurve.isDiverged(losses)) {
                progress.stop("the loss diverged");
            }
        }

        RateCurve curve(@Nullable String broke) {
            double[] rates = new double[Math.max(0, losses.size() - 1)];
            double[] after = new double[rates.length];
            for (int i = 0; i < rates.length; i++) {
                rates[i] = rate(i);
                after[i] = losses.get(i + 1);
            }
            return RateCurve.of(rates, after, losses.isEmpty() ? Double.NaN : losses.get(0), steps, broke);
        }

        @Override
        public String toString() {
            return NAME;
        }
    }

    @Override
    public String toString() {
        return NAME + "[from=" + from + ", to=" + to + ", steps=" + steps + ", " + plan + "]";
    }
}
