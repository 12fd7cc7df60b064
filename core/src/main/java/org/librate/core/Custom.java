package org.librate.core;

import java.util.List;

/** Runs a {@link CustomOp} on the tape. */
final class Custom {

    private Custom() {
    }

    static Tensor apply(CustomOp op, List<Tensor> inputs) {
        List<Tensor> plain = inputs.stream().map(Tensor::detach).toList();
        Tensor y = Tape.off(() -> op.forward(plain)).detach().named(op.name());
        Backward backward = new Backward(op, plain, y);
        Tape tape = Tape.node(op.name(), y);
        for (int i = 0; i < inputs.size(); i++) {
            int input = i;
            tape.from(inputs.get(i), g -> backward.gradient(g, input));
        }
        return tape.tensor();
    }

    /** All inputs ask for their part of one backward call. */
    private static final class Backward {
        private final CustomOp op;
        private final List<Tensor> inputs;
        private final Tensor output;
        private final PerWalk<List<Tensor>> gradients = new PerWalk<>(this::compute);

        Backward(CustomOp op, List<Tensor> inputs, Tensor output) {
            this.op = op;
            this.inputs = inputs;
            this.output = output;
        }

        private List<Tensor> compute(Tensor g) {
            List<Tensor> all = op.backward(g, inputs, output);
            if (all.size() != inputs.size()) {
                throw new IllegalStateException(op.name() + ": backward must return a gradient for each of the " + inputs.size() + " inputs, got "
                        + all.size() + ".");
            }
            return all;
        }

        Tensor gradient(Tensor g, int input) {
            Tensor gradient = gradients.get(g).get(input);
            Elementwise.checkTypes(op.name(), inputs.get(input), gradient);
            Shape reached = Shape.broadcast(op.name(), gradient.shape(), inputs.get(input).shape());
            if (!reached.equals(gradient.shape())) {
                throw new ShapeException(op.name(), "backward must return gradients of the inputs' shapes", "input " + input,
                        inputs.get(input).shape(), gradient.shape());
            }
            return gradient;
        }
    }
}
