package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LenientJsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '~',
            value = {
                "https://a.example/v.mp4?sig=a%2Fb+c==&x=1#t>https://a.example/v.mp4?sig=a%2Fb+c==&x=1#t",
                "~ https://a.example/v.mp4\n~>https://a.example/v.mp4",
                "https://a.example/my video.mp4>https://a.example/my%20video.mp4",
                "https://a.example/\u6708.mp4?n=\u00e9>https://a.example/%E6%9C%88.mp4?n=%C3%A9",
                "https://a.example/\ud83d\ude00>https://a.example/%F0%9F%98%80",
                "https://a.example/v?a=b|c&d={e}&f=\"g\"^`>https://a.example/v?a=b%7Cc&d=%7Be%7D&f=%22g%22%5E%60",
                "https://a.example/[1].mp4>https://a.example/%5B1%5D.mp4",
                "https://a.example/100%.mp4>https://a.example/100%25.mp4",
                "https://a.example/a%20b%2 c>https://a.example/a%20b%252%20c",
                "https://a.example?q=a b>https://a.example?q=a%20b"
            })
    void a_URL_is_read_as_browsers_do(String text, String address) {
        assertThat(LenientJson.url(text).orElseThrow()).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "v.mp4",
                "//a.example/v.mp4",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "https:///v.mp4",
                "https://b\u00fccher.example/v.mp4",
                "https://a b.example/v.mp4",
                "https://a.example\\@b.example/v.mp4",
                "https://a|b.example/",
                "https://a.example/v\r\nHost: b.example",
                "https://a.example/\0",
                "https://a.example/\u2028v.mp4",
                "https://a.example/\u202e4pm.exe"
            })
    @Tag("fault-95")
    void anything_but_an_http_URL_is_absent(String text) {
        assertThat(LenientJson.url(text)).isEmpty();
    }
}
