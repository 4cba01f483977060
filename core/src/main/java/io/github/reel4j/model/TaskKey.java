package io.github.reel4j.model;

/**
 * What a vendor calls a task. Two references of the same name are one task, however they came about.
 *
 * @param id as in {@link TaskRef#id()}
 */
public record TaskKey(ProviderId provider, String id) {}
