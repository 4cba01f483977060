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
 * Fuzzes a callback for an order whose submission is unknown. The input is a line with the path, lines with headers, an
 * empty line and a body. {@code {address}} in the path stands for the path that only the vendor knows.
 */
public final class CallbackReceiverFuzz {

    private static final String REAL = "task_real";
    private static final CannedApixo APIXO = new CannedApixo();
    private static final CallbackReader SIGNED = JsonCallbackReader.signed(
            APIXO.vendor().client(),
            "/data/taskId",
            new SignatureVerifier(APIXO.vendor().config(), Duration.ofMinutes(5)),
            callback -> SignatureParts.withTimestamp(callback, "x-time", "x-signature"));

    private CallbackReceiverFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        CallbackInput posted = CallbackInput.of(new String(input, StandardCharsets.ISO_8859_1));
        List<String> sent = new ArrayList<>();
        APIXO.vendor().respondWith(url -> respond(url, sent));
        FixedScheduler time = new FixedScheduler();
        List<String> paths = new ArrayList<>();
        try (VideoClient client = client(time, paths)) {
            List<RecoveredOrder> recovered = new ArrayList<>();
            client.callbacks().onRecovered(recovered::add);
            loseOrder(client);
            String secretPath = paths.get(0);
            String path = posted.path().replace("{address}", secretPath);
            CallbackResponse outcome = client.callbacks().receive(path, posted.headers(), posted.body());
            time.runAll();
            ResultValidator.check(
                    path.contains(secretPath) || outcome == CallbackResponse.NOT_FOUND,
                    "a foreign path was accepted: " + outcome);
            recovered.forEach(found -> ResultValidator.check(
                    found.task().ref().id().equals(REAL), "recovered without a confirmation of the vendor: " + found));
            ResultValidator.check(sent.size() == 1, "the order was sent again");
        }
        checkRejected(SIGNED.read(new ReceivedCallback(posted.headers(), posted.body())));
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

    private static VideoClient client(FixedScheduler time, List<String> paths) {
        return VideoClient.builder()
                .settings(new Settings(
                        Map.of("apixo.api-key", ResultValidator.KEY, "reel4j.callback-secret", ResultValidator.SECRET),
                        name -> null,
                        name -> null))
                .callbackUrl(URI.create("https://program.example/hooks"))
                .scheduler(time)
                .providers(new PathRecordingProvider(APIXO.provider(), paths))
                .build();
    }

    private static void loseOrder(VideoClient client) {
        try {
            throw new AssertionError("the order was accepted: " + client.submit(CannedApixo.request()));
        } catch (VideoException e) {
            ResultValidator.check(
                    e.kind() == FailureKind.SUBMISSION_UNKNOWN, "unexpected failure of the order: " + e.failure());
        }
    }

    private static void checkRejected(Either<VideoFailure, CallbackHint> result) {
        ResultValidator.check(result.isLeft(), "an unsigned callback was accepted");
        ResultValidator.check(result.getLeft().kind() == FailureKind.BAD_SIGNATURE, "rejected as " + result.getLeft());
        ResultValidator.checkText(result.getLeft());
    }
}
