package io.github.reel4j.testkit.video;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a picture: never over 832x480, because nobody looks at a placeholder closely and a test should not wait for it.
 *
 * @param width in pixels, even
 * @param height in pixels, even
 */
public record PictureSize(int width, int height) {

    private static final int MAX_WIDTH = 832;
    private static final int MAX_HEIGHT = 480;
    private static final Pattern PAIR = Pattern.compile("(\\d{2,5})[*x](\\d{2,5})");

    /** Reads sizes such as {@code 640*480}, which are shrunk to fit, and takes everything else for the largest picture. */
    public static PictureSize of(String resolution) {
        Matcher pair = PAIR.matcher(resolution);
        if (!pair.matches()) {
            return new PictureSize(MAX_WIDTH, MAX_HEIGHT);
        }
        int width = Integer.parseInt(pair.group(1));
        int height = Integer.parseInt(pair.group(2));
        if (width <= MAX_WIDTH && height <= MAX_HEIGHT) {
            return new PictureSize(even(width), even(height));
        }
        return width * MAX_HEIGHT > height * MAX_WIDTH
                ? new PictureSize(MAX_WIDTH, even(height * MAX_WIDTH / width))
                : new PictureSize(even(width * MAX_HEIGHT / height), MAX_HEIGHT);
    }

    int columns() {
        return (width + Picture.BLOCK - 1) / Picture.BLOCK;
    }

    int rows() {
        return (height + Picture.BLOCK - 1) / Picture.BLOCK;
    }

    private static int even(int length) {
        return Math.max(16, length / 2 * 2);
    }
}
