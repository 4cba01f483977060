package io.github.reel4j.provider.fal;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.Violation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Converts the duration of a video to frames at the default rate, because fal has no field for durations. */
final class FalFrameCount {

    private FalFrameCount() {}

    /** Returns the frames of a duration, perhaps with a fraction. */
    static BigDecimal of(Duration duration) {
        return new BigDecimal(Field.DURATION.format(duration)).multiply(BigDecimal.valueOf(FalModels.DEFAULT_RATE));
    }

    /** Returns the violation of a request whose duration is not a whole number of frames. */
    static List<Violation> violations(ResolvedRequest request) {
        return request
                .get(Field.DURATION)
                .filter(duration -> of(duration).stripTrailingZeros().scale() > 0)
                .map(Field.DURATION::format)
                .map(seconds -> new Violation(
                        Field.DURATION.name(),
                        Optional.of(seconds),
                        seconds + " s is not a whole number of frames at " + FalModels.DEFAULT_RATE
                                + " frames per second. Set another duration, or the options num_frames and"
                                + " frames_per_second.",
                        Optional.empty()))
                .stream()
                .toList();
    }
}
