package io.github.reel4j.provider.feign;

import java.util.Arrays;

/** Bounds what is kept of a reply for people to look at. */
final class Excerpts {

    static final int MAX_BYTES = 8 * 1024;

    private Excerpts() {}

    static byte[] of(byte[] reply) {
        return Arrays.copyOf(reply, Math.min(reply.length, MAX_BYTES));
    }
}
