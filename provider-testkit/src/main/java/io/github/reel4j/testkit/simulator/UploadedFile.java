package io.github.reel4j.testkit.simulator;

import java.net.URI;
import java.nio.ByteBuffer;

/**
 * A file that a vendor has stored for later orders. Immutable.
 *
 * @param url the URL that the vendor returned for it
 * @param mediaType the {@code Content-Type} that the client declared, for example {@code image/png}
 * @param content the bytes as they arrived, read-only
 */
public record UploadedFile(URI url, String mediaType, ByteBuffer content) {

    public UploadedFile {
        content = content.asReadOnlyBuffer();
    }

    /** Returns the bytes, from the first one. */
    @Override
    public ByteBuffer content() {
        return content.duplicate();
    }
}
