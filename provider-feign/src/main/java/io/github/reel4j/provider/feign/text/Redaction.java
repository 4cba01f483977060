package io.github.reel4j.provider.feign.text;

import io.github.reel4j.redaction.SecretMask;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a vendor's text fit to be shown: no secret, nothing of what was ordered where that can be told, nothing that steers a
 * terminal, one line, 512 characters at most. Masked is before anything is cut, and in what the text means once it is decoded, see
 * {@link SecretMask}.
 *
 * <p>Safe for use by many threads if the supplier is.
 */
public final class Redaction {

    static final String MASK = "***";

    /** Of a text longer than this only the beginning is looked at, and shown: it bounds the time that a text takes. */
    static final int MAX_CHARS = 4096;

    /** More than are left of it when all that is not shown is taken out. */
    private static final int MAX_RAW_CHARS = 4 * MAX_CHARS;

    private record Compiled(List<String> secrets, SecretMask mask) {}

    private final Supplier<? extends Collection<String>> secrets;
    private final List<String> contents;
    private volatile @Nullable Compiled last;

    /**
     * Creates a redaction.
     *
     * @param secrets asked for every text, so that a rotated key is masked too
     */
    public Redaction(Supplier<? extends Collection<String>> secrets) {
        this(secrets, List.of());
    }

    private Redaction(Supplier<? extends Collection<String>> secrets, List<String> contents) {
        this.secrets = secrets;
        this.contents = contents;
    }

    /** The same for texts about an order: prompts and addresses of it are masked too. */
    public Redaction withContents(Collection<String> ordered) {
        return new Redaction(secrets, List.copyOf(ordered));
    }

    public String redact(String text) {
        String bare = redactedPrefix(TextSanitizer.onOneLine(redactedPrefix(text, MAX_RAW_CHARS)), MAX_CHARS);
        return TextSanitizer.bounded(
                TextSanitizer.redactContent(mask().applied(bare)).strip());
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
