package org.librate.core.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file as far as it is plain ({@link PlainBlock}), which most files are from end to end. The calling thread cuts blocks at ends of lines and
 * takes what was found in them, in the order of the file; other threads find it. From the first block on that is not plain, the file is left to who
 * knows all of CSV.
 */
final class PlainLines implements AutoCloseable {

    private static final int MOST_THREADS = 3;
    private static final int EMPTY_LINES = 1 << 16;

    private final CsvSource source;
    private final CsvOptions options;
    private final int mostBlocks;
    private final Deque<PlainBlock> free = new ArrayDeque<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final byte[] carried = new byte[PlainBlock.BYTES]; // the beginning of the next block
    private int carriedLength;
    private long lines; // that were taken
    private int blocks;
    private boolean ended;
    private @Nullable ExecutorService threads;

    private record Pending(PlainBlock block, Future<Boolean> plain) {
    }

    PlainLines(CsvSource source, CsvOptions options, int mostBlocks) {
        this.source = source;
        this.options = options;
        this.mostBlocks = mostBlocks;
    }

    /** The columns that the first line tells of; null if it is not plain. */
    Splitter.@Nullable Layout first(Function<String, Splitter.@Nullable Layout> layouts) throws IOException {
        if (mostBlocks == 0 || !PlainBlock.suits(options, source.charset())) {
            return null;
        }
        carriedLength = source.bytes().readNBytes(carried, 0, carried.length);
        int end = 0;
        while (end < carriedLength && carried[end] != '\n') {
            end++;
        }
        int last = end > 0 && carried[end - 1] == '\r' ? end - 1 : end;
        String line = new String(carried, 0, last, source.charset());
        boolean whole = end < carriedLength && line.indexOf('\r') < 0 && line.indexOf('\uFFFD') < 0; // which stands for bytes that do not fit
        Splitter.Layout layout = whole ? layouts.apply(line) : null;
        if (layout != null && options.header) {
            carry(carried, end + 1, carriedLength);
            lines = 1;
        }
        return layout;
    }

    private void carry(byte[] from, int begin, int end) {
        System.arraycopy(from, begin, carried, 0, end - begin);
        carriedLength = end - begin;
    }

    /** How many blocks there were at a time. */
    int blocks() {
        return blocks;
    }

    /** Takes rows to the end of the file, or as far as they are plain. */
    void read(Splitter.Layout layout, Intake intake) throws IOException {
        IOException failure = null;
        do {
            try {
                while (!ended && pending.size() < mostBlocks) {
                    split(next(layout), layout, intake.numeric());
                }
            } catch (IOException e) {
                failure = e; // what came before is taken first: it may be worse
                ended = true;
            }
        } while (!pending.isEmpty() && take(intake));
        if (failure != null && pending.isEmpty()) {
            throw failure;
        }
    }

    private PlainBlock next(Splitter.Layout layout) throws IOException {
        PlainBlock block = free.poll();
        if (block == null) {
            blocks++;
            block = new PlainBlock(options, layout.width());
        }
        byte[] bytes = block.bytes();
        int begin = PlainBlock.BEFORE;
        System.arraycopy(carried, 0, bytes, begin, carriedLength);
        int end = begin + carriedLength + source.bytes().readNBytes(bytes, begin + carriedLength, PlainBlock.BYTES - carriedLength);
        ended = end < begin + PlainBlock.BYTES;
        int cut = end;
        while (!ended && cut > begin && bytes[cut - 1] != '\n') {
            cut--;
        }
        carry(bytes, cut, end);
        block.end(cut);
        return block;
    }

    private void split(PlainBlock block, Splitter.Layout layout, boolean[] numeric) {
        if (ended && pending.isEmpty() && threads == null) { // not worth a thread
            pending.add(new Pending(block, CompletableFuture.completedFuture(block.split(source.charset(), layout.taken(), numeric))));
            return;
        }
        ExecutorService busy = threads;
        if (busy == null) {
            busy = Executors.newFixedThreadPool(Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()), CsvReading::thread);
            threads = busy;
        }
        pending.add(new Pending(block, busy.submit(() -> block.split(source.charset(), layout.taken(), numeric))));
    }

    /** Takes the oldest block, if it is plain. */
    private boolean take(Intake intake) throws IOException {
        Pending oldest = pending.element();
        if (!CsvReading.await(oldest.plain, options.path)) {
            return false;
        }
        PlainBlock block = oldest.block;
        if (!block.complete(intake.numeric())) {
            return false;
        }
        pending.remove();
        block.chunk().countLinesFrom(lines + 1);
        intake.take(block.chunk());
        lines += block.lines();
        free.add(block);
        return true;
    }

    /** The whole file, where not even the first line was plain. */
    InputStream all() {
        return new SequenceInputStream(new ByteArrayInputStream(carried, 0, carriedLength), source.bytes());
    }

    /** What was not taken; null if there is nothing. Lines that were are there as empty ones, so that they count. */
    @Nullable InputStream rest() throws IOException {
        if (pending.isEmpty() && ended) {
            return null;
        }
        for (Pending later : pending) {
            CsvReading.await(later.plain, options.path); // it adds to the bytes while it looks at them
        }
        byte[] emptyLines = new byte[EMPTY_LINES];
        Arrays.fill(emptyLines, (byte) '\n');
        List<InputStream> parts = new ArrayList<>();
        for (long left = lines; left > 0; left -= EMPTY_LINES) {
            parts.add(new ByteArrayInputStream(emptyLines, 0, (int) Math.min(left, EMPTY_LINES)));
        }
        for (Pending later : pending) {
            parts.add(new ByteArrayInputStream(later.block.bytes(), PlainBlock.BEFORE, later.block.length()));
        }
        parts.add(new ByteArrayInputStream(carried, 0, carriedLength));
        parts.add(source.bytes());
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    @Override
    public void close() {
        ExecutorService busy = threads;
        if (busy != null) {
            busy.shutdownNow();
        }
    }
}
