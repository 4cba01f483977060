/** The provider fal: text, image and speech to video, animation and replacement. */
module io.github.reel4j.provider.fal {
    requires io.github.reel4j.core;
    requires io.github.reel4j.provider.feign;
    requires com.fasterxml.jackson.annotation;
    requires dagger;
    requires jakarta.inject;
    requires org.slf4j;
    requires static java.compiler;

    opens io.github.reel4j.provider.fal to
            com.fasterxml.jackson.databind,
            io.github.reel4j.provider.feign;

    provides io.github.reel4j.spi.VideoProviderFactory with
            io.github.reel4j.provider.fal.FalProviderFactory;
}
