package org.librate.nn.train;

import java.util.Locale;
import java.util.Optional;
import org.librate.nn.loss.BinaryCrossEntropy;
import org.librate.nn.loss.CrossEntropy;
import org.librate.nn.loss.Loss;

/** Compares the loss before the first update with that of a classifier that knows nothing, ln K. */
final class StartingLoss {

    private StartingLoss() {
    }

    /**
     * What is wrong, in words; empty if nothing is, or if the loss does not tell.
     *
     * @param classes among how many it would guess: 2 for yes or no, also label by label
     */
    static Optional<String> complaint(Loss loss, long classes, double first) {
        boolean tells = loss instanceof CrossEntropy plain && plain.labelSmoothing() == 0 && plain.classWeights().isEmpty()
                || loss instanceof BinaryCrossEntropy binary && binary.labelSmoothing() == 0 && binary.positiveWeights().isEmpty();
        double expected = Math.log(classes);
        if (!tells || first < 2 * expected + 0.5) {
            return Optional.empty();
        }
        return Optional.of(String.format(Locale.ROOT, "The loss before the first update is %.3f; guessing among %d classes would give ln %d = %.3f. "
                + "The network begins sure of what it cannot know: bring the inputs to mean 0 and deviation 1, or start with smaller weights.", first,
                classes, classes, expected));
    }
}
