package org.librate.nn.train;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.librate.core.Check;
import org.librate.nn.Build;
import org.librate.nn.Network;
import org.librate.nn.Pass;
import org.librate.nn.optim.Group;

/**
 * What of a network learns in a run, and how fast.
 *
 * @param groups all that learns, in stretches of one rate
 * @param pass training, in which layers that are frozen altogether do not change what they remember
 */
record Learning(List<Group> groups, Pass pass, NameRules<Double> factors) {

    static Learning of(Network network, NameRules<Boolean> frozen, NameRules<Double> factors) {
        frozen.checkAgainst("freeze and unfreeze", network);
        factors.checkAgainst("rateFactor", network);
        List<Group> all = Group.split(network.parameters(), network.learned(), one -> isFrozen(frozen, one) ? Double.valueOf(0) : factors.of(one.parameter().name(), 1.0));
        List<Group> groups = all.stream().filter(group -> !frozen.of(group.parts().get(0).name(), false)).toList();
        Check.require(!groups.isEmpty(), "Trainer", "something must be left to learn", "everything frozen by " + frozen, "Unfreeze the last layer, say.");
        return new Learning(groups, groups.size() == all.size() ? Pass.training() : Pass.training().withFrozen(frozenLayers(network, frozen)::contains), factors);
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

    /** By what the rate of a group is multiplied. */
    double factor(Group group) {
        return factors.of(group.parts().get(0).name(), 1.0);
    }
}
