package dev.plinth.testkit.internal.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.RecordedRequest;
import dev.plinth.testkit.internal.data.Records;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.platform.PlatformRuntime;
import dev.plinth.testkit.internal.platform.Project;
import dev.plinth.testkit.internal.platform.ProjectContext;
import dev.plinth.testkit.internal.platform.ProjectKeys;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Function;

/** The data on the page. */
record PageState(PlatformRuntime runtime) {
    private static final int REQUESTS = 100;
    private static final int MESSAGES = 50;

    static byte[] html() throws IOException {
        try (InputStream in = PageState.class.getResourceAsStream("page.html")) {
            if (in == null) {
                throw new IOException("the page is not in the jar");
            }
            return in.readAllBytes();
        }
    }

    ObjectNode json() {
        ArrayNode projects = Json.array();
        runtime.projects().forEach(project -> projects.add(json(project)));
        projects.add(json(runtime.platform()));
        String url = runtime.platform().context().url();
        return Json.object("platformUrl", url, "projects", projects, "requests", requests());
    }

    /** The last requests, the newest first. */
    ArrayNode requests() {
        return newest(runtime.requests().all(), REQUESTS, PageState::json);
    }

    private static <T> ArrayNode newest(List<T> all, int count, Function<T, ObjectNode> json) {
        ArrayNode newest = Json.array();
        for (int i = all.size() - 1; i >= Math.max(0, all.size() - count); i--) {
            newest.add(json.apply(all.get(i)));
        }
        return newest;
    }

    private static ObjectNode json(Project project) {
        ObjectNode node =
                Json.object("ref", project.ref(), "url", project.context().url());
        if (!project.ref().equals(PlatformRuntime.PLATFORM)) {
            node.set("connect", connect(project.context()));
        }
        project.services().forEach(service -> service.describe(node));
        return node.set("outbox", newest(project.context().outbox().messages(), MESSAGES, Records::write));
    }

    /** The URLs and keys with which clients connect to a project. */
    private static ObjectNode connect(ProjectContext context) {
        ProjectKeys keys = context.keys();
        String storage = context.url() + "/storage/v1";
        ObjectNode node = Json.object()
                .put("projectUrl", context.url())
                .put("storageUrl", storage)
                .put("authUrl", context.url() + "/auth/v1")
                .put("anonKey", keys.anonKey())
                .put("serviceKey", keys.serviceKey())
                .put("jwtSecret", keys.jwtSecret());
        node.putObject("s3")
                .put("endpoint", storage + "/s3")
                .put("region", context.settings().text("STORAGE_S3_REGION"))
                .put("accessKeyId", keys.s3AccessKeyId())
                .put("secretAccessKey", keys.s3SecretAccessKey());
        return node;
    }

    private static ObjectNode json(RecordedRequest request) {
        ObjectNode node = Json.object()
                .put("at", request.at().toString())
                .put("project", request.project())
                .put("method", request.method())
                .put("target", request.target())
                .put("status", request.status())
                .put("millis", request.duration().toNanos() / 1e6);
        request.note().ifPresent(note -> node.put("note", note));
        return node;
    }
}
