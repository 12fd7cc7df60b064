package org.librate.examples;

import java.util.Locale;
import java.util.stream.IntStream;
import org.librate.core.Adjacency;
import org.librate.core.data.GraphDataset;
import org.librate.core.data.KarateClub;
import org.librate.nn.model.GcnNet;
import org.librate.nn.optim.Adam;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.Trainer;

/**
 * A karate club broke in two, and its 34 members had to choose. Told only who was whose friend and what the two leaders did, a graph network says
 * whom each of the other 32 followed.
 *
 * <p>What to take away: a graph is one row of a {@link GraphDataset}; {@code onlyNodes} hides the labels that are not to be learned from.
 */
public final class KarateClubGcn {

    private KarateClubGcn() {
    }

    public static void main(String[] arguments) {
        GraphDataset club = KarateClub.dataset();
        System.out.println(club);

        Trainer<Classifier> plan = Trainer.nodeClassifier(GcnNet.ofNodes(0, 16, 2))
                .optimizer(Adam.of(0.01)).epochs(100).seed(1).display(Display.SILENT);

        Classifier fromLeaders = plan.fit(club.onlyNodes(KarateClub.INSTRUCTOR, KarateClub.PRESIDENT));
        print(club, fromLeaders);
        System.out.println("Told only of the leaders: right on " + right(club, fromLeaders) + " of 34 members.");
        System.out.println("Told of everybody: right on " + right(club, plan.fit(club)) + " of 34 members.");
    }

    private static int right(GraphDataset club, Classifier model) {
        int[] said = model.predict(club.inputs()).toInts();
        return (int) IntStream.range(0, said.length).filter(member -> said[member] == club.labels()[member]).count();
    }

    /** A line for each member, by how sure the network is that he followed the president. */
    private static void print(GraphDataset club, Classifier model) {
        int[] followed = club.labels();
        float[] probabilities = model.predictProbabilities(club.inputs()).select(2, 1).toArray();
        Adjacency friends = KarateClub.friendships();
        IntStream.range(0, followed.length).boxed().sorted((a, b) -> Float.compare(probabilities[a], probabilities[b])).forEach(member -> {
            float p = probabilities[member];
            String bar = ".".repeat(Math.round(40 * p)) + "o" + ".".repeat(40 - Math.round(40 * p));
            System.out.printf(Locale.ROOT, "  member %2d, %2d friends  instructor %s president  %.3f%s%n", member, friends.neighbours(member).length,
                    bar, p, (p > 0.5 ? 1 : 0) == followed[member] ? "" : "  followed the " + club.classNames().get(followed[member]));
        });
    }
}
