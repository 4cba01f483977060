package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.testkit.simulator.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The faults of downloads. A provider may download the file again, whole or the rest of it. */
public final class DownloadFaults {

    /** The faults that each operation is tested with. */
    public static final List<Fault> CORE = List.of(Fault.html(), withoutTag(), Fault.http(404));

    /** Broken downloads whose headers name the version of the file, so that a provider may keep a part of it. */
    private static final List<Fault> RESUMABLE = Stream.concat(
                    IntStream.of(0, 1, 10, 50, 90, 99).mapToObj(Fault::cutAt),
                    Stream.of(Fault.cutChunks(), Fault.wrongLength(1), Fault.wrongLength(5000)))
            .toList();

    private DownloadFaults() {}

    /** Returns whether a provider may keep a part of the file after this fault, to resume the download later. */
    public static boolean isResumable(Fault fault) {
        return RESUMABLE.contains(fault);
    }

    /** A broken download without an ETag, so that it cannot be resumed. */
    private static Fault withoutTag() {
        return Fault.raw(
                "HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 90000\r\n\r\n" + "\0\0\0\u0018ftypisom");
    }

    /** Returns the statuses of file hosts, with the error of an API and with a page. */
    public static List<Fault> statuses() {
        return IntStream.of(
                        400, 401, 402, 403, 404, 405, 408, 409, 410, 416, 418, 425, 429, 451, 500, 501, 502, 503, 504,
                        507, 520, 599)
                .boxed()
                .map(status -> status % 2 == 0 ? Fault.http(status) : Fault.page(status))
                .toList();
    }

    /** Returns faults after which no complete video has arrived. */
    public static List<Fault> broken() {
        Stream<Fault> videosWithErrors = IntStream.of(400, 403, 404, 410, 500, 503)
                .mapToObj(status -> Fault.none().status(status).describedAs("the video with HTTP " + status));
        Stream<Fault> unidentified = IntStream.of(1, 50, 99)
                .mapToObj(percent -> Fault.cutAt(percent).withoutHeader("ETag").withoutHeader("Accept-Ranges"));
        Stream<Fault> others = Stream.of(
                Fault.connectionReset(),
                Fault.connectionClosed(),
                Fault.garbage(),
                Fault.emptyBody(),
                Fault.response(204, "video/mp4", "").describedAs("HTTP 204 without a body"),
                typed("video/mp4", "<!doctype html><title>Back soon</title><h1>We'll be back soon</h1>"),
                typed("video/mp4", "{\"error\": \"expired\"}"),
                typed("video/mp4", "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>"),
                typed("video/mp4", "x".repeat(5_000)),
                typed("video/mp4", "\0".repeat(5_000)),
                typed("application/octet-stream", "upstream request failed"),
                typed("application/json", "{\"url\": \"https://example.com/video.mp4\"}"),
                typed("text/plain", "Not found"),
                Fault.none()
                        .changingBody(body -> Arrays.copyOf(body, body.length / 2))
                        .status(206)
                        .describedAs("HTTP 206 with half of the video, which was not asked for"),
                Fault.response(416, "text/plain", "").header("Content-Range", "bytes */0"),
                Fault.redirect(302, "/no-such-file"));
        return Stream.of(videosWithErrors, RESUMABLE.stream(), unidentified, others)
                .flatMap(each -> each)
                .toList();
    }

    /** Returns forms of the complete video that a provider may accept or not. */
    public static List<Fault> unusual() {
        return List.of(
                Fault.gzip(),
                Fault.none().header("Content-Type", "text/html").describedAs("the video, declared as text/html"),
                Fault.none().header("Content-Type", "binary/octet-stream").describedAs("the video, without a type"),
                Fault.none().status(203).describedAs("the video with HTTP 203"),
                Fault.interim(103));
    }

    private static Fault typed(String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return Fault.response(200, type, bytes)
                .describedAs("HTTP 200 with " + bytes.length + " bytes that are no video, declared as " + type);
    }
}
