package org.librate.augment.image;

/**
 * Letters as pixels, five wide and seven high, for texts on pictures: fonts of the JDK need files of the system, which slim containers lack.
 *
 * <p>Each character is seven digits of base 32, one for each row from above, the leftmost pixel worth 16.
 */
final class Letters {

    static final int HEIGHT = 7;
    /** From the left of one character to that of the next. */
    static final int STEP = 6;

    private static final int WIDTH = 5;
    private static final char FIRST = ' ';
    private static final String ROWS = ""
            + "00000004444404aa00000aavavaa4fke5u4oo248jjcik8lid4400000" // space to '
            + "2488842842224804lel40044v4400000448000e000000004411248gg" // ( to /
            + "ehjlphe4c4444eeh1248veh161he26aiv22vgu11heehguhhev124444" // 0 to 7
            + "ehhehheehhf1he04404400440448124842100v0v00g84248geh12404" // 8 to ?
            + "ehnlmgeehhvhhhuhhuhhuehgggheuhhhhhuvgguggvvggugggehgjhhf" // @ to G
            + "hhhvhhhe44444e72222ichikokihggggggvhrllhhhhppljjhehhhhhe" // H to O
            + "uhhugggehhhliduhhukihfgge11uv444444hhhhhhehhhhaa4hhhllra" // P to W
            + "hha4ahhhha4444v1248gve88888egg84211e22222e4ah0000000000v" // X to _
            + "840000000e1fhfgguhhhu00fgggf11fhhhf00ehvge698s8880fhhf1e" // ` to g
            + "ggmphhh40c444e20622icggikokic44444e00qllll00mphhh00ehhhe" // h to o
            + "0uhhugg0fhhf1100mpggg00fge1u88s889600hhhjd00hhha400hhlla" // p to w
            + "00ha4ah0hhhf1e00v248v244844244444448442448008l200"; // x to ~

    private Letters() {
    }

    /** Whether a character has a pixel there; one that is not known is a question mark. */
    static boolean isSet(char letter, int row, int column) {
        int at = known(letter) - FIRST;
        return (Character.digit(ROWS.charAt(at * HEIGHT + row), 32) >> WIDTH - 1 - column & 1) == 1;
    }

    /** How many pixels a letter reaches below the line. */
    static int below(char letter) {
        return "gpqy".indexOf(letter) >= 0 ? 2 : 0;
    }

    static int width() {
        return WIDTH;
    }

    private static char known(char letter) {
        return switch (letter) {
            case '×' -> 'x';
            case '→' -> '>';
            case '−', '–' -> '-';
            default -> letter >= FIRST && letter <= '~' ? letter : '?';
        };
    }
}
