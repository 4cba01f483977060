package io.github.reel4j.provider.feign.text;

import io.github.reel4j.redaction.SecretMask;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Redacts a vendor's text: masks secrets and, as far as known, contents of the order, removes terminal control
 * sequences, and shortens it to one line of at most 512 characters. It masks before it shortens, and also finds encoded
 * secrets, see {@link SecretMask}. Thread-safe if the supplier is.
 */
public final class Redaction {

    static final String MASK = "***";

    /** Only this many characters of a text are processed, which limits the time. */
    static final int MAX_CHARS = 4096;

    /** Enough for {@link #MAX_CHARS} characters after the removal of control sequences. */
    private static final int MAX_RAW_CHARS = 4 * MAX_CHARS;

    private record Compiled(List<String> secrets, SecretMask mask) {}

    private final Supplier<? extends Collection<String>> secrets;
    private final List<String> contents;
    private volatile @Nullable Compiled last;

    /**
     * Creates a redaction.
     *
     * @param secrets called for each text, so that a rotated key is masked too
     */
    public Redaction(Supplier<? extends Collection<String>> secrets) {
        this(secrets, List.of());
    }

    private Redaction(Supplier<? extends Collection<String>> secrets, List<String> contents) {
        this.secrets = secrets;
        this.contents = contents;
    }

    /** Returns a redaction for texts about an order, which also masks its prompts and URLs. */
    public Redaction withContents(Collection<String> contents) {
        return new Redaction(secrets, List.copyOf(contents));
    }

    /** Returns the redacted text. */
    public String redact(String text) {
        String plain = redactedPrefix(TextSanitizer.onOneLine(redactedPrefix(text, MAX_RAW_CHARS)), MAX_CHARS);
        return TextSanitizer.bounded(
                TextSanitizer.redactContent(mask().apply(plain)).strip());
    }

    private static String redactedPrefix(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
    }

    private SecretMask mask() {
        List<String> now = List.copyOf(secrets.get());
        Compiled compiled = last;
        if (compiled == null || !compiled.secrets().equals(now)) {
            compiled = new Compiled(now, SecretMask.of(now, contents));
            last = compiled;
        }
        return compiled.mask();
    }
}
