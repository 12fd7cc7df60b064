package org.librate.nn.train;

import java.util.List;
import java.util.Optional;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.learn.PriorCorrection;
import org.librate.core.metric.Accuracy;
import org.librate.core.metric.LabelAccuracy;
import org.librate.core.metric.Metric;
import org.librate.nn.Network;
import org.librate.nn.loss.BinaryCrossEntropy;
import org.librate.nn.loss.CrossEntropy;
import org.librate.nn.loss.Loss;

/** Tells classes apart, in one of three ways. */
enum ClassifierTask implements Task<Classifier> {

    /** One of several classes: a logit for each. */
    CLASSES {
        @Override
        public Loss defaultLoss() {
            return CrossEntropy.create();
        }

        @Override
        public void checkOutput(Shape output) {
            if (output.rank() == 0 || output.last() < 2) {
                throw new ShapeException("Trainer", "a classifier needs one output for each class, at least 2",
                        "end the network with Dense.of(classes), or use Trainer.binary(net) for a single output", output);
            }
        }

        @Override
        public Tensor scores(Tensor output) {
            return output.softmax(-1);
        }

        @Override
        public Tensor classes(Tensor raw) {
            Check.require(!raw.dtype().isFloating() && raw.rank() == 1, "Trainer",
                    "class weights need class numbers [n], or for each step, as targets", raw.dtype() + " " + raw.shape());
            return target(raw);
        }
    },

    /** One of several classes for each node of a graph: a logit for each. */
    NODES {
        /** A row is a graph, and its loss the mean over its nodes. */
        @Override
        public boolean answersSteps(Shape output, boolean padded) {
            return false;
        }

        @Override
        public Loss defaultLoss() {
            return CrossEntropy.create();
        }

        @Override
        public void checkOutput(Shape output) {
            if (output.rank() != 2 || output.last() < 2) {
                throw new ShapeException("Trainer", "a classifier of nodes needs outputs [nodes, classes], at least 2 classes",
                        "end the network with a graph layer such as Gcn.of(classes)", output);
            }
        }

        @Override
        public Tensor scores(Tensor output) {
            return output.softmax(-1);
        }

        @Override
        public Tensor classes(Tensor raw) {
            throw new IllegalArgumentException("Trainer: class weights need one class for each row, and here a row is a graph of many nodes."
                    + " Use CrossEntropy.create().withClassWeights(..).");
        }

        @Override
        Tensor decide(Tensor probabilities) {
            return probabilities.argmax(-1);
        }
    },

    /** Yes or no: a single logit. */
    BINARY {
        @Override
        public void checkOutput(Shape output) {
            if (output.size() != 1 && !answersSteps(output, false)) {
                throw new ShapeException("Trainer", "a binary classifier needs one output", "end the network with Dense.of(1)", output);
            }
        }

        @Override
        public boolean answersSteps(Shape output, boolean padded) {
            return output.rank() > 1 && output.last() == 1 && (padded || output.size() > 1);
        }

        @Override
        public Tensor scores(Tensor output) {
            Tensor yes = (output.rank() > 2 && output.size() > output.dim(0) ? output : output.reshape(-1, 1)).sigmoid();
            return Tensor.concat(yes.rank() - 1, yes.mul(-1).add(1), yes);
        }

        @Override
        public Tensor target(Tensor raw) {
            return raw.cast(DType.FLOAT32);
        }

        @Override
        public Tensor classes(Tensor raw) {
            return raw.reshape(-1).cast(DType.INT32);
        }
    },

    /** Labels that may hold together: a logit for each. */
    LABELS {
        @Override
        public List<Metric> defaultMetrics() {
            return List.of(LabelAccuracy.metric());
        }

        @Override
        public void checkOutput(Shape output) {
            if (output.rank() == 0) {
                throw new ShapeException("Trainer", "a classifier needs one output for each label", "end the network with Dense.of(labels)", output);
            }
        }

        @Override
        public Tensor scores(Tensor output) {
            return output.sigmoid();
        }

        @Override
        public Tensor target(Tensor raw) {
            return raw.cast(DType.FLOAT32);
        }

        @Override
        public Tensor classes(Tensor raw) {
            throw new IllegalArgumentException("Trainer: class weights need one class for each row, and here labels may hold together."
                    + " Use BinaryCrossEntropy.create().withPositiveWeights(..).");
        }

        @Override
        Tensor decide(Tensor probabilities) {
            return probabilities.gt(0.5).cast(DType.INT64);
        }
    };

    @Override
    public Loss defaultLoss() {
        return BinaryCrossEntropy.create();
    }

    @Override
    public List<Metric> defaultMetrics() {
        return List.of(Accuracy.metric());
    }

    @Override
    public boolean answersSteps(Shape output, boolean padded) {
        return output.rank() > 1;
    }

    /** Class numbers of any integer type as int32, distributions as they are. */
    @Override
    public Tensor target(Tensor raw) {
        return raw.dtype().isFloating() || raw.dtype() == DType.INT64 ? raw : raw.cast(DType.INT32);
    }

    /** Class numbers from probabilities; −1 at steps beyond a row's end, which have none. */
    Tensor decide(Tensor probabilities) {
        Tensor classes = probabilities.argmax(probabilities.rank() - 1);
        return probabilities.rank() < 3 ? classes : probabilities.max(-1).gt(0).where(classes, Tensor.full(classes.dtype(), Shape.of(1), -1));
    }

    @Override
    public Classifier model(Network network, History history, Provenance provenance) {
        return new Classifier(this, network, history, provenance, null);
    }

    @Override
    public Classifier corrected(Classifier model, Optional<PriorCorrection> shares) {
        return shares.map(model::with).orElse(model);
    }
}
