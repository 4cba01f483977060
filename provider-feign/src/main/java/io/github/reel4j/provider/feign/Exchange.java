package io.github.reel4j.provider.feign;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is known about one request and its reply while they are under way; judged when something goes wrong. */
final class Exchange implements BodyHandler<byte[]> {

    static final int MAX_REPLY_BYTES = 1024 * 1024;

    private final String host;
    private final Duration deadline;
    private final OneShotBody requestBody;
    private volatile @Nullable ReplyBody replyBody;

    Exchange(String host, Duration deadline, byte[] requestBody) {
        this.host = host;
        this.deadline = deadline;
        this.requestBody = new OneShotBody(requestBody);
    }

    String host() {
        return host;
    }

    Duration deadline() {
        return deadline;
    }

    OneShotBody requestBody() {
        return requestBody;
    }

    boolean replyBegan() {
        return replyBody != null;
    }

    byte[] received() {
        ReplyBody begun = replyBody;
        return begun == null ? new byte[0] : begun.received();
    }

    @Override
    public BodySubscriber<byte[]> apply(ResponseInfo head) {
        ReplyBody begun = new ReplyBody(
                MAX_REPLY_BYTES,
                ReplyHead.fault(head.statusCode(), head.headers()).orElse(null));
        replyBody = begun;
        return begun;
    }
}
