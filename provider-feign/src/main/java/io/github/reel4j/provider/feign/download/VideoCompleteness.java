package io.github.reel4j.provider.feign.download;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** Checks whether a video file is complete, as far as its format shows, in constant memory. */
final class VideoCompleteness {

    private VideoCompleteness() {}

    /** Returns whether the file is a complete MP4 or WebM. */
    static boolean isComplete(FileChannel file, long size) throws IOException {
        RandomAccessFileReader window = new RandomAccessFileReader(file, size);
        try {
            Optional<VideoStructureParser> structure =
                    VideoStructureParser.of(window.at(0, (int) Math.min(VideoFormat.BYTES, size)));
            return structure.isPresent() && isComplete(window, structure.get());
        } catch (EOFException e) {
            return false;
        }
    }

    private static boolean isComplete(RandomAccessFileReader file, VideoStructureParser structure) throws IOException {
        while (structure.offset() < file.size()) {
            int count = (int) Math.min(structure.length(), file.size() - structure.offset());
            if (!structure.accept(file.at(structure.offset(), count))) {
                return false;
            }
        }
        return structure.isComplete(file.size());
    }
}
