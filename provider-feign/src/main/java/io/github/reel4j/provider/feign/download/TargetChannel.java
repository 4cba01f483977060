package io.github.reel4j.provider.feign.download;

import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A download destination that writes to a caller's {@link WritableByteChannel} and never closes it.
 *
 * @param channel in blocking mode
 */
public record TargetChannel(WritableByteChannel channel) implements DownloadDestination {

    @Override
    public void check() {}

    /** Returns empty, because a channel contains nothing before the download. */
    @Override
    public Optional<PartialDownload> findResumable(PartFileName name) {
        return Optional.empty();
    }

    @Override
    public PartialDownload start(PartFileName name, Optional<EntityValidator> version, OptionalLong total) {
        return new ChannelPart(channel, version, total);
    }
}
