package org.librate.nn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.librate.nn.Net;
import org.librate.nn.Network;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Sigmoid;
import org.librate.nn.layer.Softmax;
import org.librate.nn.loss.Asymmetric;
import org.librate.nn.loss.BalancedSoftmax;
import org.librate.nn.loss.BinaryCrossEntropy;
import org.librate.nn.loss.BinaryFocal;
import org.librate.nn.loss.CrossEntropy;
import org.librate.nn.loss.Focal;
import org.librate.nn.loss.LogitAdjustment;
import org.librate.nn.loss.Loss;

/** What a plan may mean but seldom does, in words: told once, before the first batch. */
final class PlanAdvice {

    /** Values of a target that are as few as this and whole are likely to be classes. */
    private static final int FEW_VALUES = 10;
    /** Fewer rows need not have every class. */
    private static final int MANY_ROWS = 100;

    private PlanAdvice() {
    }

    static List<String> of(Task<?> task, Options options, Loss loss, Network network, Feed train, int updatesPerEpoch) {
        List<String> all = new ArrayList<>();
        schedule(options, updatesPerEpoch, all);
        lastLayer(loss, network.net(), all);
        labels(task, network, train, all);
        return all;
    }

    private static void schedule(Options options, int updatesPerEpoch, List<String> all) {
        int last = options.epochs;
        while (last > 0 && options.schedule.factor((long) (last - 1) * updatesPerEpoch, updatesPerEpoch) == 0
                && options.schedule.factor((long) last * updatesPerEpoch - 1, updatesPerEpoch) == 0) {
            last--;
        }
        if (last < options.epochs) {
            all.add(String.format(Locale.ROOT, "The schedule %s gives the rate 0 from epoch %d on, and the run has %d epochs: nothing is learned "
                    + "in %d of them. "
                    + "Make the schedule as long as the run, or let it end above 0.", Preparation.stable(options.schedule), last + 1, options.epochs,
                    options.epochs - last));
        }
    }

    private static void lastLayer(Loss loss, Net net, List<String> all) {
        Object layer = net;
        while (layer instanceof Sequential chain && !chain.layers().isEmpty()) {
            layer = chain.layers().get(chain.layers().size() - 1);
        }
        if (layer instanceof Softmax && (loss instanceof CrossEntropy || loss instanceof Focal || loss instanceof LogitAdjustment
                || loss instanceof BalancedSoftmax)
                || layer instanceof Sigmoid && (loss instanceof BinaryCrossEntropy || loss instanceof BinaryFocal || loss instanceof Asymmetric)) {
            all.add("The network ends with " + layer + ", and the loss " + loss
                    + " applies it again: learning is slow, and the probabilities are nearly alike. Leave the layer out.");
        }
    }

    private static void labels(Task<?> task, Network network, Feed train, List<String> all) {
        boolean classes = task == ClassifierTask.CLASSES && network.outputs().get(0).rank() == 1;
        if (!classes && !(task instanceof RegressorTask)) {
            return;
        }
        int[] labels = train.labelsAtHand();
        int most = Arrays.stream(labels).max().orElse(0);
        if (classes && labels.length >= MANY_ROWS && train.classNames().isEmpty() && most + 1 < network.outputs().get(0).last()) {
            all.add("The network has outputs for " + network.outputs().get(0).last() + " classes, and no row has a class above " + most
                    + ": end it with " + (most + 1) + " outputs unless more classes are to come.");
        }
        if (!classes && labels.length >= MANY_ROWS && most > 0 && Arrays.stream(labels).distinct().count() <= FEW_VALUES
                && Arrays.stream(labels).min().orElse(0) >= 0) {
            all.add("The regressor's targets are " + Arrays.stream(labels).distinct().count()
                    + " different whole numbers: if they are classes, which have no order, use Trainer.classifier.");
        }
    }
}
