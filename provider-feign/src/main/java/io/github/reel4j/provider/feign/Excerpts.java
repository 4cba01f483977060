package io.github.reel4j.provider.feign;

import java.util.Arrays;

/** Bounds what is kept of a reply for people to look at. */
final class Excerpts {

    static final int MAX_BYTES = 8 * 1024;

    private Excerpts() {}

    /** Its first bytes; itself if it has no more. Nobody changes it. */
    static byte[] of(byte[] reply) {
        return reply.length <= MAX_BYTES ? reply : Arrays.copyOf(reply, MAX_BYTES);
    }
}
