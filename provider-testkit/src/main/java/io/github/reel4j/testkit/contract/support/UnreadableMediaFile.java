package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.model.MediaFile;
import java.io.IOException;
import java.io.InputStream;

/** A file that cannot be opened, for example because it was deleted after it was checked. */
public record UnreadableMediaFile(MediaFile file) implements ForwardingMediaFile {

    @Override
    public InputStream open() throws IOException {
        throw new IOException("the file was deleted");
    }
}
