/** The provider Pixazo: text, image and speech to video, and animation. */
module io.github.reel4j.provider.pixazo {
    requires io.github.reel4j.core;
    requires io.github.reel4j.provider.feign;
    requires com.fasterxml.jackson.annotation;
    requires dagger;
    requires jakarta.inject;
    requires org.slf4j;
    requires static java.compiler;

    opens io.github.reel4j.provider.pixazo to
            com.fasterxml.jackson.databind,
            io.github.reel4j.provider.feign;

    provides io.github.reel4j.spi.VideoProviderFactory with
            io.github.reel4j.provider.pixazo.PixazoProviderFactory;
}
