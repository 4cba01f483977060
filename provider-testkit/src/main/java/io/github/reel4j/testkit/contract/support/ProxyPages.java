package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.testkit.simulator.Fault;
import java.util.List;

/** The error pages of proxies, whose HTML is spelled in many ways. */
public final class ProxyPages {

    private static final List<String> PAGES = List.of(
            "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Error</title></head><body>Error</body></html>",
            "<HTML><HEAD><TITLE>Error</TITLE></HEAD><BODY><CENTER>nginx</CENTER></BODY></HTML>",
            "\r\n\r\n  <html><body>Error</body></html>",
            "<!-- proxy 7 --><html><body>Error</body></html>",
            "\ufeff<!doctype html><title>Error</title>",
            "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\"><html></html>",
            "<h1>Error</h1>",
            "Error <br> of the proxy");

    private ProxyPages() {}

    /** Returns a page in each spelling. Some have the media type {@code text/plain}. */
    public static List<Fault> of(int status) {
        return PAGES.stream()
                .map(page -> Fault.response(status, PAGES.indexOf(page) % 3 == 2 ? "text/plain" : "text/html", page)
                        .describedAs("HTTP " + status + " with the page "
                                + page.replaceAll("[\\s\\ufeff]+", " ").strip()))
                .toList();
    }
}
