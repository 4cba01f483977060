package io.github.reel4j.testkit.video;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Capital letters, digits and a few signs, 5 dots wide and 7 high. */
final class Font {

    static final int ROWS = 7;
    /** The width of a letter and the gap after it, in dots. */
    static final int ADVANCE = 6;

    private static final int COLUMNS = 5;

    // a sign, then its seven rows, each a base-32 digit whose five bits are the dots from left to right
    private static final Map<Character, String> ROWS_OF = Stream.of(
                    "Aehhvhhh",
                    "Buhhuhhu",
                    "Cehggghe",
                    "Duhhhhhu",
                    "Evgguggv",
                    "Fvgguggg",
                    "Gehgnhhf",
                    "Hhhhvhhh",
                    "Ie44444e",
                    "J72222ic",
                    "Khikokih",
                    "Lggggggv",
                    "Mhrllhhh",
                    "Nhhpljhh",
                    "Oehhhhhe",
                    "Puhhuggg",
                    "Qehhhlid",
                    "Ruhhukih",
                    "Sfgge11u",
                    "Tv444444",
                    "Uhhhhhhe",
                    "Vhhhhha4",
                    "Whhhllla",
                    "Xhha4ahh",
                    "Yhhha444",
                    "Zv1248gv",
                    "0ehjlphe",
                    "14c4444e",
                    "2eh1248v",
                    "3v2421he",
                    "426aiv22",
                    "5vgu11he",
                    "668guhhe",
                    "7v124888",
                    "8ehhehhe",
                    "9ehhf12c",
                    "-000v000",
                    "_000000v",
                    ".00000cc",
                    ":0cc0cc0",
                    "/122488g")
            .collect(Collectors.toUnmodifiableMap(glyph -> glyph.charAt(0), glyph -> glyph.substring(1)));

    private Font() {}

    /** The width of a line in dots. */
    static int width(String text) {
        return text.length() * ADVANCE - 1;
    }

    /** Whether a sign has a dot there; signs that the font lacks are blank. */
    static boolean dot(char sign, int column, int row) {
        String rows = ROWS_OF.getOrDefault(sign, "0000000");
        return ((Character.digit(rows.charAt(row), 32) >> (COLUMNS - 1 - column)) & 1) == 1;
    }

    static int columns() {
        return COLUMNS;
    }
}
