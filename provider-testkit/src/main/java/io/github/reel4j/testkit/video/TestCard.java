package io.github.reel4j.testkit.video;

import java.util.Locale;

/** Paints the frames: where they come from, which task, the seconds, and something that moves. For one thread. */
final class TestCard {

    private static final String TITLE = "REEL4J SIMULATOR";
    private static final String NOTE = "A PLACEHOLDER - NOTHING WAS BILLED";
    private static final int STRIPE = 64;

    private final PictureSize size;
    private final Picture ground;
    private final int frames;
    private final int perSecond;

    TestCard(PictureSize size, String caption, int frames, int perSecond) {
        this.size = size;
        this.frames = frames;
        this.perSecond = perSecond;
        this.ground = new Picture(size);
        ground.fill(0, 0, ground.columns * Picture.BLOCK, ground.rows * Picture.BLOCK, Colour.NIGHT);
        for (int x = 0; x < size.width(); x += 2 * STRIPE) {
            ground.fill(x, 0, STRIPE, size.height(), Colour.DUSK);
        }
        line(ground, TITLE, part(15), part(100), Colour.PAPER);
        line(ground, caption.toUpperCase(Locale.ROOT), part(36), part(85), Colour.ORANGE);
        line(ground, NOTE, part(48), part(70), Colour.GREY);
    }

    /** Makes {@code target} the frame of this number, counted from 0. */
    void paint(Picture target, int frame) {
        target.copy(ground);
        String seconds =
                frame / perSecond + "." + frame % perSecond * 10 / perSecond + " / " + frames / perSecond + " S";
        line(target, seconds, part(62), part(40), Colour.PAPER);
        int side = part(12);
        int way = size.width() - side;
        // steps of two samples keep luma and chroma together
        target.fill(way * frame / Math.max(1, frames - 1) / 2 * 2, part(82), side, side, Colour.ORANGE);
    }

    /** So many hundredths of the height, even. */
    private int part(int hundredths) {
        return size.height() * hundredths / 100 / 2 * 2;
    }

    /** Writes a line, centred, as large as {@code width} and the picture allow. */
    private void line(Picture target, String text, int y, int width, Colour colour) {
        int room = Math.min(width * 3 / 2, size.width() * 9 / 10);
        int dot = Math.max(1, room / Font.width(text));
        int dotsLeft = (size.width() - Font.width(text) * dot) / 2;
        for (int i = 0; i < text.length(); i++) {
            for (int row = 0; row < Font.ROWS; row++) {
                for (int column = 0; column < Font.columns(); column++) {
                    if (Font.dot(text.charAt(i), column, row)) {
                        int x = dotsLeft + (i * Font.ADVANCE + column) * dot;
                        target.fill(x, y + row * dot, dot, dot, colour);
                    }
                }
            }
        }
    }
}
