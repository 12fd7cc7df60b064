package org.librate.core.data;

import java.util.List;
import org.librate.core.Adjacency;
import org.librate.core.Tensor;

/**
 * The 34 members of a karate club and their 78 friendships, observed by Zachary (1977) until the club broke in two: the smallest graph with a story.
 * The label of a member is whom he followed, 0 the instructor (member 0) or 1 the club's president (member 33).
 *
 * <pre>{@code
 * KarateClub.dataset().onlyNodes(KarateClub.INSTRUCTOR, KarateClub.PRESIDENT)   // can the other 32 be told from who knows whom?
 * }</pre>
 */
public final class KarateClub {

    /** The member who founded one of the two clubs. */
    public static final int INSTRUCTOR = 0;
    /** The member who kept the other. */
    public static final int PRESIDENT = 33;

    private static final int MEMBERS = 34;

    /** The friends of each member that come after him. */
    private static final int[][] FRIENDS = {
        {1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31}, {2, 3, 7, 13, 17, 19, 21, 30}, {3, 7, 8, 9, 13, 27, 28, 32}, {7, 12, 13}, {6, 10},
                {6, 10, 16}, {16},
        {}, {30, 32, 33}, {33}, {}, {}, {}, {33}, {32, 33}, {32, 33}, {}, {}, {32, 33}, {33}, {32, 33}, {}, {32, 33}, {25, 27, 29, 32, 33},
        {25, 27, 31}, {31}, {29, 33}, {33}, {31, 33}, {32, 33}, {32, 33}, {32, 33}, {33}, {}
    };

    private static final int[] FOLLOWED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

    private KarateClub() {
    }

    /** Who is whose friend. */
    public static Adjacency friendships() {
        int[][] edges = new int[78][];
        int count = 0;
        for (int member = 0; member < MEMBERS; member++) {
            for (int friend : FRIENDS[member]) {
                edges[count++] = new int[] {member, friend};
            }
        }
        return Adjacency.undirected(MEMBERS, edges);
    }

    /** Whom each member followed. */
    public static int[] followed() {
        return FOLLOWED.clone();
    }

    /**
     * The club with a loop at each member, as graph convolutions want it; nothing is known of a member but who he is, so his features are a one at
     * his place.
     */
    public static GraphDataset dataset() {
        return GraphDataset.ofNodes(friendships().withSelfLoops(), Tensor.eye(MEMBERS), FOLLOWED).withClassNames(List.of("instructor", "president"));
    }
}
