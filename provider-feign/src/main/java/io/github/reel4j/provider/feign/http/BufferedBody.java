package io.github.reel4j.provider.feign.http;

import feign.Response;
import io.github.reel4j.provider.feign.text.ByteCount;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects a reply's body up to a cap, and hands it to Feign without a copy. Of one thread. */
public final class BufferedBody implements Response.Body {

    public static final int MAX_BYTES = 1024 * 1024;
    private static final int INITIAL_CAPACITY = 2048;
    private static final int SHORTEST_UNQUOTED = 8;

    private byte[] bytes;
    private int size;

    /**
     * Creates an empty body.
     *
     * @param announced its length, or less than 0 if that is not known
     */
    public BufferedBody(long announced) {
        bytes = new byte[(int) Math.min(announced < 0 ? INITIAL_CAPACITY : announced, MAX_BYTES)];
    }

    /** All that came with a reply of {@link DeadlineClient}; not to be changed. */
    public static byte[] of(Response response) {
        return ((BufferedBody) response.body()).received();
    }

    /** Reads to the end of {@code in}, or fails at the first byte beyond the cap. */
    public void fill(InputStream in) throws IOException {
        while (true) {
            int read = size < bytes.length ? in.read(bytes, size, bytes.length - size) : grow(in);
            if (read < 0) {
                return;
            }
            size += read;
        }
    }

    /** Most replies end where their buffer does, so that is looked at before more room is made. */
    private int grow(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            return -1;
        }
        if (size == MAX_BYTES) {
            throw new MalformedResponseException("is larger than " + ByteCount.of(MAX_BYTES));
        }
        bytes = Arrays.copyOf(bytes, Math.min(MAX_BYTES, Math.max(INITIAL_CAPACITY, size * 2)));
        bytes[size] = (byte) next;
        return 1;
    }

    /**
     * Whether {@code id} is in what has arrived, with no letter or digit directly before or after it. A short one must be a whole JSON
     * string, as a few characters may be there by chance.
     */
    public boolean names(String id) {
        byte[] word = id.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; word.length > 0 && at + word.length <= size; at++) {
            if (bytes[at] == word[0] && Arrays.equals(bytes, at, at + word.length, word, 0, word.length)) {
                int before = at == 0 ? ' ' : bytes[at - 1];
                int after = at + word.length == size ? ' ' : bytes[at + word.length];
                boolean quoted = before == '"' && after == '"';
                if (quoted || (word.length >= SHORTEST_UNQUOTED && !isPartOfWord(before) && !isPartOfWord(after))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isPartOfWord(int character) {
        return character < 0
                || (character >= '0' && character <= '9')
                || ((character | 0x20) >= 'a' && (character | 0x20) <= 'z');
    }

    /** What has arrived so far; not to be changed. */
    byte[] received() {
        if (size < bytes.length) {
            bytes = Arrays.copyOf(bytes, size);
        }
        return bytes;
    }

    @Override
    public Integer length() {
        return size;
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public InputStream asInputStream() {
        return new ByteArrayInputStream(bytes, 0, size);
    }

    @Override
    public Reader asReader(Charset charset) {
        return new InputStreamReader(asInputStream(), charset);
    }

    @Override
    public void close() {
        // Nothing but memory.
    }
}
