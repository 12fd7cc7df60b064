package org.librate.core.table;

import java.util.List;

/**
 * A table read from a file, and what was worth a word on the way.
 *
 * @param table what was read
 * @param skipped how many rows were left out because they are bad
 * @param examples why, for the first of them
 * @param notes columns whose type was guessed otherwise than most of their values suggest, and because of which cell
 */
public record CsvResult(Table table, long skipped, List<String> examples, List<String> notes) {

    public CsvResult {
        examples = List.copyOf(examples);
        notes = List.copyOf(notes);
    }

    /** As in {@code CsvResult[7043 rows, 2 skipped]}, and then a line for each example and note. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("CsvResult[" + table.rows() + " rows, " + skipped + " skipped]");
        examples.forEach(example -> text.append("\n  ").append(example));
        notes.forEach(note -> text.append("\n  ").append(note));
        return text.toString();
    }
}
