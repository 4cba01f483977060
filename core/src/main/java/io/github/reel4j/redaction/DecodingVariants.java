package io.github.reel4j.redaction;

import java.util.function.BiConsumer;

/** Enumerates the variants of a text that result from undoing escapes and encodings, also nested ones. */
final class DecodingVariants {

    private static final int MAX_LAYERS = 8;
    private static final int MAX_LAYERS_INSIDE = 3;
    private static final int MAX_DEPTH = 2;
    /** A run of this many printable characters hardly occurs by chance, so it is decoded further. */
    private static final int SIGNIFICANT = 11;

    private DecodingVariants() {}

    /**
     * Passes each decoded variant to {@code consumer}.
     *
     * @param consumer receives a variant, and whether it is a decoded form of the whole text rather than of bytes
     *     within it
     */
    static void forEach(String text, BiConsumer<DecodedText, Boolean> consumer) {
        layers(DecodedText.of(text), 0, consumer);
    }

    private static void layers(DecodedText outermost, int depth, BiConsumer<DecodedText, Boolean> consumer) {
        DecodedText text = outermost;
        int max = depth == 0 ? MAX_LAYERS : MAX_LAYERS_INSIDE;
        for (int layer = 0; layer < max; layer++) {
            consumer.accept(text, depth == 0);
            if (text.text().indexOf('=') >= 0) {
                consumer.accept(EscapeDecoder.decodeQuotedPrintable(text), depth == 0);
            }
            if (depth < MAX_DEPTH) {
                groups(text, depth, consumer);
            }
            DecodedText inner = EscapeDecoder.hasEscapes(text) ? EscapeDecoder.unescape(text) : text;
            if (inner.text().equals(text.text())) {
                return;
            }
            text = inner;
        }
    }

    private static void groups(DecodedText text, int depth, BiConsumer<DecodedText, Boolean> consumer) {
        for (DecodedText bytes : Base64HexDecoder.decoded(text)) {
            if (isSignificant(bytes)) {
                layers(bytes, depth + 1, consumer);
            } else {
                consumer.accept(bytes, false);
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
