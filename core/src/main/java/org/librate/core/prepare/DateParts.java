package org.librate.core.prepare;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.librate.core.Check;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.DateTimeColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/**
 * Makes numbers of dates and times: "day_year", "day_month", …, in the place of a column "day". As cycles, a part that begins anew after its end
 * becomes a point on a circle, "day_month_sin" and "day_month_cos", so that December is next to January. What is missing stays so.
 *
 * @param columns which; all dates and times unless changed
 * @param parts in their order of declaration
 * @param cycles whether parts that return become points on a circle
 * @param keep whether the date and time stays too
 */
public record DateParts(Columns columns, List<Part> parts, boolean cycles, boolean keep) implements ColumnStep<DateParts> {

    private static final String NAME = "DateParts";

    /** A part of a date or time. */
    public enum Part {
        YEAR(0, 0),
        /** 1 to 4. */
        QUARTER(1, 4),
        /** 1 to 12. */
        MONTH(1, 12),
        /** 1 to 31. */
        DAY(1, 31),
        /** 1 to 366. */
        DAY_OF_YEAR(1, 366),
        /** 1, Monday, to 7. */
        WEEKDAY(1, 7),
        /** 1 on Saturday and Sunday, else 0. */
        WEEKEND(0, 0),
        /** 0 to 23. */
        HOUR(0, 24),
        /** 0 to 59. */
        MINUTE(0, 60);

        private final int first;
        private final int period; // 0: it does not return

        Part(int first, int period) {
            this.first = first;
            this.period = period;
        }

        private double of(LocalDateTime time) {
            return switch (this) {
                case YEAR -> time.getYear();
                case QUARTER -> (time.getMonthValue() + 2) / 3;
                case MONTH -> time.getMonthValue();
                case DAY -> time.getDayOfMonth();
                case DAY_OF_YEAR -> time.getDayOfYear();
                case WEEKDAY -> time.getDayOfWeek().getValue();
                case WEEKEND -> time.getDayOfWeek().getValue() >= 6 ? 1 : 0;
                case HOUR -> time.getHour();
                case MINUTE -> time.getMinute();
            };
        }
    }

    public DateParts {
        Check.require(!parts.isEmpty(), NAME, "needs at least one part", "none");
        parts = List.copyOf(EnumSet.copyOf(parts));
    }

    /** Year, month, day, weekday, weekend and hour. */
    public static DateParts create() {
        return new DateParts(Columns.ofType(ColumnType.DATE_TIME), List.of(Part.YEAR, Part.MONTH, Part.DAY, Part.WEEKDAY, Part.WEEKEND, Part.HOUR),
                false, false);
    }

    @Override
    public DateParts on(Columns columns) {
        return new DateParts(columns, parts, cycles, keep);
    }

    public DateParts withParts(Part first, Part... more) {
        return new DateParts(columns, List.copyOf(EnumSet.of(first, more)), cycles, keep);
    }

    public DateParts withCycles(boolean cycles) {
        return new DateParts(columns, parts, cycles, keep);
    }

    public DateParts withKeep(boolean keep) {
        return new DateParts(columns, parts, cycles, keep);
    }

    @Override
    public FittedTransformer fit(Table train) {
        return new Fitted(columns.toUse(NAME, train, ColumnType.DATE_TIME), parts, cycles, keep);
    }

    /** The columns and the parts. */
    public record Fitted(List<String> columns, List<Part> parts, boolean cycles, boolean keep) implements FittedTransformer {

        public Fitted {
            columns = List.copyOf(columns);
            parts = List.copyOf(parts);
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit(NAME, rows, columns);
            for (String name : columns) {
                DateTimeColumn column = (DateTimeColumn) edit.column(name, ColumnType.DATE_TIME);
                double[][] values = new double[parts.size()][column.size()];
                for (int i = 0; i < column.size(); i++) {
                    LocalDateTime time = column.isMissing(i) ? null : column.get(i);
                    for (int p = 0; p < values.length; p++) {
                        values[p][i] = time == null ? Double.NaN : parts.get(p).of(time);
                    }
                }
                List<Column> made = new ArrayList<>(keep ? List.of(column) : List.of());
                for (int p = 0; p < values.length; p++) {
                    made.addAll(columns(name + "_" + parts.get(p).name().toLowerCase(Locale.ROOT), parts.get(p), values[p]));
                }
                edit.replace(name, made);
            }
            return edit.done();
        }

        private List<Column> columns(String name, Part part, double[] values) {
            if (!cycles || part.period == 0) {
                return List.of(NumericColumn.wrap(name, values));
            }
            double[] sine = new double[values.length];
            double[] cosine = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                double angle = 2 * Math.PI * (values[i] - part.first) / part.period;
                sine[i] = Math.sin(angle);
                cosine[i] = Math.cos(angle);
            }
            return List.of(NumericColumn.wrap(name + "_sin", sine), NumericColumn.wrap(name + "_cos", cosine));
        }

        @Override
        public String toString() {
            return "FittedDateParts" + columns;
        }
    }
}
