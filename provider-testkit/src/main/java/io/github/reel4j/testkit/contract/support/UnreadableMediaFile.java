package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.MediaType;
import java.io.IOException;
import java.io.InputStream;

/** A file that cannot be opened, for example because it was deleted after it was checked. */
public record UnreadableMediaFile(MediaFile file) implements MediaFile {

    @Override
    public Field<String> field() {
        return file.field();
    }

    @Override
    public MediaType type() {
        return file.type();
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public String sha256() {
        return file.sha256();
    }

    @Override
    public InputStream open() throws IOException {
        throw new IOException("the file was deleted");
    }
}
