package io.github.reel4j.benchmarks;

import com.alibaba.dashscope.aigc.videosynthesis.VideoSynthesis;
import com.alibaba.dashscope.protocol.ConnectionConfigurations;
import com.alibaba.dashscope.utils.Constants;

/** Configures the DashScope SDK for a local server. */
public final class DashScope {

    private DashScope() {}

    /** Returns a client for the server at {@code origin}, with a pool of {@code connections}. */
    public static VideoSynthesis videos(String origin, int connections) {
        Constants.baseHttpApiUrl = origin + "/api/v1";
        Constants.connectionConfigurations = ConnectionConfigurations.builder()
                .connectionPoolSize(connections)
                .maximumAsyncRequests(connections)
                .maximumAsyncRequestsPerHost(connections)
                .build();
        return new VideoSynthesis();
    }
}
