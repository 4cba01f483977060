package io.github.reel4j.provider.feign.download;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;

/** Checks whether a video file is complete, as far as its format shows, in constant memory. */
final class VideoCompleteness {

    private VideoCompleteness() {}

    /** Returns whether the file is a complete MP4 or WebM. */
    static boolean isComplete(FileChannel file, long size) throws IOException {
        RandomAccessFileReader window = new RandomAccessFileReader(file, size);
        try {
            return Mp4Completeness.is(window)
                    ? Mp4Completeness.areComplete(window)
                    : WebmElements.is(window) && WebmElements.areComplete(window);
        } catch (EOFException e) {
            return false;
        }
    }
}
