package org.librate.core.table;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What {@link Csv} was told. Written to while a copy is made, and never after. */
final class CsvOptions {

    final Path path;
    char separator = ',';
    char quote = '"';
    boolean header = true;
    boolean repairedNames;
    List<String> names = List.of(); // none: as the header says
    List<String> columns = List.of(); // none: all
    Charset charset = StandardCharsets.UTF_8;
    char point = '.';
    char thousands; // 0: none
    long limit = Long.MAX_VALUE;
    @Nullable String target;
    boolean classTarget;
    BadRows badRows = BadRows.fail();
    boolean missingInQuotes;
    Set<String> missing = new LinkedHashSet<>(MissingWords.USUAL);
    Map<String, ColumnType> types = new LinkedHashMap<>();
    Map<String, Column> model = new LinkedHashMap<>(); // columns to have the type and the levels of, where the file has them
    Map<String, DateTimeFormatter> dates = new LinkedHashMap<>(); // "": of all columns
    final StringBuilder written; // the calls that made this

    CsvOptions(Path path) {
        this.path = path;
        this.written = new StringBuilder("Csv.of(" + path + ")");
    }

    private CsvOptions(CsvOptions from) {
        path = from.path;
        separator = from.separator;
        quote = from.quote;
        header = from.header;
        repairedNames = from.repairedNames;
        names = from.names;
        columns = from.columns;
        charset = from.charset;
        point = from.point;
        thousands = from.thousands;
        limit = from.limit;
        target = from.target;
        classTarget = from.classTarget;
        badRows = from.badRows;
        missingInQuotes = from.missingInQuotes;
        missing = new LinkedHashSet<>(from.missing);
        types = new LinkedHashMap<>(from.types);
        model = new LinkedHashMap<>(from.model);
        dates = new LinkedHashMap<>(from.dates);
        written = new StringBuilder(from.written);
    }

    CsvOptions with(String call, Consumer<CsvOptions> change) {
        CsvOptions copy = new CsvOptions(this);
        change.accept(copy);
        copy.written.append('.').append(call);
        return copy;
    }

    /** The type that a column was given; null where it is to be found out. */
    @Nullable ColumnType type(String column) {
        if (classTarget && column.equals(target)) {
            return ColumnType.CATEGORY;
        }
        ColumnType given = types.get(column);
        if (given == null && dates.containsKey(column)) {
            return ColumnType.DATE_TIME;
        }
        Column like = model.get(column);
        return given != null ? given : like != null ? like.type() : null;
    }

    /** The levels that a category begins with. */
    List<String> levels(String column) {
        return model.get(column) instanceof CategoryColumn category ? category.levels() : List.of();
    }

    Dates dates(String column) {
        DateTimeFormatter own = dates.get(column);
        DateTimeFormatter all = dates.get("");
        return new Dates(own != null ? List.of(own) : all != null ? List.of(all) : List.of());
    }

    /** A column's name, for messages. */
    static String quoted(List<String> names) {
        return names.stream().map(name -> "\"" + name + "\"").reduce((a, b) -> a + ", " + b).orElse("");
    }
}
