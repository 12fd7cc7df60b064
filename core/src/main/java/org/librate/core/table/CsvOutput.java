package org.librate.core.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;

/**
 * Writes a table as CSV in UTF-8, packed if the file's name ends with {@code .gz}. The file appears once it is whole.
 *
 * <pre>{@code
 * CsvOutput.to(Path.of("scored.csv")).withSeparator(';').write(table);
 * }</pre>
 *
 * <p>{@link Csv} reads the same values from it: numbers to the last bit, dates to the millisecond, texts whatever they hold. What is missing is an
 * empty cell, an empty text is {@code ""}. A CSV file does not say of what types its columns are; {@link Csv#withTypesOf} does.
 */
public final class CsvOutput {

    private static final String NAME = "CsvOutput";
    private static final MissingWords MISSING = new MissingWords(MissingWords.USUAL);

    private final Path path;
    private final char separator;
    private final boolean expandedVectors;

    private CsvOutput(Path path, char separator, boolean expandedVectors) {
        this.path = path;
        this.separator = separator;
        this.expandedVectors = expandedVectors;
    }

    public static CsvOutput to(Path path) {
        return new CsvOutput(path, ',', false);
    }

    /** What is between cells; a comma, unless said otherwise. */
    public CsvOutput withSeparator(char separator) {
        return new CsvOutput(path, separator, expandedVectors);
    }

    /** That the numbers of a vector become columns {@code name[0]}, {@code name[1]} and so on; without this, a table with vectors is refused. */
    public CsvOutput withExpandedVectors() {
        return new CsvOutput(path, separator, true);
    }

    /** Writes the table, with the names of its columns in the first line. */
    public void write(Table table) throws IOException {
        List<Column> columns = columns(table);
        Path whole = path.toAbsolutePath();
        Path folder = whole.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        // two that write the same file at once must not write into each other's
        Path temporary = whole.resolveSibling(whole.getFileName() + "." + ProcessHandle.current().pid() + "-" + Thread.currentThread().getId()
                + ".part");
        try {
            writeTo(temporary, columns, table.rows());
            try {
                Files.move(temporary, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, whole, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CharacterCodingException half ? halfCharacter(half) : e.getCause();
        } catch (CharacterCodingException e) {
            throw halfCharacter(e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static IOException halfCharacter(CharacterCodingException e) {
        return new IOException(NAME + ": texts must be of whole characters, got half of one that takes two.", e);
    }

    private List<Column> columns(Table table) {
        List<Column> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            if (column instanceof VectorColumn vectors) {
                Check.require(expandedVectors, NAME, "a cell holds one value, so columns must not be VECTOR",
                        "\"" + column.name() + "\" of " + vectors.shape(), "Use withExpandedVectors(), or leave it out with table.without.");
                columns.addAll(expanded(vectors));
            } else {
                columns.add(column);
            }
        }
        return Table.of(columns).columns(); // names must not meet
    }

    private static List<Column> expanded(VectorColumn vectors) {
        int width = Math.toIntExact(vectors.shape().size());
        float[] all = vectors.values().toArray();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            @Nullable String[] numbers = new @Nullable String[vectors.size()];
            for (int row = 0; row < numbers.length; row++) {
                float value = all[row * width + i];
                numbers[row] = Float.isNaN(value) ? null : Float.toString(value);
            }
            columns.add(TextColumn.wrap(vectors.name() + "[" + i + "]", numbers));
        }
        return columns;
    }

    private void writeTo(Path file, List<Column> columns, int rows) throws IOException {
        try (OutputStream raw = Files.newOutputStream(file);
                OutputStream out = path.toString().endsWith(".gz") ? new GZIPOutputStream(raw, 1 << 16) : raw;
                Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder()
                        .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)), 1 << 16);
                CsvWriter csv = CsvWriter.builder().fieldSeparator(separator).lineDelimiter(LineDelimiter.LF).quoteStrategy(new Quotes())
                        .build(writer)) {
            CsvWriter.CsvWriterRecord header = csv.writeRecord();
            columns.forEach(column -> header.writeField(column.name()));
            header.endRecord();
            for (int row = 0; row < rows; row++) {
                CsvWriter.CsvWriterRecord record = csv.writeRecord();
                for (Column column : columns) {
                    record.writeField(cell(column, row, columns.size() == 1));
                }
                record.endRecord();
            }
        }
    }

    /** Null becomes an empty cell, which is no line at all where it is the only one. */
    private static @Nullable String cell(Column column, int row, boolean alone) {
        if (column.isMissing(row)) {
            return alone ? Quotes.MISSING_ALONE : null;
        }
        return column.text(row);
    }

    /** Quotes what would be read as missing, or as a name without its blanks. What holds separators, quotes or line breaks is quoted anyhow. */
    private static final class Quotes implements QuoteStrategy {

        static final String MISSING_ALONE = new String(MissingWords.USUAL.get(0)); // an object of its own, told apart from a text that says the same

        @Override
        public boolean quoteEmpty(int line, int index) {
            return true;
        }

        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean quoteValue(int line, int index, String value) {
            return value != MISSING_ALONE && (MISSING.has(value) || value.charAt(0) <= ' ' || value.charAt(value.length() - 1) <= ' ');
        }
    }

    @Override
    public String toString() {
        return "CsvOutput.to(" + path + ")" + (separator == ',' ? "" : ".withSeparator('" + (separator == '\t' ? "\\t" : separator) + "')")
                + (expandedVectors ? ".withExpandedVectors()" : "");
    }
}
