package org.librate.core.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts the cells that FastCSV finds into chunks, those of the wanted columns only. The first record says how many columns there are. */
final class Splitter extends AbstractBaseCsvCallbackHandler<Chunk> {

    /** Says from the first line which columns there are. */
    interface Header {
        Layout layout(List<String> cells) throws CsvComplaint;
    }

    /**
     * @param names of all columns in the file
     * @param taken for each of them whether it is wanted
     */
    record Layout(List<String> names, boolean[] taken) {

        List<String> takenNames() {
            List<String> some = new ArrayList<>();
            for (int i = 0; i < taken.length; i++) {
                if (taken[i]) {
                    some.add(names.get(i));
                }
            }
            return some;
        }

        int width() {
            return takenNames().size();
        }
    }

    /** Something about the file that ends reading, on its way through FastCSV. */
    static final class CsvComplaint extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String rule;
        private final String got;
        private final String wayOut;

        CsvComplaint(String rule, String got, String wayOut) {
            super(rule, null, false, false);
            this.rule = rule;
            this.got = got;
            this.wayOut = wayOut;
        }

        String rule() {
            return rule;
        }

        String got() {
            return got;
        }

        String wayOut() {
            return wayOut;
        }
    }

    private final Header header;
    private final boolean headerIsData;
    private final long limit;
    private final Supplier<Chunk> chunks;
    private final List<String> first = new ArrayList<>();
    private final List<Boolean> firstQuoted = new ArrayList<>();
    private @Nullable Layout layout;
    private boolean[] taken = new boolean[0];
    private @Nullable Chunk chunk;
    private long records;
    private boolean broken; // a line break in quotes: worth a hint where the cells do not add up

    Splitter(Header header, boolean headerIsData, long limit, Supplier<Chunk> chunks) {
        this.header = header;
        this.headerIsData = headerIsData;
        this.limit = limit;
        this.chunks = chunks;
    }

    /** Of the lines after a first one that is known. */
    Splitter(Layout layout, Supplier<Chunk> chunks) {
        this(first -> layout, true, Long.MAX_VALUE, chunks);
        this.layout = layout;
        this.taken = layout.taken();
    }

    /** Empty until a first record has been seen. */
    @Nullable Layout layout() {
        return layout;
    }

    /** Whether as many rows have been seen as are wanted. */
    boolean done() {
        return records >= limit;
    }

    /** What was found since the last full chunk. */
    @Nullable Chunk rest() {
        Chunk last = chunk;
        chunk = null;
        return last == null || last.isEmpty() ? null : last;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        if (layout == null) {
            first.add(new String(buffer, offset, length));
            firstQuoted.add(quoted);
        } else if (index < taken.length && taken[index]) {
            current().add(buffer, offset, length, quoted);
        }
        if (quoted && !broken) {
            for (int i = offset; i < offset + length && !broken; i++) {
                broken = buffer[i] == '\n';
            }
        }
    }

    private Chunk current() {
        Chunk now = chunk;
        if (now == null) {
            now = chunks.get();
            chunk = now;
        }
        return now;
    }

    /** A chunk that is full; null while there is none. */
    @Override
    protected @Nullable Chunk buildRecord() {
        if (getRecordType() != RecordType.DATA) {
            return null;
        }
        boolean hint = broken;
        broken = false;
        Layout known = layout;
        if (known == null) {
            known = header.layout(headerIsData ? first : stripped());
            layout = known;
            taken = known.taken();
            if (!headerIsData) {
                return null;
            }
            for (int i = 0; i < first.size() && i < taken.length; i++) {
                if (taken[i]) {
                    char[] cell = first.get(i).toCharArray();
                    current().add(cell, 0, cell.length, firstQuoted.get(i));
                }
            }
        }
        Chunk now = current();
        records++;
        now.endRow(getStartingLineNumber(), getFieldCount(), taken.length, hint);
        if (now.isFull() || done()) {
            chunk = null;
            return now;
        }
        return null;
    }

    private List<String> stripped() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            names.add(firstQuoted.get(i) ? first.get(i) : first.get(i).strip());
        }
        return names;
    }

    @Override
    public String toString() {
        return "Splitter" + Arrays.toString(taken);
    }
}
