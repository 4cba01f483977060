package io.github.reel4j.provider.dashscope;

import io.github.reel4j.model.AspectRatio;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sizes of DashScope's text-to-video videos, by tier and aspect ratio. */
final class DashscopeSizes {

    private DashscopeSizes() {}

    /** A size of videos. The document lists sizes by tier; the names of their ratios are inferred. */
    private record Size(Resolution tier, AspectRatio ratio, Resolution pixels) {
        static Size of(String tier, String ratio, String pixels) {
            return new Size(Resolution.of(tier), AspectRatio.of(ratio), Resolution.of(pixels));
        }
    }

    private static final List<Size> SIZES = List.of(
            Size.of("480p", "16:9", "832*480"),
            Size.of("480p", "9:16", "480*832"),
            Size.of("480p", "1:1", "624*624"),
            Size.of("720p", "16:9", "1280*720"),
            Size.of("720p", "9:16", "720*1280"),
            Size.of("720p", "1:1", "960*960"),
            Size.of("720p", "4:3", "1088*832"),
            Size.of("720p", "3:4", "832*1088"),
            Size.of("1080p", "16:9", "1920*1080"),
            Size.of("1080p", "9:16", "1080*1920"),
            Size.of("1080p", "1:1", "1440*1440"),
            Size.of("1080p", "4:3", "1632*1248"),
            Size.of("1080p", "3:4", "1248*1632"));

    /** Returns the sizes in pixels of the given tiers. */
    static Stream<Resolution> of(List<Resolution> tiers) {
        return SIZES.stream().filter(size -> tiers.contains(size.tier())).map(Size::pixels);
    }

    /** Returns the aspect ratios that at least one of the given tiers has, each once. */
    static Stream<AspectRatio> ratios(List<Resolution> tiers) {
        return SIZES.stream()
                .filter(size -> tiers.contains(size.tier()))
                .map(Size::ratio)
                .distinct();
    }

    /** Returns the size to order in the vendor's spelling; empty if there is no such video. */
    static Optional<String> wireValue(ResolvedRequest request) {
        Optional<AspectRatio> ratio = request.get(Field.ASPECT_RATIO);
        return request.get(Field.RESOLUTION)
                .flatMap(wanted -> SIZES.stream()
                        .filter(size -> size.pixels().equals(wanted)
                                ? ratio.isEmpty() || ratio.get().equals(size.ratio())
                                : size.tier().equals(wanted)
                                        && size.ratio().equals(ratio.orElse(AspectRatio.LANDSCAPE)))
                        .map(size -> size.pixels().value())
                        .findFirst()
                        // an undocumented size that the user allowed
                        .or(() -> ratio.isEmpty()
                                        && tier(wanted).isEmpty()
                                        && wanted.value().contains("*")
                                ? Optional.of(wanted.value())
                                : Optional.empty()));
    }

    /** Returns the violation of a text-to-video request whose resolution does not go with its aspect ratio. */
    static List<Violation> violations(ResolvedRequest request) {
        if (request.operation() != Operation.TEXT_TO_VIDEO
                || wireValue(request).isPresent()
                || request.get(Field.RESOLUTION).isEmpty()) {
            return List.of();
        }
        Resolution wanted = request.get(Field.RESOLUTION).get();
        String ratio =
                request.get(Field.ASPECT_RATIO).orElse(AspectRatio.LANDSCAPE).value();
        String offered = SIZES.stream()
                .filter(size -> tier(wanted).equals(Optional.of(size.tier())))
                .map(size -> size.pixels() + " (" + size.ratio() + ")")
                .collect(Collectors.joining(", "));
        return List.of(new Violation(
                Field.RESOLUTION.name(),
                Optional.of(wanted.value()),
                request.model().id() + " makes no such video with the aspect ratio " + ratio + ". Offered: "
                        + (offered.isEmpty() ? "no size of this tier" : offered) + ".",
                Optional.of(new DocumentAnchor("dashscope-text-to-video", "parameters.size"))));
    }

    /** Returns the tier of a resolution, by which videos are priced; empty if it is not documented. */
    static Optional<Resolution> tier(Resolution resolution) {
        return SIZES.stream()
                .filter(size -> size.tier().equals(resolution) || size.pixels().equals(resolution))
                .map(Size::tier)
                .findFirst();
    }
}
