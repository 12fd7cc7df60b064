package org.librate.tuning.study;

import java.nio.charset.StandardCharsets;

/**
 * What has been tried of a space of finitely many values, as a tree of choices: whoever has made the choices a, b, c has been at the nodes (), (a),
 * (a, b) and ended at the leaf (a, b, c). A leaf is closed when a trial was there, and a node when all its values are. When the root is closed there
 * is nothing new. Below a choice among endlessly many nothing is ever closed, so nothing is kept of it.
 *
 * <p>A node is a hash of the choices that lead to it, of 64 bits, in a table of primitives: 16 bytes for each. For every closed node the table holds
 * the number of the trial that closed it, so that a trial sees the tree as it was when it began.
 */
final class Explored {

    static final long ROOT = 0x6C69_6272_6174_6505L;
    private static final int OPEN = Integer.MAX_VALUE;

    private long[] nodes = new long[64]; // 0: free
    private int[] closedValues = new int[64];
    private int[] closedBy = new int[64];
    private int used;

    /** The node reached from another by a value of a parameter. */
    static long child(long node, String name, int index) {
        return mixed(node + 0x9E37_79B9_7F4A_7C15L * (hash(name) + index));
    }

    private static long hash(String name) {
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b & 0xFF) * 0x0000_0100_0000_01B3L;
        }
        return hash;
    }

    private static long mixed(long x) {
        long z = (x ^ x >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        z ^= z >>> 31;
        return z == 0 ? 1 : z;
    }

    /** Whether all below a node had been tried by trials up to this number; never for the node 0, which stands for what has no end. */
    boolean isClosed(long node, int trial) {
        int slot = slot(node);
        return node != 0 && nodes[slot] == node && closedBy[slot] <= trial;
    }

    /**
     * Closes a leaf and what is complete with it.
     *
     * @param path the nodes from the root to the leaf
     * @param counts how many values there are to choose from at each but the last; 0 for endlessly many
     */
    void close(long[] path, int[] counts, int trial) {
        for (int count : counts) {
            if (count == 0) {
                return;
            }
        }
        for (int depth = path.length - 1; depth >= 0; depth--) {
            int slot = claim(path[depth]);
            if (closedBy[slot] != OPEN) {
                return; // it and what is above it are as they were
            }
            if (depth < path.length - 1 && ++closedValues[slot] < counts[depth]) {
                return;
            }
            closedBy[slot] = trial;
        }
    }

    private int slot(long node) {
        int slot = (int) (node >>> 32 ^ node) & nodes.length - 1;
        while (nodes[slot] != 0 && nodes[slot] != node) {
            slot = slot + 1 & nodes.length - 1;
        }
        return slot;
    }

    private int claim(long node) {
        int slot = slot(node);
        if (nodes[slot] == node) {
            return slot;
        }
        if (2 * used >= nodes.length) {
            grow();
            slot = slot(node);
        }
        nodes[slot] = node;
        closedBy[slot] = OPEN;
        used++;
        return slot;
    }

    private void grow() {
        long[] before = nodes;
        int[] values = closedValues;
        int[] by = closedBy;
        nodes = new long[2 * before.length];
        closedValues = new int[nodes.length];
        closedBy = new int[nodes.length];
        for (int i = 0; i < before.length; i++) {
            if (before[i] != 0) {
                int slot = slot(before[i]);
                nodes[slot] = before[i];
                closedValues[slot] = values[i];
                closedBy[slot] = by[i];
            }
        }
    }
}
