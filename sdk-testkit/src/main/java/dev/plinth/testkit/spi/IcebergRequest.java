package dev.plinth.testkit.spi;

import java.util.List;
import java.util.Map;

/**
 * A request to an Iceberg catalog.
 *
 * @param method the HTTP method, such as {@code GET}
 * @param path the decoded segments of the path after the catalog's prefix, such as {@code namespaces}, {@code sales}
 * @param query the decoded parameters of the query
 * @param body the body; empty if there is none
 */
public record IcebergRequest(String method, List<String> path, Map<String, String> query, String body) {}
