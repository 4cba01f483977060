package io.github.reel4j.provider.feign.download;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;

/** Tells whether a video file is whole, as far as its format tells, within bounded memory. */
final class VideoCompleteness {

    private VideoCompleteness() {}

    /** False also of what is neither an MP4 nor a WebM. */
    static boolean isComplete(FileChannel file, long size) throws IOException {
        FileWindow window = new FileWindow(file, size);
        try {
            return Mp4Boxes.is(window)
                    ? Mp4Boxes.areComplete(window)
                    : WebmElements.is(window) && WebmElements.areComplete(window);
        } catch (EOFException e) {
            return false;
        }
    }
}
