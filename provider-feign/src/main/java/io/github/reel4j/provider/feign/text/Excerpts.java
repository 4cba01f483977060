package io.github.reel4j.provider.feign.text;

import java.util.Arrays;

/** Limits the part of a response that is kept for failure messages to 8,192 bytes. */
public final class Excerpts {

    static final int MAX_BYTES = 8 * 1024;

    private Excerpts() {}

    /** Returns the first 8192 bytes, or the array itself if it is not longer. Do not modify it. */
    public static byte[] of(byte[] response) {
        return response.length <= MAX_BYTES ? response : Arrays.copyOf(response, MAX_BYTES);
    }
}
