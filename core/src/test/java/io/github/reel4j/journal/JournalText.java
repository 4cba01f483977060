package io.github.reel4j.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A journal in memory, read like a file. */
final class JournalText extends PositionalChannel {

    private final byte[] text;

    private JournalText(String text) {
        this.text = text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static JournalSnapshot read(String text) {
        try (JournalText channel = new JournalText(text)) {
            return JournalReader.read(channel, () -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int read(ByteBuffer bytes, long position) {
        int length = (int) Math.min(bytes.remaining(), text.length - position);
        bytes.put(text, (int) position, Math.max(0, length));
        return length > 0 ? length : -1;
    }

    @Override
    public long size() {
        return text.length;
    }

    @Override
    public int write(ByteBuffer bytes, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void force(boolean metaData) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void implCloseChannel() {}
}
