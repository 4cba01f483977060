package io.github.reel4j.testkit.video;

/** A colour in YCbCr, video range; far from 0, so that no sample looks like a start code. */
enum Colour {
    NIGHT(38, 140, 122),
    DUSK(52, 146, 118),
    PAPER(225, 128, 128),
    GREY(150, 128, 128),
    ORANGE(160, 60, 180);

    private final int luma;
    private final int blue;
    private final int red;

    Colour(int luma, int blue, int red) {
        this.luma = luma;
        this.blue = blue;
        this.red = red;
    }

    int luma() {
        return luma;
    }

    int blue() {
        return blue;
    }

    int red() {
        return red;
    }
}
