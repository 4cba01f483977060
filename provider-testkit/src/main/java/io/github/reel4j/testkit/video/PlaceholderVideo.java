package io.github.reel4j.testkit.video;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The videos that simulators deliver: playable MP4 files of 5 seconds that are marked as simulated. The files are
 * resources, made by {@code src/main/scripts/make-placeholder-videos}.
 */
public enum PlaceholderVideo {
    P480_4X3(640, 480),
    P480(832, 480),
    P580(1032, 580),
    P720(1280, 720),
    P1080(1920, 1080);

    public static final int FRAMES_PER_SECOND = 16;

    private static final Pattern SIZE = Pattern.compile("(\\d{2,5})[*x](\\d{2,5})");
    private static final Pattern HEIGHT = Pattern.compile("(\\d{2,5})[pP]");
    private static final int BOX_HEADER_BYTES = 8;

    private final int width;
    private final int height;

    PlaceholderVideo(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /**
     * Returns the video of a resolution as vendors write it.
     *
     * @param resolution for example {@code 640*480}, {@code 1280x720} or {@code 1080P}; all others give {@link #P480}
     */
    public static PlaceholderVideo of(String resolution) {
        Matcher size = SIZE.matcher(resolution);
        if (size.matches()) {
            return find(video -> size.group(1).equals(String.valueOf(video.width))
                            && size.group(2).equals(String.valueOf(video.height)))
                    .orElse(P480);
        }
        Matcher rows = HEIGHT.matcher(resolution);
        return find(video ->
                        video != P480_4X3 && rows.matches() && rows.group(1).equals(String.valueOf(video.height)))
                .orElse(P480);
    }

    /**
     * Returns the MP4 file of a task. The same task always gets the same bytes, and different tasks get different
     * bytes: the task's id is in a {@code free} box at the end, which players ignore.
     */
    public byte[] file(String taskId) {
        byte[] id = taskId.getBytes(StandardCharsets.UTF_8);
        ByteBuffer box = ByteBuffer.allocate(BOX_HEADER_BYTES + id.length);
        box.putInt(box.capacity())
                .put("free".getBytes(StandardCharsets.US_ASCII))
                .put(id);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (InputStream resource = getClass().getResourceAsStream(width + "x" + height + ".mp4")) {
            if (resource == null) {
                throw new IllegalStateException("the testkit's jar has no " + width + "x" + height + ".mp4");
            }
            resource.transferTo(file);
            file.write(box.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /** Returns the width in pixels. */
    public int width() {
        return width;
    }

    /** Returns the height in pixels. */
    public int height() {
        return height;
    }

    private static Optional<PlaceholderVideo> find(Predicate<PlaceholderVideo> condition) {
        return Arrays.stream(values()).filter(condition).findFirst();
    }
}
