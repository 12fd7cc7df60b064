package org.librate.core;

import java.util.List;

/**
 * An operation of your own, with its own backward pass. Both passes are written with tensor operations; neither is differentiated.
 *
 * <pre>{@code
 * // x³ with a hand-written slope
 * CustomOp cube = new CustomOp() {
 *     public String name() { return "cube"; }
 *     public Tensor forward(List<Tensor> in) { return in.get(0).pow(3); }
 *     public List<Tensor> backward(Tensor g, List<Tensor> in, Tensor out) { return List.of(g.mul(in.get(0).square()).mul(3)); }
 * };
 * Tensor y = Tensor.apply(cube, x);
 * }</pre>
 */
public interface CustomOp {

    /** For error messages. */
    String name();

    /** The result. */
    Tensor forward(List<Tensor> inputs);

    /** A gradient for each input, of its shape (or the shape it was broadcast to), given the gradient of the result. */
    List<Tensor> backward(Tensor gradient, List<Tensor> inputs, Tensor output);
}
