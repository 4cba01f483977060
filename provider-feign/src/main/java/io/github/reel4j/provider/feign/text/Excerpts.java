package io.github.reel4j.provider.feign.text;

import java.util.Arrays;

/** Bounds what is kept of a reply for people to look at. */
public final class Excerpts {

    static final int MAX_BYTES = 8 * 1024;

    private Excerpts() {}

    /** Its first bytes; itself if it has no more. Nobody changes it. */
    public static byte[] of(byte[] response) {
        return response.length <= MAX_BYTES ? response : Arrays.copyOf(response, MAX_BYTES);
    }
}
