package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.MediaFormat;
import io.github.reel4j.model.Sha256;
import io.github.reel4j.port.MediaUploader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A file for upload tests that contains every byte value: a provider that wrongly treats it as text changes its bytes.
 * Only its type is that of real media.
 */
public final class SampleMediaFile implements MediaFile {

    private static final String LAST_BYTES = "\r\n\u0000 \t\r\n ";

    private final MediaFormat type;
    private final byte[] content;

    public SampleMediaFile(MediaFormat type) {
        this(type, 1_031, 0);
    }

    /**
     * @param size in bytes, at least 300
     * @param first the first byte; files that differ in it have other content at the same size
     */
    public SampleMediaFile(MediaFormat type, int size, int first) {
        this(type, size, first, LAST_BYTES);
    }

    /** Returns a file that ends with these characters. */
    public static SampleMediaFile endingWith(MediaFormat type, String ascii) {
        return new SampleMediaFile(type, 1_031, 0, ascii);
    }

    private SampleMediaFile(MediaFormat type, int size, int first, String lastBytes) {
        this.type = type;
        this.content = new byte[size];
        for (int i = 0; i < size; i++) {
            content[i] = (byte) (i + first);
        }
        byte[] last = lastBytes.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(last, 0, content, size - last.length, last.length);
    }

    /** Returns a file of a type that the uploader accepts, PNG if possible. */
    public static SampleMediaFile acceptedBy(MediaUploader uploader) {
        Set<MediaFormat> types = uploader.limits().maxBytes().keySet();
        return new SampleMediaFile(
                types.contains(MediaFormat.PNG)
                        ? MediaFormat.PNG
                        : types.stream().findFirst().orElse(MediaFormat.PNG));
    }

    @Override
    public Field<String> field() {
        return switch (type.kind()) {
            case IMAGE -> Field.IMAGE;
            case AUDIO -> Field.AUDIO;
            case VIDEO -> Field.VIDEO;
        };
    }

    @Override
    public MediaFormat type() {
        return type;
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public String sha256() {
        return Sha256.of(content);
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(content);
    }

    /** Returns the content. */
    public byte[] bytes() {
        return content.clone();
    }
}
