package io.github.reel4j.provider.feign.text;

import java.util.regex.Pattern;

/** Takes out of a vendor's text what is not to be shown whoever the vendor is. Its patterns are made when something is to be shown. */
final class TextSanitizer {

    static final int MAX_CODE_POINTS = 512;

    /** Colours, cursor movements, window titles and links of ECMA-48 terminals, also in their one-character form. */
    private static final Pattern ANSI = Pattern.compile("(?:\u001B\\[|\u009B)[0-?]*[ -/]*[@-~]?"
            + "|(?:\u001B[\\]PX^_]|[\u009D\u0090\u0098\u009E\u009F])[^\u0007\u001B\u009C]*(?:\u0007|\u001B\\\\|\u009C)?"
            + "|\u001B[ -/]*[0-~]?");

    private static final Pattern BREAKS = Pattern.compile("[\\s\u0085\u2028\u2029]+");
    /** Controls, invisible and direction-changing characters, halves of characters. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}]");

    /** With its slashes plain or escaped; a user's name goes the way of the rest. */
    private static final Pattern URL = Pattern.compile(
            "(https?:\\\\?/\\\\?/)(?:[^\\s/?#\"'<>\\\\@]*@)?([^\\s/?#\"'<>\\\\@]+)\\\\?[/?#][^\\s\"'<>]+");

    private static final Pattern PROMPT = Pattern.compile(
            "(\"[^\"]{0,64}prompt[^\"]{0,64}\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*+\"?", Pattern.CASE_INSENSITIVE);

    private TextSanitizer() {}

    /** Without what steers a terminal. */
    static String onOneLine(String text) {
        String bare = ANSI.matcher(text).replaceAll("");
        bare = BREAKS.matcher(bare).replaceAll(" ");
        return INVISIBLE.matcher(bare).replaceAll("");
    }

    /** Of addresses the host is left, of prompts that are repeated nothing. */
    static String redactContent(String text) {
        String bare = URL.matcher(text).replaceAll("$1$2/" + Redaction.MASK);
        return PROMPT.matcher(bare).replaceAll("$1\"" + Redaction.MASK + "\"");
    }

    static String bounded(String text) {
        if (text.codePointCount(0, text.length()) <= MAX_CODE_POINTS) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, MAX_CODE_POINTS - 1)) + "…";
    }
}
