package org.librate.nn.train;

import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;

/** Drops a fifth in training, and subtracts a running mean that it remembers: whatever a run may forget, it needs. */
record Noisy() implements LayerSpec {

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public Layer build(Shape input, Build build) {
        Tensor key = build.key("key");
        Tensor mean = build.state("mean", input, 0);
        return (x, pass) -> {
            if (pass.isTraining()) {
                mean.assign(mean.mul(0.9).add(x.detach().mean(0).mul(0.1)));
                return x.sub(mean).dropout(0.2, key);
            }
            return x.sub(mean);
        };
    }
}
