package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.MediaType;
import java.io.IOException;
import java.io.InputStream;

/** A file that differs from another one only in the methods that an implementation overrides. */
public interface ForwardingMediaFile extends MediaFile {

    /** Returns the other file. */
    MediaFile file();

    @Override
    default Field<String> field() {
        return file().field();
    }

    @Override
    default MediaType type() {
        return file().type();
    }

    @Override
    default long size() {
        return file().size();
    }

    @Override
    default String sha256() {
        return file().sha256();
    }

    @Override
    default InputStream open() throws IOException {
        return file().open();
    }
}
