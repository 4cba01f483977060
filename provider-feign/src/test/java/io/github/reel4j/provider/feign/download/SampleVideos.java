package io.github.reel4j.provider.feign.download;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Creates files with the structure of a video and random content. */
public final class SampleVideos {

    private static final int SMALLEST = 40;

    private SampleVideos() {}

    /** Returns an MP4 of {@code size} bytes, at least 40, that differs for each {@code seed}. */
    public static byte[] mp4(int size, int seed) {
        byte[] noise = new byte[size - SMALLEST];
        new Random(seed).nextBytes(noise);
        return ByteBuffer.allocate(size)
                .putInt(24)
                .put("ftypisom\0\0\0\0isommp42".getBytes(StandardCharsets.US_ASCII))
                .putInt(8)
                .put("moov".getBytes(StandardCharsets.US_ASCII))
                .putInt(8 + noise.length)
                .put("mdat".getBytes(StandardCharsets.US_ASCII))
                .put(noise)
                .array();
    }
}
