package org.librate.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import org.librate.core.DType;
import org.librate.core.Gradients;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.kernel.Execution;
import org.librate.core.kernel.KernelSets;
import org.librate.core.random.RandomSource;

/**
 * Whether a layer's gradients are those of its outputs: by its input and by each parameter, in training and in inference, compared with what comes of
 * moving one number at a time, all in float64. The first thing to run on a layer of one's own.
 *
 * <pre>{@code
 * GradientCheck check = GradientCheck.of(MyLayer.of(4), Shape.of(6));
 * System.out.println(check);              // GradientCheck of MyLayer[4]: ok, 36 slopes, worst relative error 3.1e-10
 * assertThat(check.isOk()).as(check.toString()).isTrue();
 * }</pre>
 *
 * <p>A layer whose {@link LayerSpec#outputShape} is not what it gives is refused with a {@link ShapeException}. At a kink, such as that of relu at 0,
 * slopes are not defined and would differ: the samples made here avoid round numbers.
 *
 * @param layer the layer as it prints
 * @param slopes what was compared, the worst number of each tensor
 */
public record GradientCheck(String layer, List<Slope> slopes) {

    /**
     * The number of a tensor whose gradient is the furthest off.
     *
     * @param training in which pass
     * @param name a parameter's name, or {@code input}
     * @param index of the number, in the flat tensor
     * @param computed the gradient as the layer's operations give it
     * @param numeric {@code (loss(p + h) − loss(p − h)) / 2h}
     * @param compared how many numbers of the tensor were compared
     */
    public record Slope(boolean training, String name, int index, double computed, double numeric, int compared) {

        /** {@code |computed − numeric| / (1 + |numeric|)}. */
        public double error() {
            double error = Math.abs(computed - numeric) / (1 + Math.abs(numeric));
            return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
        }

        public boolean isOk() {
            return error() <= TOLERANCE;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s[%d] in %s: the gradient is %.9g, moving the number gives %.9g", name, index,
                    training ? "training" : "inference", computed, numeric);
        }
    }

    private static final double TOLERANCE = 1e-6;
    private static final double H = 1e-5;
    private static final int ROWS = 3;
    private static final int MOST = 60; // numbers compared of one tensor

    public GradientCheck {
        slopes = List.copyOf(slopes);
    }

    /** Checks a layer on samples of this shape, with numbers made for it. */
    public static GradientCheck of(LayerSpec layer, Shape sample) {
        Shape shape = sample.prepend(ROWS);
        double[] values = new double[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.sin(1 + i * 1.7) + 0.01 * i / values.length; // no two alike, none at a kink
        }
        return of(layer, Tensor.of(shape, values));
    }

    /** Checks a layer on a batch of one's own: for layers that take integers, or only some numbers. Floating numbers are taken as float64. */
    public static GradientCheck of(LayerSpec layer, Tensor batch) {
        Tensor x = batch.dtype().isFloating() ? batch.cast(DType.FLOAT64).keep() : batch;
        List<Slope> slopes = new ArrayList<>();
        Execution.current().with(KernelSets.reference(), () -> {
            check(layer, x, Pass.inference(), slopes);
            check(layer, x, Pass.training(), slopes);
            return slopes;
        });
        return new GradientCheck(layer.toString(), slopes);
    }

    private static void check(LayerSpec spec, Tensor x, Pass pass, List<Slope> slopes) {
        Build build = Build.of(RandomSource.of(1), DType.FLOAT64);
        Layer layer = spec.build(x.shape().slice(1, x.rank()), build);
        Tensor tracked = x.dtype().isFloating() ? x.tracked() : x;
        for (Build.Learned one : build.learned()) {
            shake(one.parameter().tensor());
        }
        checkShape(spec, x, layer.forward(x, pass).shape());
        Tensor loss = loss(layer, tracked, pass);
        Gradients gradients = loss.isTracked() ? Gradients.of(loss) : null;
        DoubleSupplier again = () -> loss(layer, x, pass).item();
        if (x.dtype().isFloating()) {
            slopes.add(worst(pass, "input", gradients == null ? new double[(int) x.size()] : gradients.get(tracked).toDoubles(), x, again));
        }
        for (Build.Learned one : build.learned()) {
            Tensor memory = one.parameter().tensor();
            slopes.add(worst(pass, one.parameter().name(), gradients == null ? new double[(int) memory.size()] : gradients.get(memory).toDoubles(),
                    memory, again));
        }
    }

    /** Layers after this one are built for what it declares. */
    private static void checkShape(LayerSpec spec, Tensor x, Shape real) {
        Shape declared = spec.outputShape(x.shape().slice(1, x.rank())).prepend(x.shape().dim(0));
        if (!real.equals(declared)) {
            throw new ShapeException(spec.toString(), "outputShape must be the shape that forward gives",
                    "outputShape says " + declared + " for a batch of " + x.shape() + ", and forward gives " + real, declared, real);
        }
    }

    /** Starts of zeros and ones would hide faults. */
    private static void shake(Tensor parameter) {
        double[] values = parameter.toDoubles();
        for (int i = 0; i < values.length; i++) {
            values[i] += 0.1 * Math.sin(2 + i * 1.3);
        }
        parameter.assign(Tensor.of(parameter.shape(), values));
    }

    /** A number into which every output goes with another weight. */
    private static Tensor loss(Layer layer, Tensor x, Pass pass) {
        Tensor y = layer.forward(x, pass);
        double[] weights = new double[(int) y.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 0.5 + i * 37 % 101 / 101.0;
        }
        return y.mul(Tensor.of(y.shape(), weights)).sum();
    }

    /** Moves one number of the memory at a time. */
    private static Slope worst(Pass pass, String name, double[] computed, Tensor memory, DoubleSupplier loss) {
        double[] base = memory.toDoubles();
        int step = Math.max(1, base.length / MOST);
        Slope worst = new Slope(pass.isTraining(), name, 0, 0, 0, (base.length + step - 1) / step);
        for (int i = 0; i < base.length; i += step) {
            double numeric = (moved(memory, base, i, H, loss) - moved(memory, base, i, -H, loss)) / (2 * H);
            memory.assign(Tensor.of(memory.shape(), base));
            Slope here = new Slope(pass.isTraining(), name, i, computed[i], numeric, worst.compared());
            if (here.error() > worst.error() || i == 0) {
                worst = here;
            }
        }
        return worst;
    }

    private static double moved(Tensor memory, double[] base, int i, double h, DoubleSupplier loss) {
        double[] moved = base.clone();
        moved[i] += h;
        memory.assign(Tensor.of(memory.shape(), moved));
        return loss.getAsDouble();
    }

    /** Whether all agree. */
    public boolean isOk() {
        return slopes.stream().allMatch(Slope::isOk);
    }

    /** One line if all is well; else a line for each tensor whose gradient is wrong. */
    @Override
    public String toString() {
        if (isOk()) {
            return String.format(Locale.ROOT, "GradientCheck of %s: ok, %d slopes, worst relative error %.1e", layer,
                    slopes.stream().mapToInt(Slope::compared).sum(), slopes.stream().mapToDouble(Slope::error).max().orElse(0));
        }
        StringBuilder text = new StringBuilder("GradientCheck of " + layer + ": wrong");
        slopes.stream().filter(slope -> !slope.isOk()).forEach(slope -> text.append("\n  ").append(slope));
        return text.toString();
    }
}
