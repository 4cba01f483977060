package io.github.reel4j.provider.feign.http;

import io.github.reel4j.provider.feign.text.Excerpts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a call got no usable response. The message is one sentence without a full stop; of the URL it contains
 * only the host. Immutable.
 */
public final class TransportException extends IOException {

    private static final long serialVersionUID = 1L;

    /** How far the call came. A request counts as sent unless it is proved that it was not. */
    public enum Stage {
        /** No byte of the request left this machine, which is proved. Sending it again cannot order twice. */
        NOT_SENT,
        /** The vendor may have read, accepted and billed the request. */
        MAYBE_SENT,
        /** The vendor responded, but the response is malformed or incomplete. */
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

    /**
     * Returns the exception itself, or wraps one that {@link SingleSendHttpClient} did not throw and that therefore
     * proves nothing.
     */
    public static TransportException of(IOException thrown) {
        return thrown instanceof TransportException known
                ? known
                : new TransportException(
                        Stage.MAYBE_SENT,
                        "the call failed with a " + thrown.getClass().getSimpleName(),
                        new byte[0],
                        false,
                        thrown);
    }

    public Stage stage() {
        return stage;
    }

    /** Returns whether the calling thread was interrupted. Its interrupt flag is set. */
    public boolean interrupted() {
        return interrupted;
    }

    /** Returns a copy of the first bytes of the response, at most 8192 and not redacted. Empty if none arrived. */
    public byte[] excerpt() {
        return excerpt.clone();
    }
}
