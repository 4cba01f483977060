/** Orders videos from hosted models through ports that any vendor can implement. */
module io.github.reel4j.core {
    requires transitive io.vavr;
    requires transitive org.jspecify;
    requires org.slf4j;

    exports io.github.reel4j.model;
    exports io.github.reel4j.spi;

    uses io.github.reel4j.spi.VendorSimulatorFactory;
}
