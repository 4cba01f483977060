package io.github.reel4j.clients;

import com.alibaba.dashscope.aigc.videosynthesis.VideoSynthesis;
import com.alibaba.dashscope.aigc.videosynthesis.VideoSynthesisParam;
import com.alibaba.dashscope.aigc.videosynthesis.VideoSynthesisResult;
import com.alibaba.dashscope.exception.InputRequiredException;
import com.alibaba.dashscope.exception.NoApiKeyException;
import com.alibaba.dashscope.utils.Constants;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The DashScope Java SDK, pointed at a simulator. It reads its base URL from a static field, so tests must not run at
 * the same time.
 */
final class DashscopeSdk {

    static final String KEY = "sk-official-client";

    /** The tasks of one path only, because an instance keeps the path of an earlier call. */
    private final VideoSynthesis videos;

    private DashscopeSdk(VideoSynthesis videos) {
        this.videos = videos;
    }

    /** Returns the SDK for text-to-video and image-to-video. */
    static DashscopeSdk videos(URI baseUrl) {
        Constants.baseHttpApiUrl = baseUrl.toString();
        return new DashscopeSdk(new VideoSynthesis());
    }

    /** Returns the SDK for the models behind {@code image2video}, as its source requires. */
    static DashscopeSdk images(URI baseUrl) {
        Constants.baseHttpApiUrl = baseUrl.toString();
        return new DashscopeSdk(new VideoSynthesis(null, "image2video"));
    }

    VideoSynthesisResult submit(VideoSynthesisParam order) {
        return checked(() -> videos.asyncCall(order));
    }

    VideoSynthesisResult submitAndWait(VideoSynthesisParam order) {
        return checked(() -> videos.call(order));
    }

    VideoSynthesisResult fetch(VideoSynthesisResult order) {
        return checked(() -> videos.fetch(order.getOutput().getTaskId(), KEY));
    }

    VideoSynthesisResult waitFor(VideoSynthesisResult order) {
        return checked(() -> videos.wait(order.getOutput().getTaskId(), KEY));
    }

    VideoSynthesisResult cancel(VideoSynthesisResult order) {
        return checked(() -> videos.cancel(order.getOutput().getTaskId(), KEY));
    }

    private interface Call {
        VideoSynthesisResult run() throws NoApiKeyException, InputRequiredException;
    }

    private static VideoSynthesisResult checked(Call call) {
        try {
            return call.run();
        } catch (NoApiKeyException | InputRequiredException e) {
            throw new AssertionError("the SDK refused the order before it sent anything", e);
        }
    }

    static @Nullable String status(VideoSynthesisResult result) {
        return result.getOutput().getTaskStatus();
    }
}
