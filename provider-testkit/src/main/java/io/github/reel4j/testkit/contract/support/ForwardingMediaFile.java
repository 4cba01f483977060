package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.MediaFormat;
import java.io.IOException;
import java.io.InputStream;

/** A media file that forwards every call to another one. Implementations override what differs. */
public interface ForwardingMediaFile extends MediaFile {

    /** Returns the other file. */
    MediaFile file();

    @Override
    default Field<String> field() {
        return file().field();
    }

    @Override
    default MediaFormat type() {
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
