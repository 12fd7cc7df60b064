package org.librate.core.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;

/** Dates and date-times as milliseconds: those of ISO 8601 by hand, since a file may have millions, others by the patterns that were asked for. */
final class Dates {

    /** What is returned for text that is no date. */
    static final long NONE = DateTimeColumn.MISSING;

    private static final long DAY = 86_400_000;

    private final List<DateTimeFormatter> patterns;

    Dates(List<DateTimeFormatter> patterns) {
        this.patterns = patterns;
    }

    /** Milliseconds since 1970 on the clock that was written, or of UTC if a zone was; {@link #NONE} if these characters are no date. */
    long parse(char[] text, int from, int to) {
        int at = Blanks.skip(text, from, to);
        int end = Blanks.trim(text, at, to);
        long millis = iso(text, at, end);
        if (millis != NONE || at == end) {
            return millis;
        }
        if (patterns.isEmpty() && text[at] != '+' && text[at] != '-') { // as the years beyond 9999 and before 0 are written
            return NONE;
        }
        String written = new String(text, at, end - at);
        if (text[at] == '+' || text[at] == '-') {
            millis = by(DateTimeFormatter.ISO_DATE_TIME, written);
        }
        for (int i = 0; i < patterns.size() && millis == NONE; i++) {
            millis = by(patterns.get(i), written);
        }
        return millis;
    }

    private static long by(DateTimeFormatter pattern, String written) {
        try {
            TemporalAccessor parsed = pattern.parseBest(written, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (parsed instanceof OffsetDateTime zoned) {
                return zoned.toInstant().toEpochMilli();
            }
            LocalDateTime local = parsed instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) parsed;
            return local.toInstant(ZoneOffset.UTC).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return NONE;
        }
    }

    /**
     * {@code 2024-02-29}, also with {@code T13:05[:59[.123]]} or a blank for the T, also with {@code Z}, {@code +02:00}, {@code +0200} or {@code +02}
     * at the end.
     */
    private static long iso(char[] text, int from, int end) {
        if (end - from < 10 || text[from + 4] != '-' || text[from + 7] != '-') {
            return NONE;
        }
        int year = digits(text, from, 4);
        int month = digits(text, from + 5, 2);
        int day = digits(text, from + 8, 2);
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31 || day > 28 && day > java.time.YearMonth.of(year, month).lengthOfMonth()) {
            return NONE;
        }
        long millis = LocalDate.of(year, month, day).toEpochDay() * DAY;
        if (end - from == 10) {
            return millis;
        }
        char divider = text[from + 10];
        return divider == 'T' || divider == ' ' || divider == 't' ? time(text, from + 11, end, millis) : NONE;
    }

    private static long time(char[] text, int from, int end, long day) {
        if (end - from < 5 || text[from + 2] != ':') {
            return NONE;
        }
        int hour = digits(text, from, 2);
        int minute = digits(text, from + 3, 2);
        int at = from + 5;
        int second = 0;
        int fraction = 0;
        if (at + 3 <= end && text[at] == ':') {
            second = digits(text, at + 1, 2);
            at += 3;
            if (at + 1 < end && (text[at] == '.' || text[at] == ',')) {
                int first = ++at;
                for (int unit = 100; at < end && text[at] >= '0' && text[at] <= '9'; at++, unit /= 10) {
                    fraction += (text[at] - '0') * unit; // what is finer than a millisecond adds nothing
                }
                if (at == first) {
                    return NONE;
                }
            }
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return NONE;
        }
        long millis = day + ((hour * 60L + minute) * 60 + second) * 1000 + fraction;
        return at == end ? millis : zone(text, at, end, millis);
    }

    private static long zone(char[] text, int from, int end, long millis) {
        int at = from;
        if (text[at] == ' ') {
            at++;
        }
        if (end - at == 1 && (text[at] == 'Z' || text[at] == 'z')) {
            return millis;
        }
        int length = end - at;
        boolean colon = length == 6 && text[at + 3] == ':';
        if (length != 3 && length != 5 && !colon || text[at] != '+' && text[at] != '-') {
            return NONE;
        }
        int hours = digits(text, at + 1, 2);
        int minutes = length == 3 ? 0 : digits(text, at + (colon ? 4 : 3), 2);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return NONE;
        }
        long offset = (hours * 60L + minutes) * 60_000;
        return text[at] == '+' ? millis - offset : millis + offset;
    }

    /** So many digits as a number; −1 if there is anything else. */
    private static int digits(char[] text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
