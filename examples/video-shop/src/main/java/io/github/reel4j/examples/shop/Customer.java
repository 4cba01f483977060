package io.github.reel4j.examples.shop;

/**
 * A customer, known by a random cookie of the browser.
 *
 * @param id the SHA-256 of the cookie, so that a reader of the database cannot act as the customer
 */
public record Customer(String id) {}
