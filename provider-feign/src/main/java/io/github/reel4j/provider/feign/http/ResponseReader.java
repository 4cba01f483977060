package io.github.reel4j.provider.feign.http;

import io.github.reel4j.provider.feign.text.ByteCount;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.DefaultClassicHttpResponseFactory;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.http.message.LazyLineParser;
import org.apache.hc.core5.http.message.StatusLine;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Reads the responses of one connection with the parsers of Apache HttpCore, strictly and within size limits. Not
 * thread-safe.
 */
public final class ResponseReader {

    private static final int BUFFER_BYTES = 4096;
    private static final int MAX_INTERIM_RESPONSES = 8;
    private static final Http1Config LIMITS = Http1Config.custom()
            .setBufferSize(BUFFER_BYTES)
            .setMaxEmptyLineCount(1)
            .setMaxHeaderCount(2_000)
            .setMaxLineLength(ResponseHeadRules.MAX_HEADER_CHARS)
            .build();

    private final SessionInputBufferImpl buffer = new SessionInputBufferImpl(
            new BasicHttpTransportMetrics(), BUFFER_BYTES, -1, LIMITS.getMaxLineLength(), null);
    private final DefaultHttpResponseParser parser =
            new DefaultHttpResponseParser(LIMITS, new StatusLineParser(), DefaultClassicHttpResponseFactory.INSTANCE);
    private final HeadLimitedStream in;

    public ResponseReader(InputStream in) {
        this.in = new HeadLimitedStream(in);
    }

    /**
     * A response that was read to its end.
     *
     * @param reusable whether the connection can be reused
     * @param hasExtraData whether more bytes have arrived than belong to the response
     */
    public record BufferedResponse(
            int status, Map<String, List<String>> headers, BufferedBody body, boolean reusable, boolean hasExtraData) {}

    /**
     * A response whose head was read and validated.
     *
     * @param body the body, to be read from the connection
     * @param length the length of the body, or less than 0 if it is unknown
     * @param reusable whether the connection can be reused after the body was read
     */
    public record StreamingResponse(
            int status, Map<String, List<String>> headers, InputStream body, long length, boolean reusable) {}

    /** Reads the next response that is not interim (1xx). The call gets the body as it arrives. */
    public BufferedResponse readBuffered(CallState call, boolean bodiless) throws IOException {
        StreamingResponse response = readHead(call, bodiless);
        BufferedBody body = new BufferedBody(response.length());
        call.bodyStarted(body);
        fill(body, response.body());
        boolean hasExtraData = buffer.hasBufferedData();
        return new BufferedResponse(
                response.status(), response.headers(), body, response.reusable() && !hasExtraData, hasExtraData);
    }

    /** Reads the head of the next response that is not interim (1xx). */
    public StreamingResponse readHead(CallState call, boolean bodiless) throws IOException {
        ClassicHttpResponse head = head();
        int interim = 0;
        for (; isInterim(head) && interim < MAX_INTERIM_RESPONSES; interim++) {
            head = head();
        }
        Map<String, List<String>> headers = headers(head);
        call.bodyStarted(new BufferedBody(0));
        MalformedResponseException violation =
                ResponseHeadRules.violation(head.getCode(), headers).orElse(null);
        if (violation != null) {
            throw violation;
        }
        int status = head.getCode();
        // No interim response was requested: a server that sends one may also send extra data after the response.
        boolean reusable = interim == 0 && isReusable(head, headers);
        if (bodiless || status == 204 || status == 304) {
            return new StreamingResponse(status, headers, InputStream.nullInputStream(), 0, reusable);
        }
        if (headers.containsKey("Transfer-Encoding")) {
            return new StreamingResponse(status, headers, new ChunkedInputStream(buffer, in, LIMITS), -1, reusable);
        }
        long length = length(headers);
        return length >= 0
                ? new StreamingResponse(
                        status, headers, new ContentLengthInputStream(buffer, in, length), length, reusable)
                : new StreamingResponse(status, headers, new IdentityInputStream(buffer, in), -1, false);
    }

    private ClassicHttpResponse head() throws IOException {
        in.expectHead();
        try {
            ClassicHttpResponse head = parser.parse(buffer, in);
            if (head == null) {
                throw new EOFException("the connection ended before a response");
            }
            return head;
        } catch (HttpException | MessageConstraintException | IllegalArgumentException e) {
            // No cause: it quotes the response, which may echo the key.
            throw new MalformedResponseException("is not valid HTTP");
        } finally {
            in.expectBody();
        }
    }

    private void fill(BufferedBody body, InputStream framed) throws IOException {
        try {
            body.fill(framed);
        } catch (TruncatedChunkException e) {
            throw e;
        } catch (MalformedChunkCodingException | MessageConstraintException e) {
            throw new MalformedResponseException("is not valid HTTP");
        }
    }

    private static boolean isInterim(ClassicHttpResponse head) {
        return head.getCode() >= 100 && head.getCode() < 200 && head.getCode() != 101;
    }

    private static Map<String, List<String>> headers(ClassicHttpResponse head) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : head.getHeaders()) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>(1))
                    .add(header.getValue());
        }
        return headers;
    }

    /** Returns the Content-Length, or less than 0 if there is none or ResponseHeadRules rejects it. */
    private static long length(Map<String, List<String>> headers) {
        List<String> lengths = headers.get("Content-Length");
        try {
            return lengths == null ? -1 : Long.parseLong(lengths.get(0).strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static boolean isReusable(ClassicHttpResponse head, Map<String, List<String>> headers) {
        List<String> connection = headers.get("Connection");
        return head.getVersion().greaterEquals(HttpVersion.HTTP_1_1)
                && (connection == null
                        || connection.stream()
                                .noneMatch(
                                        value -> value.toLowerCase(Locale.ROOT).contains("close")));
    }

    /**
     * Accepts HTTP/1.0 and HTTP/1.1 with a status of 3 digits, and nothing else: a malformed response proves no
     * rejection.
     */
    private static final class StatusLineParser extends LazyLineParser {

        private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] [0-9]{3}(?: .*)?", Pattern.DOTALL);

        @Override
        public StatusLine parseStatusLine(CharArrayBuffer line) throws ParseException {
            if (!STATUS_LINE.matcher(line).matches()) {
                throw new ParseException("not a status line");
            }
            return super.parseStatusLine(line);
        }
    }

    /** Limits the size of the head, so that an endless one does not exhaust the memory. */
    private static final class HeadLimitedStream extends FilterInputStream {
        private static final int MAX_HEAD_BYTES = ResponseHeadRules.MAX_HEADER_CHARS + BUFFER_BYTES;

        private int remaining;

        HeadLimitedStream(InputStream in) {
            super(in);
        }

        void expectHead() {
            remaining = MAX_HEAD_BYTES;
        }

        void expectBody() {
            remaining = Integer.MAX_VALUE;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (remaining <= 0) {
                throw new MalformedResponseException(
                        "has more than " + ByteCount.of(ResponseHeadRules.MAX_HEADER_CHARS) + " of headers");
            }
            int read = in.read(bytes, offset, length);
            if (remaining != Integer.MAX_VALUE) {
                if (read < 0 && remaining < MAX_HEAD_BYTES) {
                    throw new MalformedResponseException("was cut off within its headers");
                }
                remaining -= Math.max(read, 0);
            }
            return read;
        }
    }
}
