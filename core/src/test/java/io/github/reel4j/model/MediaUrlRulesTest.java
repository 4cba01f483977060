package io.github.reel4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaUrlRulesTest {

    private static final AllowedValues.Url PUBLIC = new AllowedValues.Url(true, List.of("jpg", "png"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/a.png",
                "http://example.com/a.jpg",
                "HTTPS://EXAMPLE.COM/A.PNG",
                "https://example.com:8443/a.png?sig=a%2Fb&x=1#top",
                "https://example.com/download",
                "https://example.com/download?file=a.mp4",
                "https://example.com/v1.2/file",
                "https://example.com/a.b.c.final",
                "https://example.com",
                "https://example.com/%E6%9C%88.png",
                "https://example.com/月.png",
                "https://xn--fsqu00a.example/a.png",
                "https://8.8.8.8/a.png",
                "https://172.15.0.1/a.png",
                "https://172.32.0.1/a.png",
                "https://100.63.0.1/a.png",
                "https://100.128.0.1/a.png",
                "https://[2001:db8::1]/a.png",
                "https://10.example.com/a.png",
                "https://127.example.org/a.png",
                "https://192.168.example.net/a.png",
                "https://localhost.example.com/a.png",
                "https://example.com./a.png",
            })
    void a_public_url_is_valid(String address) {
        assertThat(PUBLIC.violation(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/a.png",
                "http://LOCALHOST:8080/a.png",
                "http://localhost./a.png",
                "http://x.localhost/a.png",
                "http://printer.local/a.png",
                "http://wiki.internal/a.png",
                "http://nas.lan/a.png",
                "http://nas.home.arpa/a.png",
                "http://0.0.0.0/a.png",
                "http://10.1.2.3/a.png",
                "http://127.0.0.1/a.png",
                "http://169.254.169.254/a.png",
                "http://192.168.0.1/a.png",
                "http://172.16.0.1/a.png",
                "http://172.31.255.255/a.png",
                "http://100.64.0.1/a.png",
                "http://100.127.0.1/a.png",
                "http://[::1]/a.png",
                "http://[::]/a.png",
                "http://[0:0:0:0:0:0:0:1]/a.png",
                "http://[fc00::1]/a.png",
                "http://[fd12:3456::1]/a.png",
                "http://[fe80::1]/a.png",
                "http://[::ffff:127.0.0.1]/a.png",
                "http://[0:0:0:0:0:ffff:10.0.0.1]/a.png",
            })
    void a_local_host_is_rejected_where_a_public_one_is_required(String address) {
        assertThat(PUBLIC.violation(address))
                .hasValueSatisfying(violation -> assertThat(violation)
                        .startsWith("must be publicly accessible, but ")
                        .endsWith(" is a local host."));
        assertThat(new AllowedValues.Url(false, List.of()).violation(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.png",
                "/tmp/a.png",
                "//example.com/a.png",
                "file:///tmp/a.png",
                "ftp://example.com/a.png",
                "data:image/png;base64,AAAA",
                "C:/a.png",
                "oss://bucket/a.png",
                "example.com/a.png"
            })
    void only_http_and_https_urls_are_valid(String address) {
        assertThat(PUBLIC.violation(address))
                .contains("must be an absolute http or https URL, because the vendor downloads it.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:secret@example.com/a.png",
                "https://user@example.com/a.png",
                "https://@example.com/a.png",
                "https:///a.png",
                "http:a.png",
                "https://user:pw@my_host/a.png",
            })
    void a_url_must_have_a_host_and_no_user(String address) {
        assertThat(PUBLIC.violation(address)).contains("must contain a host, and no user name or password.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://my_bucket.example.com/a.png",
                "https://例え.jp/a.png",
                "https://a:b/a.png",
                "http://127.1/a.png"
            })
    void an_invalid_host_is_explained(String address) {
        assertThat(PUBLIC.violation(address))
                .hasValueSatisfying(violation -> assertThat(violation).startsWith("has an invalid host or port. Use "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/a b.png",
                "https://example.com/{a}.png",
                "https://example.com/100%.png",
                "https://example.com/a\\b.png",
                "https://exa mple.com/",
                "https://example.com/a\n.png",
                "http://["
            })
    void unencoded_characters_are_explained(String address) {
        assertThat(PUBLIC.violation(address))
                .hasValueSatisfying(violation -> assertThat(violation).contains("Percent-encode spaces"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/a.gif, gif",
        "https://example.com/a.MP4?x=.png, mp4",
        "https://example.com/a.png.pdf, pdf",
        "https://example.com/.webp, webp",
    })
    void an_unsupported_file_extension_is_rejected(String address, String ending) {
        assertThat(PUBLIC.violation(address)).contains("has the file extension ." + ending + ". Supported: jpg, png.");
    }

    @Test
    void without_formats_every_extension_is_valid() {
        assertThat(new AllowedValues.Url(true, List.of()).violation("https://example.com/a.pdf"))
                .isEmpty();
    }
}
