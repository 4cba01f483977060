package io.github.reel4j.provider.feign.download;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Parses the structure of an MP4 or WebM file step by step: reads the header of one part after the other, in the order
 * of the file. The bytes may come from a file or from a stream: the size of the whole is needed only at the end. Not
 * thread-safe.
 */
abstract class VideoStructureParser {

    /** The maximum of {@link #length}. */
    static final int MAX_LENGTH = 1024;

    /** The end of a part that extends to the end of the file. */
    static final long OPEN_END = Long.MAX_VALUE;

    /** Files with deeper parts are not valid, and would use up the memory. */
    private static final int MAX_DEPTH = 16;

    private final Deque<Long> ends = new ArrayDeque<>();
    private long offset;

    /** Returns the structure of a file by its first bytes; empty if it is neither an MP4 nor a WebM. */
    static Optional<VideoStructureParser> of(ByteBuffer head) {
        if (Mp4Completeness.is(head)) {
            return Optional.of(new Mp4Completeness());
        }
        return WebmElements.is(head) ? Optional.of(new WebmElements()) : Optional.empty();
    }

    /** Returns the offset of the bytes that are needed next. */
    final long offset() {
        return offset;
    }

    /** Returns the number of bytes that are needed next, 1 to {@link #MAX_LENGTH}. */
    abstract int length();

    /**
     * Reads the bytes that were needed next.
     *
     * @param bytes {@link #length} bytes from index 0; fewer only at the end of the file
     * @return false if the structure is broken, so that the rest does not matter
     */
    abstract boolean accept(ByteBuffer bytes);

    /** Returns whether a file of {@code size} bytes that was read up to its end is complete. */
    boolean isComplete(long size) {
        return (offset == size || offset == OPEN_END) && ends.stream().allMatch(end -> end == OPEN_END);
    }

    /** Returns the number of parts around the current one. */
    final int depth() {
        return ends.size();
    }

    /** Returns the end of the part around the current one; {@link #OPEN_END} if that is the end of the file. */
    final long end() {
        return ends.isEmpty() ? OPEN_END : ends.getLast();
    }

    /** Continues at {@code next}, which is not behind the end of the part around the current one. */
    final boolean moveTo(long next) {
        offset = next;
        while (!ends.isEmpty() && ends.getLast() != OPEN_END && offset >= ends.getLast()) {
            ends.removeLast();
        }
        return true;
    }

    /** Continues with the parts within a part. */
    final boolean enter(long content, long contentEnd) {
        if (ends.size() == MAX_DEPTH) {
            return false;
        }
        ends.addLast(contentEnd);
        return moveTo(content);
    }
}
