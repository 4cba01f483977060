package io.github.reel4j.provider.feign;

import io.github.reel4j.provider.feign.DownloadException.Reason;
import io.github.reel4j.provider.feign.ReplyReader.BegunReply;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** A file, or a part of one, that begins to arrive: the head of the reply is there, the body on its way. Of one thread. */
final class HostReply implements AutoCloseable {

    private final String host;
    private final BegunReply begun;
    private final FetchLimits limits;
    private final Countdown countdown;
    private final BooleanSupplier closed;
    private final Runnable hangUp;

    /**
     * Wraps a reply.
     *
     * @param closed whether the client was closed, which ends it
     * @param hangUp closes the connection
     */
    HostReply(
            String host,
            BegunReply begun,
            FetchLimits limits,
            Countdown countdown,
            BooleanSupplier closed,
            Runnable hangUp) {
        this.host = host;
        this.begun = begun;
        this.limits = limits;
        this.countdown = countdown;
        this.closed = closed;
        this.hangUp = hangUp;
    }

    String host() {
        return host;
    }

    int status() {
        return begun.status();
    }

    Map<String, List<String>> headers() {
        return begun.headers();
    }

    /** The size of the whole file, if it is announced. */
    OptionalLong fileSize() {
        if (status() == 206) {
            Optional<ContentRange> range = range();
            return range.isPresent() ? OptionalLong.of(range.get().end()) : OptionalLong.empty();
        }
        return length();
    }

    /** Which part of the file it brings, up to its end, if it says so and does not contradict itself. */
    Optional<ContentRange> range() {
        return ContentRange.of(headers(), length());
    }

    private OptionalLong length() {
        return begun.length() < 0 ? OptionalLong.empty() : OptionalLong.of(begun.length());
    }

    /**
     * Reads a piece.
     *
     * @param before how many bytes of the file are there already
     * @return its length, or less than 0 at the end
     */
    int read(byte[] buffer, long before) throws DownloadException, InterruptedException {
        try {
            return begun.body().read(buffer);
        } catch (IOException e) {
            throw judged(e, before);
        }
    }

    private DownloadException judged(IOException e, long before) throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        if (closed.getAsBoolean()) {
            return ResultHost.closed();
        }
        if (countdown.isOver()) {
            return new DownloadException(
                    Reason.TIMED_OUT,
                    "the file from " + host + " was not complete in " + TransportFailures.seconds(limits.total()));
        }
        if (e instanceof SocketTimeoutException) {
            return new DownloadException(
                    Reason.TIMED_OUT,
                    host + " sent nothing more for " + TransportFailures.seconds(limits.silence()) + " after " + before
                            + " bytes");
        }
        return new DownloadException(Reason.CUT, "the file from " + host + " broke off after " + before + " bytes", e);
    }

    @Override
    public void close() {
        hangUp.run();
    }
}
