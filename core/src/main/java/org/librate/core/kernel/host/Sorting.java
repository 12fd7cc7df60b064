package org.librate.core.kernel.host;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.librate.core.DType;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

/**
 * The first elements of each lane in sorted order.
 *
 * <p>Elements become unsigned keys that sort as the elements should, NaN and descending order included. Keys are sorted with their
 * positions: byte by byte from the lowest (radix sort, stable and linear), except that short lanes, and the few first of a long
 * one, are put in by insertion.
 */
final class Sorting extends RangeCall {

    private static final int SHORT = 48;
    private static final int FEW = 32;
    private static final int BYTE = 256;

    /** What a thread sorts in; it grows to the longest lane and stays. */
    private static final class Room {
        private static final ThreadLocal<Room> CURRENT = ThreadLocal.withInitial(Room::new);

        long[] keys = {};
        long[] otherKeys = {};
        int[] places = {};
        int[] otherPlaces = {};
        final int[] counts = new int[BYTE];

        static Room of(int length) {
            Room room = CURRENT.get();
            if (room.keys.length < length) {
                room.keys = new long[length];
                room.otherKeys = new long[length];
                room.places = new int[length];
                room.otherPlaces = new int[length];
            }
            return room;
        }
    }

    private final boolean descending;
    private final Lanes lanes;
    private final NativeArray x;
    private final NativeArray values;
    private final NativeArray positions;
    private final int wanted;
    private final int width;

    Sorting(KernelOp.Sort op, NativeArray x, NativeArray values, NativeArray positions) {
        this(op, Lanes.of(x.shape(), op.axis()), x, values, positions);
    }

    private Sorting(KernelOp.Sort op, Lanes lanes, NativeArray x, NativeArray values, NativeArray positions) {
        super(lanes.count(), Math.max(1, lanes.grain() / 8));
        this.descending = op.descending();
        this.lanes = lanes;
        this.x = x;
        this.values = values;
        this.positions = positions;
        this.wanted = (int) values.shape().dim(op.axis());
        this.width = x.dtype().bytes();
    }

    @Override
    public void run(int from, int to) {
        int length = lanes.length();
        int inner = lanes.inner();
        Room room = Room.of(length);
        for (int lane = from; lane < to; lane++) {
            int first = x.start() + lanes.first(lane, length);
            makeKeys(room.keys, first, length, inner);
            if (length <= SHORT || wanted <= FEW) {
                byInsertion(room, length);
            } else {
                byBytes(room, length);
            }
            int target = lanes.first(lane, wanted);
            for (int i = 0; i < wanted; i++) {
                int place = room.places[i];
                Elements.copy(width, x.block(), first + place * inner, 1, values.block(), values.start() + target + i * inner, 1, 1);
                positions.block().longs().put(positions.start() + target + i * inner, place);
            }
        }
    }

    /** Each element as an unsigned number of as many bytes. */
    private void makeKeys(long[] keys, int first, int length, int step) {
        long flip = descending ? -1L >>> 64 - 8 * width : 0;
        switch (x.dtype()) {
            case FLOAT32 -> {
                FloatBuffer buffer = x.block().floats();
                for (int i = 0; i < length; i++) {
                    int bits = Float.floatToIntBits(buffer.get(first + i * step) + 0f); // + 0 makes −0 equal to 0
                    keys[i] = (bits ^ bits >> 31 & Integer.MAX_VALUE ^ Integer.MIN_VALUE) & 0xFFFFFFFFL ^ flip;
                }
            }
            case FLOAT64 -> {
                DoubleBuffer buffer = x.block().doubles();
                for (int i = 0; i < length; i++) {
                    long bits = Double.doubleToLongBits(buffer.get(first + i * step) + 0.0);
                    keys[i] = bits ^ bits >> 63 & Long.MAX_VALUE ^ Long.MIN_VALUE ^ flip;
                }
            }
            default -> {
                long least = x.dtype() == DType.INT32 ? 1L << 31 : x.dtype() == DType.INT64 ? Long.MIN_VALUE : 0;
                for (int i = 0; i < length; i++) {
                    keys[i] = (Elements.integer(x, first + i * step) + least) ^ flip;
                }
            }
        }
    }

    /** Keeps the wanted first in order; most elements of a long lane are turned away by one comparison. */
    private void byInsertion(Room room, int length) {
        long[] best = room.otherKeys;
        int[] places = room.places;
        int held = 0;
        for (int i = 0; i < length; i++) {
            long key = room.keys[i];
            if (held == wanted && Long.compareUnsigned(key, best[held - 1]) >= 0) {
                continue;
            }
            int at = held == wanted ? held - 1 : held++;
            while (at > 0 && Long.compareUnsigned(key, best[at - 1]) < 0) {
                best[at] = best[at - 1];
                places[at] = places[at - 1];
                at--;
            }
            best[at] = key;
            places[at] = i;
        }
    }

    private void byBytes(Room room, int length) {
        for (int i = 0; i < length; i++) {
            room.places[i] = i;
        }
        for (int shift = 0; shift < 8 * width; shift += 8) {
            int[] counts = room.counts;
            long[] keys = room.keys;
            int[] places = room.places;
            long[] sortedKeys = room.otherKeys;
            int[] sortedPlaces = room.otherPlaces;
            Arrays.fill(counts, 0);
            for (int i = 0; i < length; i++) {
                counts[(int) (keys[i] >>> shift) & 0xFF]++;
            }
            if (counts[(int) (keys[0] >>> shift) & 0xFF] == length) {
                continue; // this byte is the same in all
            }
            int sum = 0;
            for (int i = 0; i < BYTE; i++) {
                int count = counts[i];
                counts[i] = sum;
                sum += count;
            }
            for (int i = 0; i < length; i++) {
                int to = counts[(int) (keys[i] >>> shift) & 0xFF]++;
                sortedKeys[to] = keys[i];
                sortedPlaces[to] = places[i];
            }
            room.keys = sortedKeys;
            room.otherKeys = keys;
            room.places = sortedPlaces;
            room.otherPlaces = places;
        }
    }
}
