package dev.plinth.testkit.spi;

/**
 * The response of an Iceberg catalog.
 *
 * @param status the HTTP status
 * @param body the body, which is JSON; empty if there is none
 */
public record IcebergResponse(int status, String body) {}
