package io.github.reel4j.provider.feign.download;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Checks whether a video is complete while it is received, as {@link VideoCompleteness} does for a file afterwards, in
 * constant memory. Not thread-safe.
 */
final class StreamedCompleteness {

    private final ByteBuffer head = ByteBuffer.allocate(VideoStructureParser.MAX_LENGTH);
    private Optional<VideoStructureParser> structure = Optional.empty();
    private long position;
    /** The offset of the first byte in {@code head}. */
    private long headStart;

    private boolean broken;

    /** Reads the next bytes without consuming them; the first call needs at least 8. */
    void inspect(ByteBuffer bytes) {
        ByteBuffer view = bytes.duplicate();
        if (position == 0) {
            structure = VideoStructureParser.of(view.slice());
        }
        broken |= structure.isEmpty();
        structure.ifPresent(video -> follow(video, view));
        position += view.remaining();
    }

    /** Returns whether everything that was read is a complete video. */
    boolean isComplete() {
        structure.ifPresent(video -> advance(video, true));
        return !broken && structure.filter(video -> video.isComplete(position)).isPresent();
    }

    private void follow(VideoStructureParser video, ByteBuffer view) {
        while (!broken && view.hasRemaining()) {
            long skipped = Math.min(headStart + head.position() - position, view.remaining());
            int copied = (int) Math.min(video.length() - head.position(), view.remaining() - skipped);
            view.position(view.position() + (int) skipped);
            head.put(view.slice().limit(copied));
            view.position(view.position() + copied);
            position += skipped + copied;
            advance(video, false);
        }
    }

    /** Passes on the bytes that the structure needs, as far as they have arrived. */
    private void advance(VideoStructureParser video, boolean atEnd) {
        while (!broken && head.position() > 0 && (atEnd || head.position() >= video.length())) {
            broken = !video.accept(head.slice(0, Math.min(head.position(), video.length())));
            moveTo(video.offset());
        }
    }

    /** Keeps the bytes from {@code next}, which the structure may need again. */
    private void moveTo(long next) {
        if (next < headStart + head.position()) {
            head.flip().position((int) (next - headStart));
            head.compact();
        } else {
            head.clear();
        }
        headStart = next;
    }
}
