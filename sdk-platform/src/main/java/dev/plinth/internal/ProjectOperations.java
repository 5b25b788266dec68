package dev.plinth.internal;

import dev.plinth.ProjectInfo;
import dev.plinth.core.Connection;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.core.internal.paging.DecodedPage;
import dev.plinth.core.internal.paging.Paging;
import java.util.List;

/** The operations on projects. */
public final class ProjectOperations {

    private static final Paging PAGING = new Paging(100, true, false);
    private static final JsonReader<ProjectDetail> DETAIL = Json.reader(ProjectDetail.class);
    private static final JsonReader<List<ProjectDetail.KeyRow>> KEYS = Json.listReader(ProjectDetail.KeyRow.class);

    private ProjectOperations() {}

    /** {@code GET /platform/projects}. */
    public static PagedIterable<ProjectInfo> list(Connection connection) {
        return Calls.list(connection, PAGING, ProjectOperations::page, ProjectInfo::ref);
    }

    private static Operation<DecodedPage<ProjectInfo>> page(long start, int size) {
        Route<DecodedPage<ProjectInfo>> route = Route.get("/platform/projects")
                .query("limit", size)
                .query("offset", start)
                .query("sort", "created_asc")
                .decode(ProjectListing::decode);
        return Operation.safe(ControlPlane.SPEC, "platform.projects", ControlPlane.route(route));
    }

    /** {@code GET /platform/projects/{ref}}. */
    static Operation<ProjectDetail> detail(String ref) {
        return forProject(ref, Route.get("/platform/projects/{ref}", ref).decode(Decoder.json(DETAIL)));
    }

    /** {@code GET /platform/projects/{ref}/settings}. */
    static Operation<ProjectDetail> settings(String ref) {
        return forProject(
                ref, Route.get("/platform/projects/{ref}/settings", ref).decode(Decoder.json(DETAIL)));
    }

    /** {@code GET /organizations/{slug}/projects/{ref}/connection}, which the platform's own "Connect" dialog uses. */
    static Operation<ProjectDetail> connection(String organization, String ref) {
        return forProject(
                ref,
                Route.get("/organizations/{slug}/projects/{ref}/connection", organization, ref)
                        .decode(Decoder.json(DETAIL)));
    }

    /** {@code GET /v1/projects/{ref}/api-keys}. Without {@code reveal}, the keys with full access are masked. */
    static Operation<List<ProjectDetail.KeyRow>> keys(String ref, boolean reveal) {
        return Operation.safe(
                        ControlPlane.SPEC,
                        "project.getKeys",
                        ControlPlane.route(Route.get("/v1/projects/{ref}/api-keys", ref)
                                .query("reveal", reveal ? true : null)
                                .decode(Decoder.json(KEYS))))
                .context("project", ref);
    }

    private static Operation<ProjectDetail> forProject(String ref, Route<ProjectDetail> route) {
        return Operation.safe(ControlPlane.SPEC, "project.getSettings", ControlPlane.route(route))
                .context("project", ref);
    }
}
