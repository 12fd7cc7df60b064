package org.librate.nn;

import org.librate.core.Shape;

/** A layer under another name: see {@link LayerSpec#named}. */
record Named(String name, LayerSpec layer) implements LayerSpec {

    /** The layer without the names it was given. */
    static LayerSpec plain(LayerSpec layer) {
        LayerSpec plain = layer;
        while (plain instanceof Named named) {
            plain = named.layer;
        }
        return plain;
    }

    @Override
    public long layerCount() {
        return layer.layerCount();
    }

    @Override
    public Shape outputShape(Shape input) {
        return layer.outputShape(input);
    }

    @Override
    public Layer build(Shape input, Build build) {
        return layer.build(input, build);
    }

    @Override
    public long multiplyAdds(Shape input) {
        return layer.multiplyAdds(input);
    }

    @Override
    public String defaultName() {
        return name;
    }

    /** The layer's own: the name is seen in its path. */
    @Override
    public String toString() {
        return layer.toString();
    }
}
