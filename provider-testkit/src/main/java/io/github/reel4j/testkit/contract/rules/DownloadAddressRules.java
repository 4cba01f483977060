package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.FaultCatalog;
import io.github.reel4j.testkit.contract.support.PrivateVideoHost;
import io.github.reel4j.testkit.contract.support.RecordingChannel;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract rule about the URLs that a download may open: RC-405. */
public interface DownloadAddressRules extends ContractRuleGroup {

    /** The allowed failures of a download that would open a local file or a private address. */
    Set<FailureKind> NOT_OPENED = Set.of(FailureKind.REFUSED_ADDRESS, FailureKind.DOWNLOAD_FAILED);

    /** A provider may make this many attempts in one call. */
    int MAX_ATTEMPTS = 4;

    @Test
    @DisplayName("RC-405 a download opens neither local files nor private addresses")
    default void opensPublicUrlsOnly(@TempDir Path folder) {
        if (context().subject().wire().isEmpty()) {
            context().notApplicable("the provider has no vendor");
            return;
        }
        try (PrivateVideoHost host = PrivateVideoHost.start()) {
            Path secret = Files.write(folder.resolve("local.mp4"), PrivateVideoHost.video());
            List<String> urls = Stream.concat(
                            Stream.of(
                                    secret.toUri().toString(),
                                    "jar:" + secret.toUri() + "!/video.mp4",
                                    "ftp://127.0.0.1/video.mp4",
                                    "data:video/mp4;base64,AAAAGGZ0eXBpc29t",
                                    "/video.mp4",
                                    "//127.0.0.1/video.mp4",
                                    "mailto:video@example.com"),
                            host.urls().stream())
                    .toList();
            // a relative target is on the same host
            List<String> absolute =
                    urls.stream().filter(url -> !url.startsWith("/")).toList();
            FaultRounds rounds = new FaultRounds(context());
            rounds.each(urls.subList(0, 1), urls, (operation, vendor, url) -> {
                RuleCheck check = context().ruleCheck("RC-405", "the URL of a video is " + url);
                requireNotOpened(check, context().provider(), video(check, operation, URI.create(url)), folder, host);
            });
            // only for a vendor on this machine, a provider may open loopback addresses
            VideoProvider remote = context().subject().with(Map.of("base-url", "https://api.vendor.example/v1"));
            rounds.each(host.loopbackUrls().subList(0, 1), host.loopbackUrls(), (operation, vendor, url) -> {
                RuleCheck check = context()
                        .ruleCheck("RC-405", "the vendor is on the Internet, and the URL of a video is " + url);
                requireNotOpened(check, remote, video(check, operation, URI.create(url)), folder, host);
            });
            rounds.each(List.of(), absolute, (operation, vendor, url) -> {
                RuleCheck check = context().ruleCheck("RC-405", "the URL of a video redirects to " + url);
                GeneratedVideo video = finished(check, operation);
                redirect(vendor, List.of(Fault.redirect(302, url)));
                requireNotOpened(check, context().provider(), video, folder, host);
                vendor.discardFaults();
            });
            String address = host.urls().get(0);
            rounds.each(List.of(), FaultCatalog.redirects(), (operation, vendor, status) -> {
                RuleCheck check =
                        context().ruleCheck("RC-405", "the URL of a video redirects with " + status + ", then again");
                GeneratedVideo video = finished(check, operation);
                redirect(
                        vendor,
                        List.of(Fault.redirect(status, video.url().toString()), Fault.redirect(status, address)));
                requireNotOpened(check, context().provider(), video, folder, host);
                vendor.discardFaults();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets each attempt of a download meet these redirects, one after another. */
    private static void redirect(Simulator vendor, List<Fault> redirects) {
        for (int attempt = 0; attempt < 2 * MAX_ATTEMPTS; attempt++) {
            redirects.forEach(vendor::nextDownload);
        }
    }

    private void requireNotOpened(
            RuleCheck check, VideoProvider provider, GeneratedVideo video, Path folder, PrivateVideoHost host) {
        Path target = folder.resolve("downloaded.mp4");
        Either<VideoFailure, Path> result =
                context().callPort(check, () -> provider.downloader().download(video, target));
        check.requireEqual(0, host.requests(), "the number of requests that reach the private address");
        FaultRounds.requireKind(check, result, NOT_OPENED);
        VideoFailure unused = FaultRounds.requireTask(check, result, video.task());
        check.require(!Files.exists(target), "no file is written", () -> "one is");
        RecordingChannel channel = new RecordingChannel();
        Either<VideoFailure, Long> streamed =
                context().callPort(check, () -> provider.downloader().download(video, channel, DownloadListener.NONE));
        check.requireEqual(0, host.requests(), "the number of requests of a channel that reach the private address");
        FaultRounds.requireKind(check, streamed, NOT_OPENED);
        VideoFailure unusedFailure = FaultRounds.requireTask(check, streamed, video.task());
        check.requireEqual(0, channel.bytes().length, "the number of bytes that the channel receives");
    }

    private GeneratedVideo finished(RuleCheck check, Operation operation) {
        TaskRef task = context().submitted(check, operation);
        context().subject().finishTasks();
        return context().finishedVideo(check, task);
    }

    private GeneratedVideo video(RuleCheck check, Operation operation, URI url) {
        return GeneratedVideo.builder()
                .task(context().submitted(check, operation))
                .url(url)
                .build();
    }
}
