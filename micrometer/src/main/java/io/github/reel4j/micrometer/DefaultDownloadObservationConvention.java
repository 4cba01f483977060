package io.github.reel4j.micrometer;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

/** The default names and keys of the observation of a download. Extend it to change single keys. Immutable. */
public class DefaultDownloadObservationConvention implements DownloadObservationConvention {

    /** Creates the convention. */
    public DefaultDownloadObservationConvention() {}

    @Override
    public String getName() {
        return "reel4j.download";
    }

    @Override
    public @Nullable String getContextualName(DownloadObservationContext context) {
        return "download";
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(DownloadObservationContext context) {
        return KeyValues.of(SharedKeyValues.provider(context), SharedKeyValues.errorType(context));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(DownloadObservationContext context) {
        KeyValues task = SharedKeyValues.task(context);
        return context.bytes().isPresent()
                ? task.and(KeyValue.of(
                        ReelKeyName.DOWNLOAD_BYTES,
                        String.valueOf(context.bytes().getAsLong())))
                : task;
    }
}
