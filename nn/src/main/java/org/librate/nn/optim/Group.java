package org.librate.nn.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Parameters;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Network;
import org.librate.nn.Role;

/**
 * A stretch of the flat buffers that is updated alike.
 *
 * @param values the parameters, flat
 * @param gradients their gradients, flat
 * @param decays whether weight decay, penalties and constraints act on them: on weights, not on biases and scales
 * @param parts the parameters in it
 */
public record Group(Tensor values, Tensor gradients, boolean decays, List<Part> parts) {

    public Group {
        parts = List.copyOf(parts);
    }

    /** A group that is one parameter. */
    public Group(Tensor values, Tensor gradients, boolean decays) {
        this(values, gradients, decays, List.of(new Part("values", decays ? Role.WEIGHT : Role.BIAS, 0, values.shape())));
    }

    /** All of a network: its weights, then all that does not decay. */
    public static List<Group> of(Network network) {
        return split(network.parameters(), network.learned(), one -> true);
    }

    /**
     * All of a network as groups of neighbours for which {@code alike} gives equal answers: for learning rates that differ from layer to layer, or
     * layers that stay as they are. Weights and what does not decay are never in one group.
     *
     * @param learned in the order of the flat buffers, as {@link Network#learned} gives them
     */
    public static List<Group> split(Parameters parameters, List<Build.Learned> learned, Function<Build.Learned, ?> alike) {
        return split(parameters, learned, (a, b) -> belongTogether(a, b, alike), Group::decays);
    }

    /**
     * As {@link #split}, but weights and what does not decay stay together where they are neighbours, in groups that do not decay: for an optimizer
     * that {@linkplain Optimizer#treatsAllAlike treats all alike}, which then goes over them in one pass.
     */
    public static List<Group> splitByRate(Parameters parameters, List<Build.Learned> learned, Function<Build.Learned, ?> alike) {
        return split(parameters, learned, (a, b) -> Objects.equals(alike.apply(a), alike.apply(b)), one -> false);
    }

    private static List<Group> split(Parameters parameters, List<Build.Learned> learned, BiPredicate<Build.Learned, Build.Learned> together,
            Predicate<Build.Learned> decays) {
        List<Group> groups = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= learned.size(); i++) {
            if (i == learned.size() || !together.test(learned.get(from), learned.get(i))) {
                long end = i == learned.size() ? parameters.values().size() : start(parameters, learned.get(i));
                groups.add(stretch(parameters, learned.subList(from, i), end, decays.test(learned.get(from))));
                from = i;
            }
        }
        return groups;
    }

    private static boolean belongTogether(Build.Learned a, Build.Learned b, Function<Build.Learned, ?> alike) {
        return decays(a) == decays(b) && Objects.equals(alike.apply(a), alike.apply(b));
    }

    private static boolean decays(Build.Learned one) {
        return one.role() == Role.WEIGHT;
    }

    private static Group stretch(Parameters parameters, List<Build.Learned> learned, long end, boolean decays) {
        long from = start(parameters, learned.get(0));
        List<Part> parts = new ArrayList<>();
        for (Build.Learned one : learned) {
            parts.add(new Part(one.parameter().name(), one.role(), start(parameters, one) - from, one.parameter().shape()));
        }
        Shape flat = Shape.of(end - from);
        return new Group(Tensor.over(parameters.values().array().slice(from, flat)).named("values"),
                Tensor.over(parameters.gradients().array().slice(from, flat)).named("gradients"), decays, parts);
    }

    private static long start(Parameters parameters, Build.Learned one) {
        return one.parameter().tensor().array().start() - parameters.values().array().start();
    }

    /** Lasting memory of zeros for each value: for what an optimizer remembers. */
    Tensor zeros(String name) {
        return Tensor.zeros(values.dtype(), values.shape()).named(name);
    }

    /** One lasting number of the values' type. */
    Tensor number(String name, double value) {
        return Tensor.full(values.dtype(), Shape.of(1), value).named(name);
    }

    /** The group's part of that name, for tests and messages. */
    public Part part(String name) {
        @Nullable Part found = parts.stream().filter(part -> part.name().equals(name)).findFirst().orElse(null);
        Check.require(found != null, "Group", "has no parameter of that name", name);
        return Objects.requireNonNull(found);
    }
}
