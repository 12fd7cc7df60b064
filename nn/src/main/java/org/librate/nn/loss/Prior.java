package org.librate.nn.loss;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.librate.core.Check;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.learn.ClassCounts;

/** Shares of classes as losses use them. */
final class Prior {

    private Prior() {
    }

    /** A class without rows is taken to have half a row: its logarithm must be finite. */
    static List<Double> shares(ClassCounts counts) {
        double[] some = Arrays.stream(counts.toArray()).map(count -> count > 0 ? count : 0.5).toArray();
        double sum = Arrays.stream(some).sum();
        return DoubleStream.of(some).map(count -> count / sum).boxed().toList();
    }

    static List<Double> checked(String loss, List<Double> shares) {
        Check.require(shares.size() >= 2, loss, "needs the shares of at least 2 classes", shares);
        for (double share : shares) {
            Check.positive(loss, "the share of a class", share);
        }
        return List.copyOf(shares);
    }

    /** {@code tau · log share} for each class. */
    static double[] logits(List<Double> shares, double tau) {
        return shares.stream().mapToDouble(share -> tau * Math.log(share)).toArray();
    }

    /** Cross-entropy of logits with these added: of a single output, which tells yes from no, with their difference. */
    static Tensor crossEntropy(Object loss, Tensor output, Tensor target, double[] added) {
        Rows.checkOutput(loss, output, 1);
        boolean single = output.rank() == 1 || output.dim(-1) == 1;
        if (added.length != (single ? 2 : output.dim(-1))) {
            throw new ShapeException(loss.toString(), "needs the share of each class", "got " + added.length, output.shape());
        }
        if (single) {
            Tensor targets = Rows.like(loss, output, target);
            return Rows.mean(output.add(added[1] - added[0]).sigmoidCrossEntropy(targets));
        }
        Tensor labels = Rows.classes(loss, output, target);
        return Rows.meanOfLabelled(output.add(Rows.numbers(output.dtype(), added)).crossEntropy(labels), labels);
    }
}
