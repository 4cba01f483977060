package io.github.reel4j.model;

import java.io.IOException;
import java.io.InputStream;

/**
 * A local file that was checked and is ready to be uploaded. It does not reveal its name or folder, so that neither can
 * reach a vendor. Implementations are immutable and thread-safe.
 */
public interface MediaFile {

    /** Returns the field of the request that will contain the URL of the uploaded file. */
    Field<String> field();

    /** Returns the type, which the first bytes of the file show. The extension of the file is ignored. */
    MediaFormat type();

    /** Returns the length in bytes, 1 or more. */
    long size();

    /** Returns the SHA-256 of the content: 64 hexadecimal digits in lower case. */
    String sha256();

    /** Returns a file name for vendors that require one, for example {@code image.png}. It is not the local name. */
    default String uploadName() {
        return field().name() + "." + type().extensions().get(0);
    }

    /**
     * Opens the content from its first byte. The stream has exactly {@link #size()} bytes.
     *
     * @return a stream that the caller closes. If the content is not the one that was checked, its last read throws
     *     {@link IOException}
     * @throws IOException if the file cannot be opened
     */
    InputStream open() throws IOException;

    /**
     * Returns the whole content.
     *
     * @throws IOException if the file cannot be read, or if its content is not the one that was checked
     */
    default byte[] readAllBytes() throws IOException {
        try (InputStream content = open()) {
            return content.readAllBytes();
        }
    }
}
