package org.librate.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

    private static double parse(String text) {
        return new Decimals('.', (char) 0).parse(text.toCharArray(), 0, text.length());
    }

    private static void sameAsTheJdk(String text) {
        assertThat(Double.doubleToRawLongBits(parse(text))).as(text).isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "0.0", "1", "-1", "+1.5", ".5", "5.", "1e5", "1E-5", "1e+05", "007", "0.1", "0.30000000000000004",
            "123456789012345678", "9007199254740993",
        "9007199254740992", "9007199254740991", "9223372036854775807", "9223372036854775808", "9999999999999999999", "18446744073709551615",
        "18446744073709551616",
        "12345678901234567890123", "00000000000000000000000", "0.00000000000000000000000", "000000000000000000001234567.5",
        "0.00000000000000000000001234", "4.9e-324", "2.2250738585072014e-308", "2.2250738585072011e-308", "1.7976931348623157e308", "1.8e308",
        "1e400", "1e-400", "0e999999999999",
        "1e23", "8.5e22", "9.5367431640625e-7", "1.00000000000000011102230246251565", "1.00000000000000011102230246251564",
        "0.000000000000000000000000000000000000001",
        "179769313486231580793e289", "4503599627370496.5", "4503599627370497.5", "9007199254740993e3", "6631236871469758276e-5", "3e-5", "5e-20",
        "89255e-22", "1090544144181609348671888949248e0"})
    void reads_as_the_jdk_does(String text) {
        sameAsTheJdk(text);
        sameAsTheJdk("-" + text.replace("-0", "0").replace("-1", "1").replace("+", ""));
    }

    @Test
    void reads_what_doubles_print() {
        Random random = new Random(1);
        for (int i = 0; i < 300_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (!Double.isNaN(value) && !Double.isInfinite(value)) {
                sameAsTheJdk(Double.toString(value));
            }
            sameAsTheJdk(Double.toString(random.nextGaussian()));
        }
    }

    @Test
    void reads_random_digits_and_exponents() {
        Random random = new Random(2);
        for (int i = 0; i < 300_000; i++) {
            long digits = random.nextLong() >>> random.nextInt(64);
            sameAsTheJdk(Long.toUnsignedString(digits) + "e" + (random.nextInt(240) - 120));
            sameAsTheJdk((digits & 0x7FFF) + "." + random.nextInt(1_000_000_000) + random.nextInt(100_000));
        }
    }

    /** Halves between two doubles round to the even one: the cases in which the upper bits alone do not decide. */
    @Test
    void reads_halves_between_two_doubles() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            long odd = (1L << 53) + random.nextInt(1 << 30) * 2L + 1; // 54 bits, halfway
            sameAsTheJdk(Long.toString(odd));
            sameAsTheJdk(new java.math.BigDecimal(odd).movePointLeft(1).multiply(java.math.BigDecimal.valueOf(5)).toPlainString());
            sameAsTheJdk(new java.math.BigDecimal(odd).divide(java.math.BigDecimal.valueOf(16)).toPlainString());
            sameAsTheJdk(odd + "e" + (random.nextInt(40) - 20));
        }
    }

    @Test
    void knows_what_is_no_number() {
        for (String text : new String[] {"", " ", "-", "+", ".", "-.", "e5", "1e", "1e+", "1d", "1f", "0x10", "1_000", "1,5", "--1", "1.2.3", "NaN",
                "nan", "infinit", "a", "1 2", "١"}) {
            assertThat(parse(text)).as("\"" + text + "\"").isNaN();
        }
        assertThat(parse(" 1.5\t")).isEqualTo(1.5);
        assertThat(parse("-Infinity")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(parse("inf")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(parse("INF")).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void knows_commas_and_thousands() {
        Decimals german = new Decimals(',', '.');
        for (String[] pair : new String[][] {{"1.234,5", "1234.5"}, {"1.234.567", "1234567"}, {"12,25", "12.25"}, {"-1.000e2", "-100000"},
                {"0,12345678901234567890123", "0.12345678901234567890123"}}) {
            assertThat(german.parse(pair[0].toCharArray(), 0, pair[0].length())).as(pair[0]).isEqualTo(Double.parseDouble(pair[1]));
        }
        for (String text : new String[] {"1.23", "1.2345", ".123", "12.34,5", "1.234.5", "1,234.567", "1234.567"}) {
            assertThat(german.parse(text.toCharArray(), 0, text.length())).as(text).isNaN();
        }
    }
}
