/** Orders videos from hosted models through ports that any vendor can implement. */
@SuppressWarnings("module") // the modules that packages are exported to are compiled later
module io.github.reel4j.core {
    requires transitive io.vavr;
    requires transitive org.jspecify;
    requires dagger;
    requires jakarta.inject;
    requires org.slf4j;
    requires static org.immutables.value;
    requires static java.compiler;

    exports io.github.reel4j;
    exports io.github.reel4j.journal;
    exports io.github.reel4j.model;
    exports io.github.reel4j.polling;
    exports io.github.reel4j.port;
    exports io.github.reel4j.pricing;
    exports io.github.reel4j.spi;
    exports io.github.reel4j.guard to
            io.github.reel4j.micrometer;
    exports io.github.reel4j.redaction to
            io.github.reel4j.provider.feign,
            io.github.reel4j.testkit;
    exports io.github.reel4j.spending to
            io.github.reel4j.queue;
    exports io.github.reel4j.submission to
            io.github.reel4j.queue;
    exports io.github.reel4j.tracking to
            io.github.reel4j.queue;
    exports io.github.reel4j.validation to
            io.github.reel4j.testkit;

    uses io.github.reel4j.spi.VideoProviderFactory;
}
