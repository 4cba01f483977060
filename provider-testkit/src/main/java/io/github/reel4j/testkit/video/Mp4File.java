package io.github.reel4j.testkit.video;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Puts one H.264 track into an MP4 file, ISO/IEC 14496-12 and -15, the index before the pictures so that players start at once. */
final class Mp4File {

    private static final int TICKS_PER_FRAME = 1_000;
    private static final int MILLIS = 1_000;

    private final PictureSize size;
    private final int perSecond;
    private final byte[] sequence;
    private final byte[] picture;
    private final List<byte[]> frames;

    /** The frames are NAL units; the first needs no other, the rest need the one before. */
    Mp4File(PictureSize size, int perSecond, byte[] sequence, byte[] picture, List<byte[]> frames) {
        this.size = size;
        this.perSecond = perSecond;
        this.sequence = sequence;
        this.picture = picture;
        this.frames = frames;
    }

    byte[] toBytes() {
        byte[] type =
                new Box("ftyp").text("isom").int32(512).text("isomiso2avc1mp41").toBytes();
        // the index has the same size wherever it says the pictures begin
        int start = type.length + movie(0).length + 8;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(type);
        file.writeBytes(movie(start));
        Box data = new Box("mdat");
        frames.forEach(frame -> data.int32(frame.length).bytes(frame));
        file.writeBytes(data.toBytes());
        return file.toByteArray();
    }

    private byte[] movie(int start) {
        Box header = Box.full("mvhd", 0)
                .zeros(8)
                .int32(MILLIS)
                .int32(millis())
                .int32(0x10000)
                .int16(0x100)
                .zeros(10)
                .upright()
                .zeros(24)
                .int32(2);
        return new Box("moov").box(header).box(track(start)).toBytes();
    }

    private Box track(int start) {
        // flags: enabled, in the movie
        Box header = Box.full("tkhd", 3)
                .zeros(8)
                .int32(1)
                .zeros(4)
                .int32(millis())
                .zeros(16)
                .upright()
                .int32(size.width() << 16)
                .int32(size.height() << 16);
        return new Box("trak").box(header).box(media(start));
    }

    private Box media(int start) {
        Box header = Box.full("mdhd", 0)
                .zeros(8)
                .int32(perSecond * TICKS_PER_FRAME)
                .int32(frames.size() * TICKS_PER_FRAME)
                // the language "und", five bits a letter
                .int16(0x55c4)
                .int16(0);
        Box handler = Box.full("hdlr", 0).zeros(4).text("vide").zeros(12).text("VideoHandler\0");
        // flags of url: the pictures are in this file
        Box here = new Box("dinf").box(Box.full("dref", 0).int32(1).box(Box.full("url ", 1)));
        Box information =
                new Box("minf").box(Box.full("vmhd", 1).zeros(8)).box(here).box(samples(start));
        return new Box("mdia").box(header).box(handler).box(information);
    }

    private Box samples(int start) {
        Box sizes = Box.full("stsz", 0).int32(0).int32(frames.size());
        frames.forEach(frame -> sizes.int32(frame.length + 4));
        return new Box("stbl")
                .box(Box.full("stsd", 0).int32(1).box(description()))
                .box(Box.full("stts", 0).int32(1).int32(frames.size()).int32(TICKS_PER_FRAME))
                .box(Box.full("stss", 0).int32(1).int32(1))
                .box(Box.full("stsc", 0).int32(1).int32(1).int32(frames.size()).int32(1))
                .box(sizes)
                .box(Box.full("stco", 0).int32(1).int32(start));
    }

    private Box description() {
        Box configuration = new Box("avcC")
                .int8(1)
                // profile, constraints and level, as in the sequence parameters
                .bytes(new byte[] {sequence[1], sequence[2], sequence[3]})
                // lengths take four bytes; one set of each kind of parameters
                .int8(0xff)
                .int8(0xe1)
                .int16(sequence.length)
                .bytes(sequence)
                .int8(1)
                .int16(picture.length)
                .bytes(picture);
        return new Box("avc1")
                .zeros(6)
                .int16(1)
                .zeros(16)
                .int16(size.width())
                .int16(size.height())
                // 72 dots per inch, both ways
                .int32(0x480000)
                .int32(0x480000)
                .int32(0)
                .int16(1)
                .zeros(32)
                .int16(24)
                .int16(-1)
                .box(configuration);
    }

    private int millis() {
        return frames.size() * MILLIS / perSecond;
    }
}
