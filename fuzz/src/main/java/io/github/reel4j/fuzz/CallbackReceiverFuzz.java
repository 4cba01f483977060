package io.github.reel4j.fuzz;

import io.github.reel4j.CallbackResponse;
import io.github.reel4j.RecoveredOrder;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.provider.apixo.CannedApixo;
import io.github.reel4j.provider.feign.JsonCallbackReader;
import io.github.reel4j.provider.feign.JsonCallbackReader.SignatureParts;
import io.github.reel4j.provider.feign.SignatureVerifier;
import io.github.reel4j.spi.Settings;
import io.vavr.control.Either;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whatever is posted about an order of unknown fate: a line with the path, lines of headers, an empty line, a body. {@code {address}}
 * stands for the path that only the vendor knows.
 */
public final class CallbackReceiverFuzz {

    private static final String REAL = "task_real";
    private static final CannedApixo APIXO = new CannedApixo();
    private static final CallbackReader SIGNED = JsonCallbackReader.signed(
            APIXO.vendor().connection(),
            "/data/taskId",
            new SignatureVerifier(APIXO.vendor().config(), Duration.ofMinutes(5)),
            callback -> SignatureParts.withTimestamp(callback, "x-time", "x-signature"));

    private CallbackReceiverFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        CallbackInput posted = CallbackInput.of(new String(input, StandardCharsets.ISO_8859_1));
        List<String> sent = new ArrayList<>();
        APIXO.vendor().respondWith(url -> respond(url, sent));
        FixedScheduler time = new FixedScheduler();
        List<String> addresses = new ArrayList<>();
        try (VideoClient client = client(time, addresses)) {
            List<RecoveredOrder> recovered = new ArrayList<>();
            client.callbacks().onRecovered(recovered::add);
            loseOrder(client);
            String address = addresses.get(0);
            String path = posted.path().replace("{address}", address);
            CallbackResponse outcome = client.callbacks().receive(path, posted.headers(), posted.body());
            time.work();
            ResultValidator.check(
                    path.contains(address) || outcome == CallbackResponse.NOT_FOUND, "not ours, and " + outcome);
            recovered.forEach(found -> ResultValidator.check(
                    found.task().ref().id().equals(REAL), "found without the vendor's word: " + found));
            ResultValidator.check(sent.size() == 1, "ordered again");
        }
        refused(SIGNED.read(new ReceivedCallback(posted.headers(), posted.body())));
    }

    private static byte[] respond(String url, List<String> sent) {
        String response;
        if (!url.contains("taskId=")) {
            sent.add(url);
            response = "HTTP/1.1 500 Oops\n\n";
        } else if (url.endsWith("taskId=" + REAL)) {
            response =
                    "HTTP/1.1 200 OK\n\n{\"code\":200,\"data\":{\"taskId\":\"" + REAL + "\",\"state\":\"processing\"}}";
        } else {
            response = "HTTP/1.1 404 Not Found\n\n";
        }
        return response.getBytes(StandardCharsets.US_ASCII);
    }

    private static VideoClient client(FixedScheduler time, List<String> addresses) {
        return VideoClient.builder()
                .settings(new Settings(
                        Map.of("apixo.api-key", ResultValidator.KEY, "reel4j.callback-secret", ResultValidator.SECRET),
                        name -> null,
                        name -> null))
                .callbackUrl(URI.create("https://program.example/hooks"))
                .scheduler(time)
                .providers(new PathRecordingProvider(APIXO.provider(), addresses))
                .build();
    }

    private static void loseOrder(VideoClient client) {
        try {
            throw new AssertionError("accepted: " + client.submit(CannedApixo.request()));
        } catch (VideoException e) {
            ResultValidator.check(e.failure().kind() == FailureKind.SUBMISSION_UNKNOWN, "of the order: " + e.failure());
        }
    }

    private static void refused(Either<VideoFailure, CallbackHint> result) {
        ResultValidator.check(result.isLeft(), "nobody can have signed this");
        ResultValidator.check(result.getLeft().kind() == FailureKind.BAD_SIGNATURE, "refused as " + result.getLeft());
        ResultValidator.clean(result.getLeft());
    }
}
