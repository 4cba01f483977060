package io.github.reel4j.provider.feign.text;

import java.util.regex.Pattern;

/** Removes control sequences, URLs and prompts from a vendor's text. Its patterns are compiled when first used. */
final class TextSanitizer {

    static final int MAX_CODE_POINTS = 512;

    /** Control sequences of ECMA-48 terminals: colours, cursor movements, titles, links; also in their 8-bit form. */
    private static final Pattern ANSI = Pattern.compile("(?:\u001B\\[|\u009B)[0-?]*[ -/]*[@-~]?"
            + "|(?:\u001B[\\]PX^_]|[\u009D\u0090\u0098\u009E\u009F])[^\u0007\u001B\u009C]*(?:\u0007|\u001B\\\\|\u009C)?"
            + "|\u001B[ -/]*[0-~]?");

    private static final Pattern BREAKS = Pattern.compile("[\\s\u0085\u2028\u2029]+");
    /** Control characters, invisible and direction-changing characters, lone surrogates. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}]");

    /** A URL with plain or escaped slashes; user info is removed too. */
    private static final Pattern URL = Pattern.compile(
            "(https?:\\\\?/\\\\?/)(?:[^\\s/?#\"'<>\\\\@]*@)?([^\\s/?#\"'<>\\\\@]+)\\\\?[/?#][^\\s\"'<>]+");

    private static final Pattern PROMPT = Pattern.compile(
            "(\"[^\"]{0,64}prompt[^\"]{0,64}\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*+\"?", Pattern.CASE_INSENSITIVE);

    private TextSanitizer() {}

    /** Returns the text on one line without control sequences. */
    static String onOneLine(String text) {
        String plain = ANSI.matcher(text).replaceAll("");
        plain = BREAKS.matcher(plain).replaceAll(" ");
        return INVISIBLE.matcher(plain).replaceAll("");
    }

    /** Masks everything of a URL except its host, and JSON values whose key contains "prompt". */
    static String redactContent(String text) {
        String plain = URL.matcher(text).replaceAll("$1$2/" + Redaction.MASK);
        return PROMPT.matcher(plain).replaceAll("$1\"" + Redaction.MASK + "\"");
    }

    static String bounded(String text) {
        if (text.codePointCount(0, text.length()) <= MAX_CODE_POINTS) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, MAX_CODE_POINTS - 1)) + "…";
    }
}
