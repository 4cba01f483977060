package io.github.reel4j.fuzz;

import io.github.reel4j.CallbackOutcome;
import io.github.reel4j.RecoveredOrder;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.provider.apixo.CannedApixo;
import io.github.reel4j.provider.feign.CallbackSignature;
import io.github.reel4j.provider.feign.JsonCallbackReader;
import io.github.reel4j.provider.feign.JsonCallbackReader.Claim;
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
public final class CallbackIntakeFuzz {

    private static final String REAL = "task_real";
    private static final CannedApixo APIXO = new CannedApixo();
    private static final CallbackReader SIGNED = JsonCallbackReader.signed(
            APIXO.vendor().connection(),
            "/data/taskId",
            new CallbackSignature(APIXO.vendor().config(), Duration.ofMinutes(5)),
            callback -> Claim.timed(callback, "x-time", "x-signature"));

    private CallbackIntakeFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Posted posted = Posted.of(new String(input, StandardCharsets.ISO_8859_1));
        List<String> sent = new ArrayList<>();
        APIXO.vendor().answers(url -> answer(url, sent));
        StandingTime time = new StandingTime();
        List<String> addresses = new ArrayList<>();
        try (VideoClient client = client(time, addresses)) {
            List<RecoveredOrder> recovered = new ArrayList<>();
            client.callbacks().onRecovered(recovered::add);
            loseOrder(client);
            String address = addresses.get(0);
            String path = posted.path().replace("{address}", address);
            CallbackOutcome outcome = client.callbacks().receive(path, posted.headers(), posted.body());
            time.work();
            Judge.check(path.contains(address) || outcome == CallbackOutcome.NOT_FOUND, "not ours, and " + outcome);
            recovered.forEach(found -> Judge.check(
                    found.generation().task().id().equals(REAL), "found without the vendor's word: " + found));
            Judge.check(sent.size() == 1, "ordered again");
        }
        refused(SIGNED.read(new ReceivedCallback(posted.headers(), posted.body())));
    }

    private static byte[] answer(String url, List<String> sent) {
        String reply;
        if (!url.contains("taskId=")) {
            sent.add(url);
            reply = "HTTP/1.1 500 Oops\n\n";
        } else if (url.endsWith("taskId=" + REAL)) {
            reply = "HTTP/1.1 200 OK\n\n{\"code\":200,\"data\":{\"taskId\":\"" + REAL + "\",\"state\":\"processing\"}}";
        } else {
            reply = "HTTP/1.1 404 Not Found\n\n";
        }
        return reply.getBytes(StandardCharsets.US_ASCII);
    }

    private static VideoClient client(StandingTime time, List<String> addresses) {
        return VideoClient.builder()
                .settings(new Settings(
                        Map.of("apixo.api-key", Judge.KEY, "reel4j.callback-secret", Judge.SECRET),
                        name -> null,
                        name -> null))
                .callbacks(URI.create("https://program.example/hooks"))
                .timeline(time)
                .providers(new WatchedProvider(APIXO.provider(), addresses))
                .build();
    }

    private static void loseOrder(VideoClient client) {
        try {
            throw new AssertionError("accepted: " + client.submit(CannedApixo.request()));
        } catch (VideoException e) {
            Judge.check(e.failure().kind() == FailureKind.SUBMISSION_UNKNOWN, "of the order: " + e.failure());
        }
    }

    private static void refused(Either<VideoFailure, CallbackHint> answer) {
        Judge.check(answer.isLeft(), "nobody can have signed this");
        Judge.check(answer.getLeft().kind() == FailureKind.BAD_SIGNATURE, "refused as " + answer.getLeft());
        Judge.clean(answer.getLeft());
    }
}
