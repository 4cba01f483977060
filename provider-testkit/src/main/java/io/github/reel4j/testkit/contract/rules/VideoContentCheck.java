package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.DownloadTarget;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Requires that content decides what a video is, and not its media type: a part of RC-401. */
record VideoContentCheck(FileDownloadSteps steps, Simulator vendor, GeneratedVideo video) {

    void run(Path folder) {
        Path own = FileDownloadSteps.newFolder(folder);
        for (String type : List.of("application/octet-stream", "binary/octet-stream", "VIDEO/MP4; codecs=\"avc1\"")) {
            RuleCheck check = steps.context().ruleCheck("RC-401", "the file host sends a video as " + type);
            vendor.changeResponses(RequestKind.DOWNLOAD, response -> response.header("Content-Type", type));
            Path target = own.resolve(type.hashCode() + ".mp4");
            check.requireEqual(Either.right(target), steps.downloadTo(check, video, target), "the video is downloaded");
        }
        readsUntypedVideo(own);
        for (String content : List.of(
                "{\"error\": \"no such file\"}",
                "<?xml version=\"1.0\"?><Error/>",
                "GIF89a",
                "RIFF$\0\0\0WAVEfmt ",
                "RIFF$\0\0\0WEBPVP8 ",
                "ID3\u0003\0",
                "OggS\0\u0002",
                "%PDF-1.7",
                "plain text, no video")) {
            RuleCheck check = steps.context()
                    .ruleCheck(
                            "RC-401",
                            "the file host sends this as video/mp4: " + content.replaceAll("\\p{Cntrl}", "."));
            vendor.changeResponses(
                    RequestKind.DOWNLOAD,
                    response -> ServerResponse.of(
                            200, "video/mp4", content.repeat(20).getBytes(StandardCharsets.UTF_8)));
            Path target = own.resolve("never.mp4");
            Either<VideoFailure, Path> result = steps.downloadTo(check, video, target);
            check.require(result.isLeft(), "the download fails", () -> "it is " + result);
            check.require(!Files.exists(target), "there is no file", () -> "there is one");
        }
        vendor.changeResponses(RequestKind.DOWNLOAD, response -> response);
    }

    private void readsUntypedVideo(Path folder) {
        RuleCheck untyped = steps.context().ruleCheck("RC-401", "the file host sends a video without a media type");
        DownloadTarget file = new DownloadTarget(folder.resolve("untyped.mp4"));
        vendor.changeResponses(RequestKind.DOWNLOAD, response -> response.withoutHeader("Content-Type"));
        steps.requireDownload(untyped, video, file);
    }
}
