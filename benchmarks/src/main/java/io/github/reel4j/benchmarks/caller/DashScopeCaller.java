package io.github.reel4j.benchmarks.caller;

import com.alibaba.dashscope.aigc.videosynthesis.VideoSynthesis;
import io.github.reel4j.benchmarks.DashScope;

final class DashScopeCaller implements Caller {

    private final VideoSynthesis videos;

    DashScopeCaller(String origin) {
        videos = DashScope.videos(origin, CONNECTIONS);
    }

    @Override
    public void poll() throws Exception {
        Caller.check(videos.fetch(TASK, KEY).getOutput().getTaskStatus().equals("SUCCEEDED"));
    }
}
