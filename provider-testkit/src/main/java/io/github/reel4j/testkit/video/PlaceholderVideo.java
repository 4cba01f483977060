package io.github.reel4j.testkit.video;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes the videos that simulators deliver: real files that any player shows and nobody takes for the real thing. */
public final class PlaceholderVideo {

    public static final int FRAMES_PER_SECOND = 16;

    private PlaceholderVideo() {}

    /**
     * A whole MP4 file, the same bytes for the same arguments.
     *
     * @param caption shown in the picture, in capitals
     * @param length at least one second
     */
    public static byte[] of(PictureSize size, String caption, Duration length) {
        int count = (int) length.toSeconds() * FRAMES_PER_SECOND;
        TestCard card = new TestCard(size, caption, count, FRAMES_PER_SECOND);
        H264Encoder encoder = new H264Encoder(size);
        List<byte[]> frames = new ArrayList<>();
        Picture now = new Picture(size);
        Picture before = new Picture(size);
        card.paint(now, 0);
        frames.add(encoder.first(now));
        for (int frame = 1; frame < count; frame++) {
            before.copy(now);
            card.paint(now, frame);
            frames.add(encoder.next(now, before));
        }
        byte[] sequence = encoder.sequenceParameters();
        return new Mp4File(size, FRAMES_PER_SECOND, sequence, encoder.pictureParameters(), frames).toBytes();
    }
}
