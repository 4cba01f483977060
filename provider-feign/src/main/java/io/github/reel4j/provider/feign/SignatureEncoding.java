package io.github.reel4j.provider.feign;

import io.github.reel4j.provider.feign.SignatureFormat.Encoding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Decodes signatures and secrets. Stateless. */
final class SignatureEncoding {

    private SignatureEncoding() {}

    /** Returns the bytes; empty if the text has another encoding. */
    static Optional<byte[]> decoded(Encoding encoding, String text) {
        try {
            return Optional.of(
                    switch (encoding) {
                        case TEXT -> text.getBytes(StandardCharsets.UTF_8);
                        case HEX -> HexFormat.of().parseHex(text);
                        case BASE64 ->
                            Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
                    });
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        parts.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }
}
