package io.github.reel4j.provider.feign;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;

/** Tells whether a video file is whole, as far as its format tells, within bounded memory. */
final class VideoContainer {

    private VideoContainer() {}

    /** False also of what is neither an MP4 nor a WebM. */
    static boolean isWhole(FileChannel file, long size) throws IOException {
        FileBytes bytes = new FileBytes(file, size);
        try {
            return Mp4Boxes.is(bytes)
                    ? Mp4Boxes.areWhole(bytes)
                    : WebmElements.is(bytes) && WebmElements.areWhole(bytes);
        } catch (EOFException e) {
            return false;
        }
    }
}
