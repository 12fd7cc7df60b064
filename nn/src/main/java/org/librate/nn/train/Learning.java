package org.librate.nn.train;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.librate.core.Check;
import org.librate.nn.Build;
import org.librate.nn.Network;
import org.librate.nn.Pass;
import org.librate.nn.optim.Group;
import org.librate.nn.optim.Optimizer;

/**
 * What of a network learns in a run, and how fast.
 *
 * @param groups all that learns, in stretches of one rate
 * @param updated the same, in the stretches that the optimizer goes over in one pass
 * @param pass training, in which layers that are frozen altogether do not change what they remember
 */
record Learning(List<Group> groups, List<Group> updated, Pass pass, NameRules<Boolean> frozen, NameRules<Double> factors) {

    static Learning of(Network network, Optimizer optimizer, NameRules<Boolean> frozen, NameRules<Double> factors) {
        frozen.checkAgainst("freeze and unfreeze", network);
        factors.checkAgainst("rateFactor", network);
        Function<Build.Learned, Double> rate = one -> isFrozen(frozen, one) ? Double.valueOf(0) : factors.of(one.parameter().name(), 1.0);
        List<Group> all = Group.split(network.parameters(), network.learned(), rate);
        List<Group> groups = learning(all, frozen);
        Check.require(!groups.isEmpty(), "Trainer", "something must be left to learn", "everything frozen by " + frozen,
                "Unfreeze the last layer, say.");
        List<Group> updated = optimizer.treatsAllAlike() ? learning(Group.splitByRate(network.parameters(), network.learned(), rate), frozen)
                : groups;
        return new Learning(groups, updated, groups.size() == all.size() ? Pass.training()
                : Pass.training().withFrozen(frozenLayers(network, frozen)::contains), frozen, factors);
    }

    private static List<Group> learning(List<Group> groups, NameRules<Boolean> frozen) {
        return groups.stream().filter(group -> !frozen.of(group.parts().get(0).name(), false)).toList();
    }

    private static boolean isFrozen(NameRules<Boolean> frozen, Build.Learned one) {
        return frozen.of(one.parameter().name(), false);
    }

    /** The paths of layers whose parameters, at least one, are all frozen. */
    private static Set<String> frozenLayers(Network network, NameRules<Boolean> frozen) {
        Set<String> layers = new HashSet<>();
        Set<String> learning = new HashSet<>();
        for (Build.Learned one : network.learned()) {
            String path = one.parameter().name();
            for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
                (isFrozen(frozen, one) ? layers : learning).add(path.substring(0, dot));
            }
        }
        layers.removeAll(learning);
        return layers;
    }

    /** Spares the backward pass what is frozen, until the run has ended. */
    void freeze(Network network) {
        network.parameters().forEach(parameter -> parameter.freeze(frozen.of(parameter.name(), false)));
    }

    /** By what the rate of a group is multiplied. */
    double factor(Group group) {
        return factors.of(group.parts().get(0).name(), 1.0);
    }
}
