package org.librate.nn.optim;

import java.util.List;
import org.librate.core.Parameter;
import org.librate.core.Parameters;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Role;

/** A small flat buffer: weights u [2, 2] and v [2, 1], a bias b [2], with gradients. */
final class Sample {

    final Parameters parameters;
    final List<Build.Learned> learned;
    final List<Group> groups;

    Sample(float[] u, float[] v, float[] b) {
        learned = List.of(new Build.Learned(Parameter.of("u", Tensor.of(Shape.of(2, 2), u)), Role.WEIGHT),
                new Build.Learned(Parameter.of("v", Tensor.of(Shape.of(2, 1), v)), Role.WEIGHT),
                new Build.Learned(Parameter.of("b", Tensor.of(Shape.of(2), b)), Role.BIAS));
        parameters = Parameters.of(learned.stream().map(Build.Learned::parameter).toList());
        groups = Group.split(parameters, learned, one -> true);
    }

    Sample withGradients(float[] u, float[] v, float[] b) {
        parameters.get("u").gradient().assign(u);
        parameters.get("v").gradient().assign(v);
        parameters.get("b").gradient().assign(b);
        return this;
    }

    float[] value(String name) {
        return parameters.get(name).tensor().toArray();
    }

    float[] gradient(String name) {
        return parameters.get(name).gradient().toArray();
    }
}
