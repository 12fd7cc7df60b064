package org.librate.nn.train;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.librate.core.Step;
import org.librate.core.Tensor;
import org.librate.nn.Network;
import org.librate.nn.Pass;
import org.librate.nn.loss.Loss;

/**
 * The recorded steps of a run. The gradients come in one and the update in another, so that a loss which is not finite is seen while the
 * weights that gave it are still there.
 *
 * <p>The loss of a batch is {@code Σ w·l / Σ w}. Where several batches make one update, gradients of {@code Σ w·l} are added up and divided by the
 * sum of all w, so that the parts need not be alike.
 */
final class Programs implements AutoCloseable {

    /** Keeps a batch in which no row counts from dividing 0 by 0. */
    private static final double NO_WEIGHT = 1e-12;
    private static final double LARGEST = 1e30;

    private final Network network;
    private final Pass training;
    private final Loss loss;
    private final Task<?> task;
    private final @Nullable Tensor classWeights;
    private final int inputs;
    private final Sequences sequences;
    private final Tensor total = Tensor.of(0f); // the weights of the batches that are being gathered
    private final Step whole = Step.ofMany("train", in -> gradients(in, Gather.WHOLE));
    private final Step first = Step.ofMany("train", in -> gradients(in, Gather.FIRST));
    private final Step further = Step.ofMany("train", in -> gradients(in, Gather.FURTHER));
    private final Step update;
    private final Step evaluate = Step.ofMany("evaluate", in -> Tensor.withoutGradients(() -> evaluation(in)));

    private final Step finite;
    private final Step observe = Step.ofMany("observe", in -> Tensor.withoutGradients(() -> observation(in)));

    private enum Gather {
        /** One batch, one update. */
        WHOLE,
        /** The first batch of several. */
        FIRST,
        /** Another batch of several. */
        FURTHER
    }

    /**
     * @param training the pass of training batches, which knows what is frozen
     * @param update changes the weights by the gradients, as tensor operations
     */
    Programs(Network network, Pass training, Loss loss, Task<?> task, Sequences sequences, @Nullable Tensor classWeights, boolean gathers,
            Runnable update) {
        this.network = network;
        this.training = training;
        this.loss = loss;
        this.task = task;
        this.classWeights = classWeights;
        this.inputs = network.inputs().size();
        this.sequences = sequences;
        this.finite = Step.of("finite weights", in -> network.parameters().values().isFinite().all());
        this.update = Step.ofMany("update", in -> Tensor.withoutGradients(() -> {
            if (gathers) {
                Tensor gradients = network.parameters().gradients();
                gradients.assign(gradients.div(total.clip(NO_WEIGHT, LARGEST)));
            }
            update.run();
            return List.of();
        }));
    }

    /** The gradients of one batch, for an update of its own. Returns the batch's loss and its weight. */
    List<Tensor> gradients(Feed.Rows rows) {
        return whole.runMany(rows.all());
    }

    /** The gradients of one batch of several. */
    List<Tensor> gather(Feed.Rows rows, boolean isFirst) {
        return (isFirst ? first : further).runMany(rows.all());
    }

    void update() {
        update.runMany();
    }

    boolean weightsAreFinite() {
        return finite.run().item() != 0;
    }

    /**
     * The sum of the weighted losses, the sum of the weights, and the scores; of answers at every step also their targets and, if not all count,
     * which do and how much.
     */
    List<Tensor> evaluate(Feed.Rows rows) {
        return evaluate.runMany(rows.all());
    }

    /** A pass in training whose only purpose is what layers remember of it. */
    void observe(Feed.Rows rows) {
        observe.runMany(rows.all());
    }

    private List<Tensor> observation(List<Tensor> in) {
        List<Tensor> batch = in.subList(0, inputs);
        return List.copyOf(network.forward(batch, sequences.pass(training, batch, lengths(in))));
    }

    private List<Tensor> lengths(List<Tensor> in) {
        return in.subList(inputs + 1, inputs + 1 + sequences.count());
    }

    private @Nullable Tensor rowWeights(List<Tensor> in) {
        int at = inputs + 1 + sequences.count();
        return in.size() > at ? in.get(at) : null;
    }

    private Judged judge(List<Tensor> in, Pass plain) {
        List<Tensor> batch = in.subList(0, inputs);
        Pass pass = sequences.pass(plain, batch, lengths(in));
        Tensor output = network.forward(batch, pass).get(0);
        Tensor targetLengths = sequences.target() ? in.get(inputs + sequences.count()) : null;
        return Judged.of(task, loss, output, pass.lengths(output).orElse(null), in.get(inputs), targetLengths);
    }

    private List<Tensor> gradients(List<Tensor> in, Gather how) {
        Judged judged = judge(in, training);
        Tensor rows = judged.losses();
        Tensor weights = judged.answers().weights(rowWeights(in));
        if (classWeights != null) {
            Tensor ofClass = classWeights.gather(0, task.classes(judged.answers().target()));
            weights = weights == null ? ofClass : weights.mul(ofClass);
        }
        Tensor weight = weights == null ? Tensor.of((float) rows.size()) : weights.sum().reshape(1);
        if (how == Gather.WHOLE && weights == null) { // the sum is not needed: every kernel of a small step counts
            Tensor mean = rows.mean().reshape(1);
            network.parameters().backward(mean);
            return List.of(mean.detach(), weight);
        }
        Tensor sum = (weights == null ? rows : rows.mul(weights)).sum().reshape(1);
        Tensor mean = weights == null ? rows.mean().reshape(1) : sum.div(weight.clip(NO_WEIGHT, LARGEST));
        if (how == Gather.WHOLE) {
            network.parameters().backward(mean);
        } else if (how == Gather.FIRST) {
            total.assign(weight);
            network.parameters().backward(sum);
        } else {
            total.assign(total.add(weight));
            network.parameters().accumulate(sum);
        }
        return List.of(mean.detach(), weight);
    }

    private List<Tensor> evaluation(List<Tensor> in) {
        Judged judged = judge(in, Pass.inference());
        Answers answers = judged.answers();
        Tensor rows = judged.losses();
        Tensor weights = answers.weights(rowWeights(in));
        Tensor scores = task.scores(answers.output());
        List<Tensor> found = new ArrayList<>(weights == null ? List.of(rows.sum(), Tensor.of((float) rows.size()), scores)
                : List.of(rows.mul(weights).sum(), weights.sum(), scores));
        if (answers.steps() > 1 || answers.real() != null) {
            found.add(answers.target());
            if (answers.real() != null) {
                found.add(answers.real());
            }
            if (weights != null) {
                found.add(weights);
            }
        }
        return found;
    }

    /** How each step runs. */
    String explain() {
        return whole.explain() + "\n" + first.explain() + "\n" + further.explain() + "\n" + update.explain() + "\n" + evaluate.explain();
    }

    @Override
    public void close() {
        whole.close();
        first.close();
        further.close();
        update.close();
        evaluate.close();
        observe.close();
        finite.close();
    }
}
