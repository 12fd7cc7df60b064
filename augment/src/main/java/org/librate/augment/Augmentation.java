package org.librate.augment;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.librate.core.Check;
import org.librate.core.data.BadFileException;
import org.librate.core.random.RandomSource;
import org.librate.core.save.SavedTypes;

/**
 * Transforms and a seed: what becomes of each sample in each epoch is settled by that, whoever asks, in whatever order.
 *
 * <pre>{@code
 * Augmentation<Sample> augment = Augmentation.sequence(
 *         RandomCrop.of(32).withPadding(4),
 *         HorizontalFlip.create().withProbability(0.5),
 *         OneOf.of(ColorJitter.of(0.2), GaussianBlur.of(1.5)).withProbability(0.3),
 *         Cutout.of(8)).withSeed(42);
 * Applied<Sample> seen = augment.apply(sample, epoch, id);
 * System.out.println(seen);                          // RandomCrop[top=3, left=-1, 32 × 32], HorizontalFlip, Cutout[..]
 * String token = augment.token(epoch, id);           // enough to see the very same again
 * }</pre>
 *
 * <p>Immutable, and safe for any number of threads.
 *
 * @param <S> what is augmented
 */
public final class Augmentation<S> {

    private static final String NAME = "Augmentation";

    private final Transform<S> transform;
    private final long seed;

    private Augmentation(Transform<S> transform, long seed) {
        this.transform = transform;
        this.seed = seed;
    }

    /** One transform. */
    public static <S> Augmentation<S> of(Transform<S> transform) {
        return new Augmentation<>(transform, 0);
    }

    /** One after the other. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <S> Augmentation<S> sequence(Transform<S>... transforms) {
        return of(new Sequence<>(Arrays.asList(transforms)));
    }

    /** Another seed; it is 0 unless said otherwise. */
    public Augmentation<S> withSeed(long other) {
        return new Augmentation<>(transform, other);
    }

    /**
     * What a sample becomes in an epoch.
     *
     * @param id which sample it is, such as the origin of its row
     */
    public Applied<S> apply(S sample, long epoch, long id) {
        return apply(sample, epoch, id, 0);
    }

    /**
     * What a sample becomes in an epoch that has it several times.
     *
     * @param repeat how often the epoch has had it already, as {@link org.librate.core.data.Row#repeat} says
     */
    public Applied<S> apply(S sample, long epoch, long id, int repeat) {
        return transform.apply(sample, Draw.of(seed, epoch, id, repeat));
    }

    /** A short text that stands for what is drawn for a sample in an epoch, by this very augmentation. */
    public String token(long epoch, long id) {
        return token(epoch, id, 0);
    }

    /** The same for a sample that the epoch has had so many times already. */
    public String token(long epoch, long id, int repeat) {
        String more = repeat == 0 ? "" : "-" + Integer.toHexString(repeat);
        return Long.toHexString(epoch) + "-" + Long.toHexString(id) + more + "-" + mark();
    }

    /** What a token stands for, once more. The sample must be the one it was made for. */
    public Applied<S> replay(String token, S sample) {
        Check.require(token.matches("[0-9a-f]{1,16}-[0-9a-f]{1,16}(-[0-9a-f]{1,8})?-[0-9a-f]{8}"), NAME, "a token is what token(epoch, id) gives",
                "\"" + token + "\"");
        String[] parts = token.split("-", -1);
        Check.require(parts[parts.length - 1].equals(mark()), NAME, "a token must be replayed by the augmentation that it was made by",
                "\"" + token + "\", while this one's end in " + mark(), "Load it from the JSON of that run.");
        int repeat = parts.length == 4 ? Integer.parseUnsignedInt(parts[2], 16) : 0;
        return apply(sample, Long.parseUnsignedLong(parts[0], 16), Long.parseUnsignedLong(parts[1], 16), repeat);
    }

    /** Tells augmentations apart by what they print. */
    private String mark() {
        CRC32C crc = new CRC32C();
        crc.update(toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /** As text, to be kept with a run: {@link #fromJson} gives the same augmentation again. */
    public String toJson() {
        return KnownTypes.all().toJson(new SavedAugmentation(seed, transform));
    }

    /** From text. Transforms of your own are known after they have been named by a {@link TransformTypes}. */
    @SuppressWarnings("unchecked") // whoever loads it knows what it was for; a wrong kind of sample is found out by the first transform
    public static <S> Augmentation<S> fromJson(String json) throws BadFileException {
        SavedAugmentation saved = types().fromJson(SavedAugmentation.class, json);
        return new Augmentation<>((Transform<S>) saved.transform(), saved.seed());
    }

    private static SavedTypes types() {
        return KnownTypes.all();
    }

    public Transform<S> transform() {
        return transform;
    }

    public long seed() {
        return seed;
    }

    /** Where the numbers of all samples come from, for whoever makes a {@link org.librate.core.data.RowTransform} of it. */
    public RandomSource source() {
        return Draw.streams(seed);
    }

    /** As in {@code Augmentation[Sequence[HorizontalFlip, Cutout[8]], seed=42]}. */
    @Override
    public String toString() {
        return NAME + "[" + transform + ", seed=" + seed + "]";
    }
}
