package org.librate.core;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.kernel.AttentionForm;
import org.librate.core.kernel.KernelOp;

/** Attention with its gradient. Weights are not kept: the backward kernel computes them again. */
final class Attending {

    private static final String NAME = "attention";

    private Attending() {
    }

    /** y_i = Σ_j softmax_j(scale · q_i · k_j) v_j in each head. One kernel gives all three gradients. */
    static Tensor attention(Tensor q, Tensor k, Tensor v, Attention options) {
        Elementwise.checkTypes(NAME, q, k);
        Elementwise.checkTypes(NAME, q, v);
        checkSequence(q);
        checkSequence(k);
        long dim = q.dim(2) / options.heads();
        if (q.dim(2) % options.heads() != 0 || dim == 0) {
            throw new ShapeException(NAME, "the features of the queries must be a multiple of " + options.heads() + " heads", "got " + q.dim(2),
                    q.shape());
        }
        if (!k.shape().equals(v.shape()) || k.dim(0) != q.dim(0) || k.dim(2) != dim * options.keyValueHeads()) {
            throw new ShapeException(NAME, "keys and values must be [n, steps, " + options.keyValueHeads() * dim + "], which is "
                    + options.keyValueHeads() + " heads of " + dim, "", q.shape(), k.shape(), v.shape());
        }
        checkLengths(options, q);
        AttentionForm form = form(options, dim, false);
        Tensor[] inputs = inputs(options, q, k, v);
        Tensor y = k.dim(1) == 0 ? Tensor.zeros(q.dtype(), q.shape()) : Compute.run(NAME, new KernelOp.Attention(form), q.dtype(), q.shape(), inputs);
        PerWalk<Tensor[]> gradients = new PerWalk<>(g -> gradients(form, g, inputs, 3));
        return Tape.node(NAME, y).from(q, g -> gradients.get(g)[0]).from(k, g -> gradients.get(g)[1]).from(v, g -> gradients.get(g)[2]).tensor();
    }

    /** The same of queries, keys and values that lie side by side, as one product gives them. */
    static Tensor attention(Tensor packed, Attention options) {
        Check.require(packed.dtype().isFloating(), NAME, "needs a floating type", packed.dtype() + " " + packed.shape(), "Use cast(DType.FLOAT32).");
        checkSequence(packed);
        int parts = options.heads() + 2 * options.keyValueHeads();
        long dim = packed.dim(2) / parts;
        if (packed.dim(2) % parts != 0 || dim == 0) {
            throw new ShapeException(NAME, "packed queries, keys and values must be a multiple of " + options.heads() + " + 2 · "
                    + options.keyValueHeads() + " heads", "got " + packed.dim(2) + " features", packed.shape());
        }
        checkLengths(options, packed);
        AttentionForm form = form(options, dim, true);
        Tensor[] inputs = inputs(options, packed);
        Tensor y = Compute.run(NAME, new KernelOp.Attention(form), packed.dtype(), packed.shape().withLast(options.heads() * dim), inputs);
        return Tape.node(NAME, y).from(packed, g -> gradients(form, g, inputs, 1)[0]).tensor();
    }

    private static AttentionForm form(Attention options, long dim, boolean packed) {
        return new AttentionForm(options.heads(), options.keyValueHeads(), options.scale(dim), options.causal(), options.offset(), options.rate(),
                packed, options.lengths().isPresent());
    }

    private static Tensor[] inputs(Attention options, Tensor... parts) {
        List<Tensor> inputs = new ArrayList<>();
        for (Tensor part : parts) {
            inputs.add(part.detach());
        }
        options.lengths().ifPresent(inputs::add);
        options.key().ifPresent(inputs::add);
        return inputs.toArray(Tensor[]::new);
    }

    private static Tensor[] gradients(AttentionForm form, Tensor g, Tensor[] inputs, int parts) {
        Tensor[] all = new Tensor[inputs.length + 1];
        all[0] = g;
        System.arraycopy(inputs, 0, all, 1, inputs.length);
        Tensor[] gradients = new Tensor[parts];
        boolean nothing = g.size() == 0 || inputs[parts - 1].size() == 0;
        for (int i = 0; i < parts; i++) {
            gradients[i] = Tensor.allocate(NAME + " gradient", g.dtype(), inputs[i].shape());
            if (nothing) {
                Compute.fill(gradients[i], 0);
            }
        }
        if (!nothing) {
            Compute.run(new KernelOp.AttentionGradient(form), all, gradients);
        }
        return gradients;
    }

    private static void checkSequence(Tensor x) {
        Check.require(x.dtype().isFloating(), NAME, "needs a floating type", x.dtype() + " " + x.shape(), "Use cast(DType.FLOAT32).");
        if (x.rank() != 3) {
            throw new ShapeException(NAME, "needs sequences [n, steps, features]", "", x.shape());
        }
    }

    private static void checkLengths(Attention options, Tensor x) {
        options.lengths().ifPresent(lengths -> {
            if (lengths.dim(0) != x.dim(0)) {
                throw new ShapeException(NAME, "needs a length for each sample", "", x.shape(), lengths.shape());
            }
        });
    }
}
