package io.github.reel4j.benchmarks.start;

import com.alibaba.dashscope.aigc.videosynthesis.VideoSynthesis;
import com.alibaba.dashscope.aigc.videosynthesis.VideoSynthesisParam;
import com.alibaba.dashscope.utils.Constants;

/** Places one order with the DashScope SDK. Argument: {@code ORIGIN}. */
final class StartDashScope {

    private StartDashScope() {}

    public static void main(String[] arguments) throws Exception {
        Constants.baseHttpApiUrl = arguments[0] + "/api/v1";
        new VideoSynthesis()
                .asyncCall(VideoSynthesisParam.builder()
                        .apiKey("sk-0123456789abcdef")
                        .model("wan2.2-t2v-plus")
                        .prompt("A kitten running in the moonlight")
                        .build());
        // Its threads would keep the program alive for a while.
        System.exit(0);
    }
}
