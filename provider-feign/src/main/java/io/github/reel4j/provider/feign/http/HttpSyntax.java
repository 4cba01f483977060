package io.github.reel4j.provider.feign.http;

/** Checks the syntax of request parts (RFC 9110). It uses loops because it checks every header of every call. */
public final class HttpSyntax {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private HttpSyntax() {}

    /** Returns whether the text is a valid header name. */
    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            if (!letter && !(c >= '0' && c <= '9') && TOKEN_MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Returns whether the text is a valid header value. */
    static boolean isFieldValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the text is a valid path with a query. */
    public static boolean isRequestTarget(String text) {
        return isFieldValue(text) && text.indexOf(' ') < 0 && text.indexOf('\t') < 0;
    }
}
