package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.testkit.simulator.CallbackMessage;
import io.vavr.control.Either;
import java.util.List;

/** RC-721: timestamps of signed callbacks that are read in another unit. */
final class CallbackTimeMutants {

    private static final int TOLERANCE = 300;

    private CallbackTimeMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                unit("takes a time of 13 digits for milliseconds", "\\d{13}", 0.001),
                unit("takes a time of 16 digits for microseconds", "\\d{16}", 0.000_001),
                unit("takes a short time for thousands of seconds", "\\d{1,7}", 1000));
    }

    private static ContractMutant unit(String name, String form, double seconds) {
        return wrong(
                "RC-721",
                name,
                (right, config) -> right.callbacks(new Scaled(right.callbacks().orElseThrow(), config, form, seconds)));
    }

    /** Accepts a timestamp of one form in another unit, if the signature is right. */
    private record Scaled(CallbackReader right, ProviderConfig config, String form, double seconds)
            implements ForwardingCallbackReader {

        @Override
        public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
            String time = callback.header("x-acme-time").orElse("");
            String expected = CallbackMessage.hmacSha256(SignatureMutants.secret(config), time + callback.text());
            return time.matches(form)
                            && isRecent(Long.parseLong(time) * seconds)
                            && callback.headers("x-acme-signature").contains(expected)
                    ? SignatureMutants.unverified(config).read(callback)
                    : right.read(callback);
        }

        private boolean isRecent(double time) {
            return Math.abs(time - config.scheduler().now().getEpochSecond()) <= Math.max(TOLERANCE, seconds);
        }
    }
}
