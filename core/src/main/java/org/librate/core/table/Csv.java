package org.librate.core.table;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.librate.core.Check;

/**
 * A file with a row in each line and a separator between the cells, to be read as a {@link Table}.
 *
 * <pre>{@code
 * Table churn = Csv.of(Path.of("churn.csv")).withTarget("churned").read();
 *
 * Table sales = Csv.of(Path.of("sales.csv.gz")).withSeparator(';').withDecimalComma()
 *         .withType("zip", ColumnType.CATEGORY)              // it looks like a number, and is none
 *         .withDateFormat("dd.MM.yyyy")
 *         .withMissing("?", "unknown")
 *         .read();
 * }</pre>
 *
 * <p>A column's type is found out from all of its values, unless it is given:
 *
 * <ul>
 * <li>NUMERIC, if all of them are numbers; but not if there are whole numbers beyond 2^53, which a double would confuse with their neighbours;
 * <li>BOOLEAN, if all are true, false, yes or no, in any case;
 * <li>DATE_TIME, if all are dates or date-times of ISO 8601, or of the pattern given; what has a zone is brought to UTC;
 * <li>CATEGORY, if there are at most 1000 different ones, and each of them twice on average;
 * <li>TEXT otherwise. A column in which everything is missing is NUMERIC.
 * </ul>
 *
 * <p>Missing is an empty cell, and NA, NaN, nan, null, NULL, N/A and n/a. In quotes, texts and categories are what they say: {@code ""} is an empty
 * text, {@code "NA"} may be Namibia. Blanks around numbers, dates, yes and no are skipped; those in texts stay.
 *
 * <p>Files packed with gzip are unpacked, whatever their name. A byte order mark is understood. Lines without any character are skipped. Several
 * threads work, and the result is the same each time. Memory is what the table takes, one column more, and about 10 MB.
 */
public final class Csv {

    private static final String NAME = "Csv";

    private final CsvOptions options;

    private Csv(CsvOptions options) {
        this.options = options;
    }

    public static Csv of(Path path) {
        return new Csv(new CsvOptions(path));
    }

    /** Writes a table as {@link CsvOutput} does by default, so that what is read from it is the same. */
    public static void write(Table table, Path path) throws IOException {
        CsvOutput.to(path).write(table);
    }

    /** What is to be predicted: of the type that is found out, or given with {@link #withType}. */
    public Csv withTarget(String column) {
        return new Csv(options.with("withTarget(\"" + column + "\")", o -> {
            o.target = column;
            o.classTarget = false;
        }));
    }

    /** What is to be predicted: one of several classes, also where these are written as numbers. */
    public Csv withClassTarget(String column) {
        return new Csv(options.with("withClassTarget(\"" + column + "\")", o -> {
            o.target = column;
            o.classTarget = true;
        }));
    }

    /** A column's type, which every cell must then be of. */
    public Csv withType(String column, ColumnType type) {
        Check.require(type != ColumnType.VECTOR, NAME, "a cell holds one value, so its type must not be VECTOR", "\"" + column + "\"");
        return new Csv(options.with("withType(\"" + column + "\", ColumnType." + type + ")", o -> o.types.put(column, type)));
    }

    /** Types of several columns: see {@link #withType}. */
    public Csv withTypes(Map<String, ColumnType> types) {
        Csv all = this;
        for (Map.Entry<String, ColumnType> type : types.entrySet()) {
            all = all.withType(type.getKey(), type.getValue());
        }
        return all;
    }

    /**
     * The types of another table's columns and the levels of its categories, for the columns of these names: so that rows to be scored look as those
     * that were learnt from.
     */
    public Csv withTypesOf(Table model) {
        return new Csv(options.with("withTypesOf(" + model + ")", o -> model.columns().stream()
                .filter(column -> column.type() != ColumnType.VECTOR).forEach(column -> o.model.put(column.name(), column))));
    }

    /** How dates are written, such as {@code dd.MM.yyyy}, where they are not of ISO 8601; for all columns. */
    public Csv withDateFormat(String pattern) {
        return new Csv(options.with("withDateFormat(\"" + pattern + "\")", o -> o.dates.put("", formatter(pattern))));
    }

    /** How dates are written in one column, which thereby is of type DATE_TIME. */
    public Csv withDateFormat(String column, String pattern) {
        return new Csv(options.with("withDateFormat(\"" + column + "\", \"" + pattern + "\")", o -> o.dates.put(column, formatter(pattern))));
    }

    private static DateTimeFormatter formatter(String pattern) {
        try {
            return new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern).toFormatter(Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(NAME + ": a date format must be a pattern of DateTimeFormatter, got \"" + pattern + "\" ("
                    + e.getMessage() + ").", e);
        }
    }

    /** What stands for a missing value, instead of NA and its like. An empty cell always does. */
    public Csv withMissing(String... words) {
        return new Csv(options.with("withMissing" + arguments(words), o -> {
            o.missing = new LinkedHashSet<>();
            for (String word : words) {
                o.missing.add(word.strip());
            }
        }));
    }

    /** That these words are missing values also in quotes: for files in which everything is quoted. */
    public Csv withMissingInQuotes() {
        return new Csv(options.with("withMissingInQuotes()", o -> o.missingInQuotes = true));
    }

    /** What is between cells; a comma, unless said otherwise. */
    public Csv withSeparator(char separator) {
        return new Csv(options.with("withSeparator('" + (separator == '\t' ? "\\t" : separator) + "')", o -> o.separator = separator));
    }

    /** What is around cells that hold separators or line breaks; {@code "}, unless said otherwise. */
    public Csv withQuote(char quote) {
        return new Csv(options.with("withQuote('" + quote + "')", o -> o.quote = quote));
    }

    /** Whether the first line names the columns. If not, and no names are given, they are "column 1" and so on. */
    public Csv withHeader(boolean header) {
        return new Csv(options.with("withHeader(" + header + ")", o -> o.header = header));
    }

    /** The names of all columns in their order, instead of those in the file. */
    public Csv withNames(String... names) {
        return new Csv(options.with("withNames" + arguments(names), o -> o.names = List.of(names)));
    }

    /** That names which are empty or there twice are made up for, as "column 3" and "price 2", instead of being complained about. */
    public Csv withRepairedNames() {
        return new Csv(options.with("withRepairedNames()", o -> o.repairedNames = true));
    }

    /** How characters are written; UTF-8, unless said otherwise or a byte order mark says so. */
    public Csv withCharset(Charset charset) {
        return new Csv(options.with("withCharset(" + charset + ")", o -> o.charset = charset));
    }

    /** Only these columns, in this order. */
    public Csv withColumns(String... columns) {
        Check.require(columns.length > 0, NAME, "needs at least one column", "none");
        return new Csv(options.with("withColumns" + arguments(columns), o -> o.columns = List.of(columns)));
    }

    /** Only the first rows. */
    public Csv withRows(long limit) {
        Check.positive(NAME, "the number of rows", limit);
        return new Csv(options.with("withRows(" + limit + ")", o -> o.limit = limit));
    }

    /** Numbers as in 3,14. */
    public Csv withDecimalComma() {
        return new Csv(options.with("withDecimalComma()", o -> o.point = ','));
    }

    /** What may be between groups of three digits, as the comma in 1,234,567.8. */
    public Csv withThousands(char mark) {
        return new Csv(options.with("withThousands('" + mark + "')", o -> o.thousands = mark));
    }

    /** What happens to rows that do not fit; reading fails, unless said otherwise. */
    public Csv withBadRows(BadRows policy) {
        return new Csv(options.with("withBadRows(" + policy + ")", o -> o.badRows = policy));
    }

    private static String arguments(String... words) {
        return "(" + CsvOptions.quoted(List.of(words)) + ")";
    }

    /** Reads the file. */
    public Table read() throws IOException {
        return readResult().table();
    }

    /** Reads the file, and tells what was skipped. */
    public CsvResult readResult() throws IOException {
        Check.require(options.separator != options.quote && (options.separator >= ' ' || options.separator == '\t'), NAME,
                "the separator must be a character of its own", "'" + options.separator + "'");
        Check.require(options.separator != options.point, NAME, "the separator must not be the decimal comma", "','", "Use withSeparator(';').");
        Check.require(options.thousands != options.point, NAME, "the mark between thousands must not be the decimal point",
                "'" + options.thousands + "'");
        return new CsvReading(options).run();
    }

    /** As in {@code Csv.of(churn.csv).withTarget("churned")}. */
    CsvOptions options() {
        return options;
    }

    @Override
    public String toString() {
        return options.written.toString();
    }
}
