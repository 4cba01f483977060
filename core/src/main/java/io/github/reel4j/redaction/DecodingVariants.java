package io.github.reel4j.redaction;

import java.util.function.BiConsumer;

/** All that a text may mean to somebody who undoes escapes and encodings, as often as they were put on each other. */
final class DecodingVariants {

    private static final int MAX_LAYERS = 8;
    private static final int MAX_LAYERS_INSIDE = 3;
    private static final int MAX_DEPTH = 2;
    /** As many printable characters in a row come from no text that was not encoded, but by chance. */
    private static final int SIGNIFICANT = 11;

    private DecodingVariants() {}

    /** @param found takes each reading, and whether it is one of the text itself, not of bytes inside it */
    static void forEach(String text, BiConsumer<DecodedText, Boolean> found) {
        layers(DecodedText.of(text), 0, found);
    }

    private static void layers(DecodedText outermost, int depth, BiConsumer<DecodedText, Boolean> found) {
        DecodedText text = outermost;
        int max = depth == 0 ? MAX_LAYERS : MAX_LAYERS_INSIDE;
        for (int layer = 0; layer < max; layer++) {
            found.accept(text, depth == 0);
            if (text.text().indexOf('=') >= 0) {
                found.accept(EscapeDecoder.decodeQuotedPrintable(text), depth == 0);
            }
            if (depth < MAX_DEPTH) {
                groups(text, depth, found);
            }
            DecodedText inner = EscapeDecoder.anyIn(text) ? EscapeDecoder.unescape(text) : text;
            if (inner.text().equals(text.text())) {
                return;
            }
            text = inner;
        }
    }

    private static void groups(DecodedText text, int depth, BiConsumer<DecodedText, Boolean> found) {
        for (DecodedText bytes : BinaryTextDecoder.decoded(text)) {
            if (isSignificant(bytes)) {
                layers(bytes, depth + 1, found);
            } else {
                found.accept(bytes, false);
            }
        }
    }

    private static boolean isSignificant(DecodedText bytes) {
        int run = 0;
        for (int i = 0; i < bytes.length() && run < SIGNIFICANT; i++) {
            char character = bytes.charAt(i);
            run = character >= ' ' && character <= '~' ? run + 1 : 0;
        }
        return run >= SIGNIFICANT;
    }
}
