package io.github.reel4j.benchmarks.caller;

import com.alibaba.dashscope.aigc.videosynthesis.VideoSynthesis;
import com.alibaba.dashscope.protocol.ConnectionConfigurations;
import com.alibaba.dashscope.utils.Constants;

final class DashScopeCaller implements Caller {

    private final VideoSynthesis videos;

    @SuppressWarnings("StaticAssignmentInConstructor") // the library has no other place for these settings
    DashScopeCaller(String origin) {
        Constants.baseHttpApiUrl = origin + "/api/v1";
        Constants.connectionConfigurations = ConnectionConfigurations.builder()
                .connectionPoolSize(CONNECTIONS)
                .maximumAsyncRequests(CONNECTIONS)
                .maximumAsyncRequestsPerHost(CONNECTIONS)
                .build();
        videos = new VideoSynthesis();
    }

    @Override
    public void poll() throws Exception {
        Caller.check(videos.fetch(TASK, KEY).getOutput().getTaskStatus().equals("SUCCEEDED"));
    }
}
