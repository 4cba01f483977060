package io.github.reel4j.provider.feign;

import io.github.reel4j.provider.feign.text.Excerpts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An exchange that gave no usable reply. The message is one sentence for people; it names the host and nothing else of the URL.
 *
 * <p>Public because the methods of a Feign interface declare it: Feign then throws it as it is. Immutable.
 */
public final class TransportException extends IOException {

    private static final long serialVersionUID = 1L;

    /** How far the exchange came, judged conservatively: what is not proved unsent counts as sent. */
    public enum Stage {
        /** Proved: no byte of the request left this machine. Sending again cannot order twice. */
        NOT_SENT,
        /** The vendor may have read, accepted and billed the request. */
        MAYBE_SENT,
        /** The vendor answered, but the answer cannot be trusted or read to its end. */
        RESPONSE_UNUSABLE
    }

    private final Stage stage;
    private final boolean interrupted;
    private final byte[] excerpt;

    public TransportException(
            Stage stage, String sentence, byte[] excerpt, boolean interrupted, @Nullable Throwable cause) {
        super(sentence, cause);
        this.stage = stage;
        this.interrupted = interrupted;
        this.excerpt = Excerpts.of(excerpt);
    }

    public static TransportException notSent(String sentence, @Nullable Throwable cause) {
        return new TransportException(Stage.NOT_SENT, sentence, new byte[0], false, cause);
    }

    public Stage stage() {
        return stage;
    }

    /** Whether the calling thread was interrupted; its interrupt flag is set again. */
    public boolean interrupted() {
        return interrupted;
    }

    /** The first bytes of the reply as they came, not redacted: 0 to 8192 of them, empty when none came. A copy. */
    public byte[] excerpt() {
        return excerpt.clone();
    }
}
