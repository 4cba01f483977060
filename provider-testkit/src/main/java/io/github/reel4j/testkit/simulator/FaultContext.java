package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.http.ServerResponse;

/**
 * The input of a fault: the normal response that the fault replaces, and what it needs to create another one.
 *
 * @param genuine the normal response
 * @param taskId the id of the task that the request has ordered; empty if it has ordered none
 * @param vendor creates the vendor's documented errors
 */
record FaultContext(ServerResponse genuine, String taskId, VendorDialect vendor) {}
