package org.librate.nn;

import java.util.Optional;
import org.librate.core.Tensor;

/** A layer with the path by which a pass shows what comes out of it. */
record Watched(String path, Layer layer) implements Layer {

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return pass.follow(layer, x, pass.show(path, layer.forward(x, pass)));
    }

    /** As one kernel unless somebody watches: then what is between has to be there to be seen. */
    @Override
    public Optional<Layer> fusedWith(Layer next) {
        Optional<Layer> fused = layer.fusedWith(next instanceof Watched watched ? watched.layer : next);
        return fused.map(both -> (x, pass) -> pass.isWatched() ? next.forward(forward(x, pass), pass) : pass.follow(layer, x, both.forward(x, pass)));
    }

    @Override
    public Tensor forwardOnto(Tensor sum, Tensor x, Pass pass) {
        return pass.isWatched() ? sum.add(forward(x, pass)) : layer.forwardOnto(sum, x, pass);
    }

    @Override
    public Optional<Tensor> lengthsAfter(Tensor lengths, Tensor x, Tensor y) {
        return layer.lengthsAfter(lengths, x, y);
    }
}
