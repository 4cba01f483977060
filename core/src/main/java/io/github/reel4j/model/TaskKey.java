package io.github.reel4j.model;

/**
 * The identity of a task: its provider and the vendor's task id. References with equal keys denote the same task.
 *
 * @param id the same as {@link TaskRef#id()}
 */
public record TaskKey(ProviderId provider, String id) {}
