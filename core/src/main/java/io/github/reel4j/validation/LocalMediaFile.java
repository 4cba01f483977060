package io.github.reel4j.validation;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.MediaFormat;
import io.github.reel4j.model.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * A file of the local file system. Its digest is computed when it is checked, and compared when it is uploaded: what is
 * sent is what was checked.
 */
final class LocalMediaFile implements MediaFile {

    private final Field<String> field;
    private final Path path;
    private final MediaFormat type;
    private final long size;
    private final String sha256;

    private LocalMediaFile(Field<String> field, Path path, MediaFormat type, long size, String sha256) {
        this.field = field;
        this.path = path;
        this.type = type;
        this.size = size;
        this.sha256 = sha256;
    }

    /** Reads the whole file to compute its digest. */
    static LocalMediaFile of(Field<String> field, Path path, MediaFormat type, long size) throws IOException {
        try (InputStream content = Files.newInputStream(path)) {
            String sha256 = Sha256.of(content);
            if (Files.size(path) != size) {
                throw new IOException("its length changed while it was read");
            }
            return new LocalMediaFile(field, path, type, size, sha256);
        }
    }

    @Override
    public Field<String> field() {
        return field;
    }

    @Override
    public MediaFormat type() {
        return type;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public String sha256() {
        return sha256;
    }

    @Override
    public InputStream open() throws IOException {
        return new VerifiedStream(Files.newInputStream(path));
    }

    /** Returns type and size, but no path. */
    @Override
    public String toString() {
        return field + ": " + type + ", " + size + " bytes";
    }

    /**
     * Holds back the last byte until the digest of all bytes is known, so that a reader cannot complete an upload of
     * other content.
     */
    private final class VerifiedStream extends FilterInputStream {

        private final MessageDigest digest = Sha256.newDigest();
        private long left = size;

        VerifiedStream(InputStream content) {
            super(content);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0) {
                return -1;
            }
            int count = in.read(target, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw changed();
            }
            digest.update(target, offset, count);
            left -= count;
            if (left == 0 && (in.read() >= 0 || !Sha256.format(digest.digest()).equals(sha256))) {
                throw changed();
            }
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            return readNBytes((int) Math.min(count, 64 * 1024)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private IOException changed() {
            return new IOException("the file for " + field + " has changed since it was checked");
        }
    }
}
