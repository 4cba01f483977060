package io.github.reel4j.provider.feign.http;

import feign.Response;
import io.github.reel4j.provider.feign.json.StrictJson;
import io.github.reel4j.provider.feign.text.ByteCount;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A size-limited response body in memory, which Feign reads without a copy. Not thread-safe. */
public final class BufferedBody implements Response.Body {

    /** The size limit of a body. */
    public static final int MAX_BYTES = StrictJson.MAX_BYTES;

    private static final int INITIAL_CAPACITY = 2048;
    private static final int MIN_UNQUOTED_BYTES = 8;

    private byte[] bytes;
    private int size;

    /**
     * Creates an empty body.
     *
     * @param length the announced length, or less than 0 if it is unknown
     */
    public BufferedBody(long length) {
        bytes = new byte[(int) Math.min(length < 0 ? INITIAL_CAPACITY : length, MAX_BYTES)];
    }

    /** Returns the bytes of a response of {@link SingleSendHttpClient}, not copied. Do not modify them. */
    public static byte[] of(Response response) {
        return ((BufferedBody) response.body()).received();
    }

    /**
     * Reads {@code in} to its end.
     *
     * @throws MalformedResponseException at the first byte beyond {@link #MAX_BYTES}
     */
    public void fill(InputStream in) throws IOException {
        while (true) {
            int read = size < bytes.length ? in.read(bytes, size, bytes.length - size) : grow(in);
            if (read < 0) {
                return;
            }
            size += read;
        }
    }

    /** Reads 1 byte before it grows the buffer, because most responses fit their buffer exactly. */
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
     * Returns whether the body contains {@code id} without a letter or digit directly before or after it. An id of less
     * than 8 bytes must be a whole JSON string, because a few characters may occur by chance.
     */
    public boolean containsId(String id) {
        byte[] wanted = id.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; wanted.length > 0 && at + wanted.length <= size; at++) {
            if (bytes[at] == wanted[0] && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                int before = at == 0 ? ' ' : bytes[at - 1];
                int after = at + wanted.length == size ? ' ' : bytes[at + wanted.length];
                boolean quoted = before == '"' && after == '"';
                if (quoted || (wanted.length >= MIN_UNQUOTED_BYTES && !isPartOfWord(before) && !isPartOfWord(after))) {
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

    /** Returns the bytes received so far, not copied. Do not modify them. */
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
        // It holds only memory.
    }
}
