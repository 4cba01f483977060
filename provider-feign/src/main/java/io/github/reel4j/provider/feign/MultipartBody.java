package io.github.reel4j.provider.feign;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * The body of an HTML form with a file, of type {@code multipart/form-data} (RFC 7578). The fields come first, in the
 * order of their map, and the part {@code file} comes last, as storage hosts require it. The boundary is derived from
 * the parts, none of which contains it. The same parts give the same bytes. Immutable.
 */
public final class MultipartBody {

    private static final String LINE_END = "\r\n";

    private final String boundary;
    private final byte[] bytes;

    private MultipartBody(String boundary, byte[] bytes) {
        this.boundary = boundary;
        this.bytes = bytes;
    }

    /**
     * Creates a body.
     *
     * @param fields the text fields in the order in which they are sent; encoded in UTF-8
     * @param fileName the name of the file without a path; line breaks and quotes are percent-encoded
     * @param mediaType the {@code Content-Type} of the file, for example {@code image/png}
     * @param content the bytes of the file, which are copied
     * @throws IllegalArgumentException if the media type contains a line break
     */
    public static MultipartBody of(Map<String, String> fields, String fileName, String mediaType, byte[] content) {
        return of(fields, "file", fileName, mediaType, content);
    }

    /**
     * Creates a body whose part with the file has this name, instead of {@code file}.
     *
     * @param fields the text fields in the order in which they are sent; encoded in UTF-8
     * @param partName the name of the part with the file
     * @param fileName the name of the file without a path; line breaks and quotes are percent-encoded
     * @param mediaType the {@code Content-Type} of the file, for example {@code image/png}
     * @param content the bytes of the file, which are copied
     * @throws IllegalArgumentException if the media type contains a line break
     */
    public static MultipartBody of(
            Map<String, String> fields, String partName, String fileName, String mediaType, byte[] content) {
        if (mediaType.contains("\r") || mediaType.contains("\n")) {
            throw new IllegalArgumentException("the media type contains a line break");
        }
        byte[] parts = write("", fields, partName, fileName, mediaType, content);
        String boundary = boundary(parts, hash(parts));
        return new MultipartBody(boundary, write(boundary, fields, partName, fileName, mediaType, content));
    }

    /** Returns the value of the header {@code Content-Type}, with the boundary. */
    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** Returns a copy of the whole body. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns the first of the candidate, its hash, the hash of that and so on that the parts do not contain. */
    static String boundary(byte[] parts, String candidate) {
        String text = new String(parts, StandardCharsets.ISO_8859_1);
        String boundary = candidate;
        while (text.contains(boundary)) {
            boundary = hash(boundary.getBytes(StandardCharsets.US_ASCII));
        }
        return boundary;
    }

    private static String hash(byte[] bytes) {
        try {
            return "reel4j-"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] write(
            String boundary,
            Map<String, String> fields,
            String partName,
            String fileName,
            String mediaType,
            byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 2048);
        fields.forEach((name, value) -> writePart(
                out, boundary, "name=\"" + quoted(name) + "\"" + LINE_END, value.getBytes(StandardCharsets.UTF_8)));
        String file = "name=\"" + quoted(partName) + "\"; filename=\"" + quoted(fileName) + "\"" + LINE_END
                + "Content-Type: " + mediaType + LINE_END;
        writePart(out, boundary, file, content);
        out.writeBytes(utf8("--" + boundary + "--" + LINE_END));
        return out.toByteArray();
    }

    private static void writePart(ByteArrayOutputStream out, String boundary, String parameters, byte[] content) {
        out.writeBytes(utf8("--" + boundary + LINE_END + "Content-Disposition: form-data; " + parameters + LINE_END));
        out.writeBytes(content);
        out.writeBytes(utf8(LINE_END));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Encodes what would end a quoted name, as browsers do. */
    private static String quoted(String name) {
        return name.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
    }
}
