package org.librate.core.random;

import java.nio.charset.StandardCharsets;
import org.librate.core.Check;

/**
 * A seed, and the named streams under it. Immutable: asking for a stream changes nothing, so another stream asked for elsewhere never
 * changes this one.
 *
 * <pre>{@code
 * RandomSource random = RandomSource.of(42);
 * random.stream("shuffle").at(epoch).permutation(rows);
 * random.stream("layer1").stream("dropout").at(epoch, step);
 * }</pre>
 *
 * <p>Each step down scrambles the key with {@link Threefry}, so related seeds and names give unrelated numbers:
 * <pre>
 *   of(seed)             key  = block(SEED, seed)
 *   stream(name)         key' = block(key ^ NAME, fnv1a64(name in UTF-8))
 *   branch(number)       key' = block(key ^ BRANCH, number)
 *   at(epoch)            the stream (key, draw = epoch)
 *   at(epoch, step)      the stream (block(key ^ EPOCH, epoch), draw = step)
 * </pre>
 * The four constants keep these apart from each other. A name is one step: {@code stream("a/b")} is not {@code stream("a").stream("b")}.
 */
public final class RandomSource {

    private static final long SEED = 0x6C69_6272_6174_6501L;
    private static final long NAME = 0x6C69_6272_6174_6502L;
    private static final long BRANCH = 0x6C69_6272_6174_6503L;
    private static final long EPOCH = 0x6C69_6272_6174_6504L;

    private static final long FNV_START = 0xCBF2_9CE4_8422_2325L;
    private static final long FNV_PRIME = 0x0000_0100_0000_01B3L;

    private final long seed;
    private final String path;
    private final long key;

    private RandomSource(long seed, String path, long key) {
        this.seed = seed;
        this.path = path;
        this.key = key;
    }

    /** The source of a seed. Every seed is an ordinary one, 0 and negative ones too. */
    public static RandomSource of(long seed) {
        return new RandomSource(seed, "", Threefry.block(SEED, seed));
    }

    /** The source of that name under this one. */
    public RandomSource stream(String name) {
        Check.require(!name.isEmpty(), "RandomSource", "a stream's name must not be empty", "\"\"");
        return new RandomSource(seed, path.isEmpty() ? name : path + " / " + name, Threefry.block(key ^ NAME, hash(name)));
    }

    /** The source of that number under this one: for members of a series, such as trials, folds or ensemble members. */
    public RandomSource branch(long number) {
        return new RandomSource(seed, path + "#" + number, Threefry.block(key ^ BRANCH, number));
    }

    /** The numbers of an epoch, or of anything else that is counted. */
    public RandomStream at(long epoch) {
        return RandomStream.of(key, epoch);
    }

    /** The numbers of a step within an epoch. */
    public RandomStream at(long epoch, long step) {
        return RandomStream.of(Threefry.block(key ^ EPOCH, epoch), step);
    }

    /** What tensors' kernels take together with a draw: {@code at(draw)} gives the same numbers. */
    public long key() {
        return key;
    }

    public long seed() {
        return seed;
    }

    /** FNV-1a of the name's UTF-8 bytes, in 64 bits. */
    private static long hash(String name) {
        long hash = FNV_START;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b & 0xFF) * FNV_PRIME;
        }
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RandomSource source && key == source.key;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(key);
    }

    /** As in {@code RandomSource[seed=42, stream=layer1 / dropout]}. */
    @Override
    public String toString() {
        return path.isEmpty() ? "RandomSource[seed=" + seed + "]" : "RandomSource[seed=" + seed + ", stream=" + path + "]";
    }
}
