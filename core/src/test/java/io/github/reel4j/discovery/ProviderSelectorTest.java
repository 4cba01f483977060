package io.github.reel4j.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.FakeProvider;
import io.github.reel4j.GoldenFile;
import io.github.reel4j.SampleRequests;
import io.github.reel4j.VirtualScheduler;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.NetworkOptions;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.vavr.control.Either;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderSelectorTest {

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private Settings settings = new Settings(Map.of(), properties::get, environment::get);

    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus(), SampleRequests.animate());
    private final FakeProvider zeta = new FakeProvider("zeta", SampleRequests.animate());

    private ProviderSelector selection(DiscoveredProvider... found) {
        return selection(new ProviderCatalog(Arrays.asList(found), List.of(), List.of(), found.length));
    }

    private ProviderSelector selection(ProviderCatalog catalog) {
        return new ProviderSelector(
                new ProviderRegistry(catalog, settings, new VirtualScheduler(), NetworkOptions.DEFAULT, each -> each),
                settings);
    }

    private static DiscoveredProvider failing(String id, Supplier<VideoProvider> making) {
        return new DiscoveredProvider(
                ProviderId.of(id),
                new VideoProviderFactory() {
                    @Override
                    public ProviderId id() {
                        return ProviderId.of(id);
                    }

                    @Override
                    public VideoProvider create(ProviderConfig config) {
                        return making.get();
                    }
                },
                id + ".jar");
    }

    private static String chosen(Either<VideoFailure, VideoProvider> choice) {
        assertThat(choice.isRight()).as(choice.toString()).isTrue();
        return choice.get().id().value();
    }

    private static VideoFailure failure(Either<VideoFailure, VideoProvider> choice, FailureKind kind) {
        assertThat(choice.isLeft()).isTrue();
        assertThat(choice.getLeft().kind()).isEqualTo(kind);
        return choice.getLeft();
    }

    @Test
    void the_only_provider_is_selected_even_without_a_key() {
        assertThat(chosen(selection(acme.found()).choose(Operation.ANIMATE))).isEqualTo("acme");
    }

    @Test
    void the_only_provider_of_an_operation_is_selected() {
        assertThat(chosen(selection(acme.found(), zeta.found()).choose(Operation.TEXT_TO_VIDEO)))
                .isEqualTo("acme");
    }

    @Test
    void of_two_providers_the_one_with_a_key_is_selected() {
        environment.put("ZETA_API_KEY", "k");
        assertThat(chosen(selection(acme.found(), zeta.found()).choose(Operation.ANIMATE)))
                .isEqualTo("zeta");
    }

    @Test
    void of_two_providers_the_one_that_needs_no_key_is_selected() {
        zeta.needsKey = false;
        assertThat(chosen(selection(acme.found(), zeta.found()).choose(Operation.ANIMATE)))
                .isEqualTo("zeta");
    }

    @Test
    @Tag("fault-123")
    void two_with_keys_are_ambiguous() {
        environment.put("ZETA_API_KEY", "k");
        properties.put("acme.api-key", "k");
        VideoFailure failure = failure(
                selection(acme.found(), zeta.found("zeta-0.1.jar")).choose(Operation.ANIMATE),
                FailureKind.AMBIGUOUS_PROVIDER);
        GoldenFile.assertMatches("ambiguous-provider", failure.message());
    }

    @Test
    void two_providers_without_keys_list_the_key_lookup_paths() {
        VideoFailure failure = failure(
                selection(acme.found(), zeta.found()).choose(Operation.ANIMATE), FailureKind.MISSING_CREDENTIALS);
        GoldenFile.assertMatches("missing-credentials", failure.message());
    }

    @Test
    void the_builder_precedes_the_property_and_the_environment() {
        environment.put("REEL4J_PROVIDER", "zeta");
        assertThat(chosen(selection(acme.found(), zeta.found()).choose(Operation.ANIMATE)))
                .isEqualTo("zeta");
        properties.put("reel4j.provider", "acme");
        assertThat(chosen(selection(acme.found(), zeta.found()).choose(Operation.ANIMATE)))
                .isEqualTo("acme");
        settings = settings.with("reel4j.provider", "zeta");
        assertThat(chosen(selection(acme.found(), zeta.found()).choose(Operation.ANIMATE)))
                .isEqualTo("zeta");
    }

    @Test
    void an_unsupported_operation_points_to_another_provider() {
        settings = settings.with("reel4j.provider", "zeta");
        VideoFailure failure =
                failure(selection(acme.found(), zeta.found()).choose(Operation.TEXT_TO_VIDEO), FailureKind.UNSUPPORTED);
        GoldenFile.assertMatches("unsupported", failure.message());
    }

    @Test
    void an_operation_that_no_provider_offers_is_explained() {
        assertThat(failure(selection(zeta.found()).choose(Operation.REPLACE), FailureKind.UNSUPPORTED)
                        .message())
                .isEqualTo("provider 'zeta' does not offer replace. It offers: animate. No other provider on the class"
                        + " path offers it.");
        assertThat(failure(selection(acme.found(), zeta.found()).choose(Operation.REPLACE), FailureKind.NO_PROVIDER)
                        .message())
                .isEqualTo("no provider on the class path offers replace. Found: 'acme' offers text-to-video,"
                        + " animate; 'zeta' offers animate."
                        + "\n  Add the jar of a provider that offers it, io.github.reel4j:reel4j-provider-VENDOR.");
    }

    @Test
    void a_priced_only_model_is_not_offered() {
        ModelSpec priced = SampleRequests.priceListOnly();
        FakeProvider shop = new FakeProvider("shop", priced, SampleRequests.animate());
        assertThat(failure(selection(shop.found()).choose(Operation.TEXT_TO_VIDEO), FailureKind.UNSUPPORTED)
                        .message())
                .contains("It offers: animate.");
        assertThat(chosen(selection(shop.found(), acme.found()).choose(Operation.TEXT_TO_VIDEO)))
                .isEqualTo("acme");
    }

    @Test
    @Tag("fault-119")
    void an_unknown_id_lists_the_known_ones() {
        settings = settings.with("reel4j.provider", "omega");
        VideoFailure failure =
                failure(selection(zeta.found(), acme.found()).choose(Operation.ANIMATE), FailureKind.NO_PROVIDER);
        GoldenFile.assertMatches("unknown-provider", failure.message());
        assertThat(selection(zeta.found(), acme.found()).validate(true)).contains(failure);
    }

    @Test
    void a_malformed_id_states_its_source() {
        properties.put("reel4j.provider", "Acme Inc");
        assertThat(failure(selection(acme.found()).choose(Operation.ANIMATE), FailureKind.CONFIGURATION)
                        .message())
                .startsWith("reel4j.provider (from -Dreel4j.provider): 'Acme Inc' is not a provider id. Allowed: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sesame\n", "se same", "s\u00e9same", "sesame\r\nX: y", " "})
    void a_malformed_key_is_a_configuration_failure_not_shown(String key) {
        environment.put("ACME_API_KEY", key);
        ProviderSelector selector = selection(acme.found());
        assertThat(selector.validate(true)).hasValueSatisfying(failure -> {
            assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
            assertThat(failure.message())
                    .isEqualTo("acme.api-key = *** (from ACME_API_KEY) is invalid. Allowed: printable ASCII without"
                            + " spaces. Nothing was sent.");
        });
        assertThat(failure(selector.withKey(acme), FailureKind.CONFIGURATION).message())
                .doesNotContain("same");
    }

    @Test
    void a_bad_key_does_not_affect_other_configured_providers() {
        environment.put("ACME_API_KEY", "k");
        environment.put("ZETA_API_KEY", "bad key");
        assertThat(selection(acme.found(), zeta.found()).validate(true)).isPresent();
        settings = settings.with("reel4j.provider", "acme");
        assertThat(selection(acme.found(), zeta.found()).validate(true)).isEmpty();
    }

    @Test
    void a_bad_key_of_one_of_two_providers_selects_neither() {
        environment.put("ACME_API_KEY", "bad key");
        environment.put("ZETA_API_KEY", "k");
        assertThat(failure(selection(acme.found(), zeta.found()).choose(Operation.ANIMATE), FailureKind.CONFIGURATION)
                        .message())
                .startsWith("acme.api-key = *** (from ACME_API_KEY) is invalid.");
    }

    @Test
    void configured_providers_of_an_operation_keep_their_order() {
        settings = settings.with("reel4j.provider", "zeta, acme");
        ProviderSelector selector = selection(acme.found(), zeta.found());
        assertThat(selector.inOrder(Operation.ANIMATE).get())
                .extracting(VideoProvider::id)
                .map(ProviderId::value)
                .containsExactly("zeta", "acme");
        assertThat(chosen(selector.choose(Operation.ANIMATE))).isEqualTo("zeta");
        assertThat(selector.inOrder(Operation.TEXT_TO_VIDEO).get())
                .extracting(VideoProvider::id)
                .map(ProviderId::value)
                .containsExactly("acme");
        assertThat(failure(selector.choose(Operation.REPLACE), FailureKind.UNSUPPORTED)
                        .message())
                .startsWith("provider 'zeta' does not offer replace.");
    }

    @Test
    void all_configured_providers_must_exist_and_have_keys() {
        environment.put("ACME_API_KEY", "k");
        settings = settings.with("reel4j.provider", "acme,zeta");
        assertThat(selection(acme.found(), zeta.found()).validate(true))
                .hasValueSatisfying(failure -> assertThat(failure.message()).startsWith("zeta needs an API key"));
        assertThat(selection(acme.found()).validate(true))
                .hasValueSatisfying(
                        failure -> assertThat(failure.message()).startsWith("no provider 'zeta' on the class path"));
        assertThat(failure(selection(acme.found()).choose(Operation.ANIMATE), FailureKind.NO_PROVIDER)
                        .message())
                .startsWith("no provider 'zeta'");
        environment.put("ZETA_API_KEY", "k");
        assertThat(selection(acme.found(), zeta.found()).validate(true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme,", ",acme", "acme,,zeta", "acme;zeta", "acme,acme"})
    void a_malformed_list_is_a_configuration_failure(String list) {
        settings = settings.with("reel4j.provider", list);
        assertThat(failure(selection(acme.found(), zeta.found()).choose(Operation.ANIMATE), FailureKind.CONFIGURATION)
                        .message())
                .startsWith("reel4j.provider (from builder): '");
    }

    @Test
    void the_only_or_configured_provider_must_have_a_key() {
        assertThat(selection(acme.found()).validate(true))
                .hasValueSatisfying(failure -> assertThat(failure.message())
                        .isEqualTo("acme needs an API key. Looked in: builder (not set), -Dacme.api-key (not set),"
                                + " ACME_API_KEY (not set). Set the key in one of them."));
        assertThat(selection(acme.found(), zeta.found()).validate(true)).isEmpty();
        settings = settings.with("reel4j.provider", "zeta");
        assertThat(selection(acme.found(), zeta.found()).validate(true))
                .hasValueSatisfying(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.MISSING_CREDENTIALS));
    }

    @Test
    void conflicts_and_missing_providers_prevent_orders() {
        ProviderCatalog twice = new ProviderCatalog(List.of(acme.found()), List.of("it is there twice."), List.of(), 2);
        assertThat(selection(twice).conflict())
                .hasValueSatisfying(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.AMBIGUOUS_PROVIDER));
        assertThat(selection().conflict())
                .hasValueSatisfying(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.NO_PROVIDER));
        assertThat(selection(acme.found()).conflict()).isEmpty();
    }

    @Test
    void a_broken_provider_leaves_the_others_usable() {
        DiscoveredProvider bad = failing("bad", () -> {
            throw new NoClassDefFoundError("feign/Feign");
        });
        assertThat(chosen(selection(bad, zeta.found()).choose(Operation.ANIMATE)))
                .isEqualTo("zeta");
        settings = settings.with("reel4j.provider", "bad");
        assertThat(failure(selection(bad, zeta.found()).choose(Operation.ANIMATE), FailureKind.BROKEN_PROVIDER)
                        .message())
                .isEqualTo(
                        "the provider 'bad' (bad.jar) cannot be created: java.lang.NoClassDefFoundError: feign/Feign."
                                + " Update it, or remove it from the class path.");
    }

    @Test
    void a_provider_that_quotes_its_key_is_reported_without_it() {
        environment.put("BAD_API_KEY", "sesame");
        DiscoveredProvider bad = failing("bad", () -> {
            throw new AssertionError("cannot use sesame");
        });
        assertThat(failure(selection(bad).choose(Operation.ANIMATE), FailureKind.BROKEN_PROVIDER)
                        .message())
                .contains("cannot use ***")
                .doesNotContain("sesame");
    }

    @Test
    void a_setting_that_a_provider_rejects_is_a_failure() {
        DiscoveredProvider picky = failing("picky", () -> {
            throw new InvalidSettingException("picky.timeout = 'soon' cannot be used.");
        });
        assertThat(failure(selection(picky).choose(Operation.ANIMATE), FailureKind.CONFIGURATION)
                        .message())
                .isEqualTo("picky.timeout = 'soon' cannot be used.");
    }

    private static DiscoveredProvider misconfigured() {
        return failing("picky", () -> {
            throw new InvalidSettingException("picky.timeout = 'soon' cannot be used.");
        });
    }

    @Test
    @Tag("fault-162")
    void a_misconfigured_provider_is_never_skipped_implicitly() {
        environment.put("ZETA_API_KEY", "k");
        ProviderSelector selector = selection(zeta.found(), misconfigured());
        VideoFailure failure = failure(selector.choose(Operation.ANIMATE), FailureKind.CONFIGURATION);

        assertThat(failure.message())
                .startsWith("picky.timeout = 'soon' cannot be used.\n  Other providers are not used until")
                .contains("choose another provider: ", "REEL4J_PROVIDER=zeta");
        assertThat(selector.misconfigured()).contains(failure);
        assertThat(selector.validate(true)).contains(failure);
        assertThat(selector.inOrder(Operation.REPLACE).getLeft()).isEqualTo(failure);
    }

    @Test
    @Tag("fault-162")
    void a_broken_provider_with_a_key_is_never_skipped() {
        environment.put("ZETA_API_KEY", "k");
        environment.put("BAD_API_KEY", "k");
        ProviderSelector selector = selection(zeta.found(), failing("bad", () -> {
            throw new NoClassDefFoundError("feign/Feign");
        }));

        assertThat(failure(selector.choose(Operation.ANIMATE), FailureKind.BROKEN_PROVIDER)
                        .message())
                .contains("the provider 'bad' (bad.jar) cannot be created", "REEL4J_PROVIDER=zeta");
    }

    @Test
    void configuring_another_provider_excludes_it() {
        environment.put("ZETA_API_KEY", "k");
        settings = settings.with("reel4j.provider", "zeta");
        ProviderSelector selector = selection(zeta.found(), misconfigured());

        assertThat(selector.misconfigured()).isEmpty();
        assertThat(chosen(selector.choose(Operation.ANIMATE))).isEqualTo("zeta");
        assertThat(selector.eligible()).extracting(VideoProvider::id).containsExactly(ProviderId.of("zeta"));
        settings = settings.with("reel4j.provider", "zeta,picky");
        assertThat(selection(zeta.found(), misconfigured()).misconfigured()).isPresent();
    }
}
