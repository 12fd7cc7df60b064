package org.librate.nn.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/**
 * Branches that all see the same input, joined again: their channels side by side, or their sum.
 *
 * <pre>{@code
 * Parallel.concat(Conv2d.of(64, 1), Conv2d.of(128, 3).withPadding(Padding.SAME))      // 192 channels
 * }</pre>
 */
public final class Parallel implements LayerSpec {

    enum Join {
        CONCAT, SUM
    }

    /** What files keep of it. */
    record Saved(Join join, List<LayerSpec> branches) {

        Parallel parallel() {
            return new Parallel(join, branches.toArray(LayerSpec[]::new));
        }
    }

    Saved saved() {
        return new Saved(join, branches);
    }

    private final Join join;
    private final List<LayerSpec> branches;

    private Parallel(Join join, LayerSpec... branches) {
        Check.require(branches.length > 0, "Parallel", "needs at least one branch", "none");
        this.join = join;
        this.branches = List.of(branches);
    }

    /** The channels (last axis) of all branches one after another. */
    public static Parallel concat(LayerSpec... branches) {
        return new Parallel(Join.CONCAT, branches);
    }

    /** The sum of all branches. */
    public static Parallel sum(LayerSpec... branches) {
        return new Parallel(Join.SUM, branches);
    }

    public List<LayerSpec> branches() {
        return branches;
    }

    @Override
    public long layerCount() {
        return 1 + branches.stream().mapToLong(LayerSpec::layerCount).sum();
    }

    @Override
    public Shape outputShape(Shape input) {
        List<Shape> outputs = branches.stream().map(branch -> branch.outputShape(input)).toList(); // once each: branches may nest
        Shape first = outputs.get(0);
        long channels = 0;
        for (int i = 0; i < branches.size(); i++) {
            Shape output = outputs.get(i);
            boolean fits = output.equals(first) || join == Join.CONCAT && output.rank() == first.rank()
                    && output.withLast(first.last()).equals(first);
            if (!fits || join == Join.CONCAT && output.rank() == 0) {
                throw new ShapeException("Parallel", join == Join.SUM ? "all branches must give one shape"
                        : "all branches must give one shape but for the channels", branches.get(0) + " and " + branches.get(i), first, output);
            }
            channels += output.rank() == 0 ? 0 : output.last();
        }
        return join == Join.SUM ? first : first.withLast(channels);
    }

    @Override
    public Layer build(Shape input, Build build) {
        outputShape(input);
        List<Layer> built = new ArrayList<>();
        for (int i = 0; i < branches.size(); i++) {
            built.add(build.layer("branch_" + (i + 1), branches.get(i), input));
        }
        return new Branches(join, List.copyOf(built));
    }

    private record Branches(Join join, List<Layer> branches) implements Layer {
        @Override
        public Tensor forward(Tensor x, Pass pass) {
            List<Tensor> parts = new ArrayList<>();
            branches.forEach(branch -> parts.add(branch.forward(x, pass)));
            if (join == Join.CONCAT) {
                return Tensor.concat(-1, parts);
            }
            Tensor sum = parts.get(0);
            for (Tensor part : parts.subList(1, parts.size())) {
                sum = sum.add(part);
            }
            return sum;
        }
    }

    @Override
    public String toString() {
        return branches.stream().map(Object::toString).collect(Collectors.joining(", ", "Parallel[" + (join == Join.SUM ? "sum of " : ""), "]"));
    }
}
