package org.librate.core.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.librate.core.data.BadFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one file as {@link CsvOptions} say. What is plain is split and converted by several threads ({@link PlainLines}). From where it is not, the
 * calling thread splits it into chunks with FastCSV and another converts them. Either way chunks are taken one after the other, so that whatever
 * happens happens in the order of the file. There are never more than {@link #CHUNKS} of them, whatever the size of the file.
 */
final class CsvReading {

    static final int CHUNKS = 4;
    private static final Logger LOG = LoggerFactory.getLogger(Csv.class);
    private static final int LONGEST_CELL = 16 << 20;

    private final CsvOptions options;
    private final Deque<Chunk> free = new ArrayDeque<>();
    private int chunks;
    private final int plainBlocks;
    private int blocks; // chunks of plain lines

    CsvReading(CsvOptions options) {
        this(options, CHUNKS);
    }

    /** @param plainBlocks at a time, of the part of the file that is plain; 0 to leave all of it to FastCSV */
    CsvReading(CsvOptions options, int plainBlocks) {
        this.options = options;
        this.plainBlocks = plainBlocks;
    }

    /** How many chunks a pass has needed. */
    int chunks() {
        return Math.max(chunks, blocks);
    }

    CsvResult run() throws IOException {
        Intake intake = pass(options.columns, null);
        List<String> again = intake.again();
        Map<String, Column> columns = new HashMap<>();
        if (!again.isEmpty()) {
            Intake texts = pass(again, intake);
            if (texts.rows() != intake.rows()) {
                throw new BadFileException(options.path.toString(), "a file must not change while it is read",
                        texts.rows() + " rows instead of " + intake.rows(), "Read it again.", null);
            }
            texts.finish().forEach(column -> columns.put(column.name(), column));
        }
        intake.finish().forEach(column -> columns.put(column.name(), column));
        List<Column> inOrder = new ArrayList<>();
        for (String name : options.columns.isEmpty() ? names : options.columns) {
            inOrder.add(Objects.requireNonNull(columns.get(name)));
        }
        Table table = Table.of(inOrder);
        if (intake.skipped() > 0) {
            LOG.warn("{}: {} of {} rows were skipped because they are bad, such as: {}", options.path, intake.skipped(),
                    intake.skipped() + intake.rows(), intake.examples());
        }
        intake.notes().forEach(note -> LOG.info("{}: {}", options.path, note));
        return new CsvResult(options.target == null ? table : table.withTarget(options.target), intake.skipped(), intake.examples(), intake.notes());
    }

    private List<String> names = List.of();

    /** Reads the wanted columns; as text where an earlier pass found out that they are. */
    private Intake pass(List<String> wanted, @Nullable Intake before) throws IOException {
        free.clear();
        chunks = 0;
        CsvHeader header = new CsvHeader(options, wanted);
        try (CsvSource source = CsvSource.open(options.path, options.charset); PlainLines plain = new PlainLines(source, options, plainBlocks)) {
            Splitter.Layout layout = plain.first(line -> layout(line, header));
            if (layout == null) {
                return all(splitter(header), source.text(plain.all()), before, null);
            }
            Intake intake = intake(layout, before);
            plain.read(layout, intake);
            blocks = plain.blocks();
            InputStream rest = plain.rest();
            if (rest != null) {
                return all(new Splitter(layout, () -> chunk(layout.width())), source.text(rest), before, intake);
            }
            return checked(layout, intake);
        } catch (CharacterCodingException e) {
            throw new BadFileException(options.path.toString(), "every character must be written in " + options.charset,
                    "other bytes in line " + CsvSource.badLine(options.path, options.charset),
                    "Say how it is written with withCharset, such as StandardCharsets.ISO_8859_1.", e);
        } catch (EOFException | ZipException e) {
            throw new BadFileException(options.path.toString(), "a gzip file must be whole", String.valueOf(e.getMessage()), "Fetch it again.", e);
        } catch (Splitter.CsvComplaint e) {
            throw new BadFileException(options.path, e.rule(), e.got(), e.wayOut());
        }
    }

    private Splitter splitter(CsvHeader header) {
        Splitter[] splitter = new Splitter[1];
        splitter[0] = new Splitter(header::layout, !options.header, options.limit, () -> chunk(Objects.requireNonNull(splitter[0].layout()).width()));
        return splitter[0];
    }

    /** The columns that a first line tells of; null if there is something about it, which is told when it is read with what follows. */
    private Splitter.@Nullable Layout layout(String line, CsvHeader header) {
        Splitter splitter = new Splitter(header::layout, false, Long.MAX_VALUE, () -> chunk(0));
        try (CsvReader<Chunk> csv = csv(splitter, new StringReader(line))) {
            csv.forEach(Objects::requireNonNull);
            return splitter.layout();
        } catch (CsvParseException | IOException e) {
            return null;
        }
    }

    private Intake intake(Splitter.Layout layout, @Nullable Intake before) {
        names = before == null ? layout.takenNames() : names;
        return before == null ? new Intake(options, layout.takenNames()) : Intake.ofTexts(options, layout.takenNames(), before);
    }

    private CsvReader<Chunk> csv(Splitter splitter, Reader reader) {
        return CsvReader.builder().fieldSeparator(options.separator).quoteCharacter(options.quote).skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false).maxBufferSize(LONGEST_CELL).build(splitter, reader);
    }

    /** Reads whatever CSV allows. */
    private Intake all(Splitter splitter, Reader reader, @Nullable Intake before, @Nullable Intake begun) throws IOException {
        try (CsvReader<Chunk> csv = csv(splitter, reader); Worker worker = new Worker()) {
            Intake intake = begun;
            CloseableIterator<Chunk> full = csv.iterator();
            while (true) {
                Chunk chunk = null;
                Exception failure = null;
                try {
                    chunk = !splitter.done() && full.hasNext() ? full.next() : splitter.rest();
                } catch (CsvParseException | UncheckedIOException e) {
                    failure = e;
                    chunk = splitter.rest(); // what came before may have failed earlier
                }
                Splitter.Layout layout = splitter.layout();
                if (intake == null && layout != null) {
                    intake = intake(layout, before);
                }
                if (failure != null) {
                    if (chunk != null && intake != null) {
                        worker.convert(chunk, intake, false);
                    }
                    worker.finish();
                    throw complaint(failure);
                }
                if (layout == null || intake == null) {
                    throw new BadFileException(options.path, "a CSV file must have a line", "an empty file", "Look at what was to write it.");
                }
                if (chunk == null) {
                    worker.finish();
                    return checked(layout, intake);
                }
                worker.convert(chunk, intake, splitter.done() || chunks == 1 && !chunk.isFull());
            }
        }
    }

    private Intake checked(Splitter.Layout layout, Intake intake) throws IOException {
        if (intake.rows() == 0) {
            refuseNoRows(layout, intake);
        }
        return intake;
    }

    private void refuseNoRows(Splitter.Layout layout, Intake intake) throws IOException {
        for (String name : layout.takenNames()) {
            if (options.type(name) == null) {
                throw new BadFileException(options.path, "there must be a row to find out the type of \"" + name + "\"",
                        intake.skipped() > 0 ? intake.skipped() + " bad rows, all skipped" : "only a header",
                        "Give all types with withTypes or withTypesOf.");
            }
        }
    }

    private IOException complaint(Exception failure) {
        if (failure instanceof UncheckedIOException e) {
            return Objects.requireNonNull(e.getCause());
        }
        if (failure.getCause() instanceof RuntimeException ours) {
            throw ours;
        }
        if (failure.getCause() instanceof Error worse) {
            throw worse;
        }
        String message = String.valueOf((failure.getCause() == null ? failure : failure.getCause()).getMessage()).replaceAll("\\s+", " ");
        return new BadFileException(options.path.toString(), "cells in quotes must be written as CSV says", message,
                "Look at the quote that opens there, or name another one with withQuote.", failure);
    }

    private Chunk chunk(int width) {
        Chunk used = free.poll();
        if (used == null) {
            chunks++;
            return new Chunk(width);
        }
        return used;
    }

    static Thread thread(Runnable work) {
        Thread made = new Thread(work, "librate-csv");
        made.setDaemon(true);
        return made;
    }

    /** What a thread has found out, or its complaint. */
    static <T> T await(Future<T> result, Path path) throws IOException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException("Csv: could not convert.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Csv: interrupted while reading " + path + ".");
        }
    }

    /** The thread that converts; none is started for a file of one chunk. */
    private final class Worker implements AutoCloseable {

        private record Pending(Future<?> result, Chunk chunk) {
        }

        private final Deque<Pending> pending = new ArrayDeque<>();
        private @Nullable ExecutorService thread;

        void convert(Chunk chunk, Intake intake, boolean last) throws IOException {
            if (last && thread == null) {
                intake.take(chunk);
                chunk.clear();
                free.add(chunk);
                return;
            }
            ExecutorService busy = thread;
            if (busy == null) {
                busy = Executors.newSingleThreadExecutor(CsvReading::thread);
                thread = busy;
            }
            pending.add(new Pending(busy.submit(() -> intake.take(chunk)), chunk));
            while (pending.size() >= CHUNKS) {
                await(pending.remove());
            }
        }

        void finish() throws IOException {
            while (!pending.isEmpty()) {
                await(pending.remove());
            }
        }

        private void await(Pending oldest) throws IOException {
            CsvReading.await(oldest.result, options.path);
            oldest.chunk.clear();
            free.add(oldest.chunk);
        }

        @Override
        public void close() {
            ExecutorService busy = thread;
            if (busy != null) {
                busy.shutdownNow();
            }
        }
    }
}
