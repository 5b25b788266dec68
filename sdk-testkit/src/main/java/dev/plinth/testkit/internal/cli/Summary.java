package dev.plinth.testkit.internal.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.LocalProject;
import dev.plinth.testkit.internal.json.Json;

/** What the program prints when it is ready. */
final class Summary {
    private Summary() {}

    static ObjectNode json(LocalPlatform platform) {
        LocalProject project = platform.project();
        ObjectNode line = Json.object()
                .put("platformUrl", platform.platformUrl())
                .put("projectRef", project.projectRef())
                .put("projectUrl", project.projectUrl())
                .put("platformToken", platform.platformToken())
                .put("localToken", platform.localToken())
                .put("anonKey", project.anonKey())
                .put("serviceKey", project.serviceKey())
                .put("jwtSecret", project.jwtSecret())
                .put("storageUrl", project.storageUrl())
                .put("authUrl", project.authUrl());
        line.putObject("s3")
                .put("endpoint", project.s3Endpoint())
                .put("region", project.s3Region())
                .put("accessKeyId", project.s3AccessKeyId())
                .put("secretAccessKey", project.s3SecretAccessKey());
        return line;
    }

    static String text(LocalPlatform platform) {
        StringBuilder text = new StringBuilder("The local platform is ready; look at " + platform.platformUrl()
                + "/__local/\n\nplatform    " + platform.platformUrl() + "\ntoken       "
                + platform.platformToken() + "\nlocal token " + platform.localToken() + "\n");
        platform.projects().forEach(project -> append(text, project));
        return text.toString();
    }

    private static void append(StringBuilder text, LocalProject project) {
        text.append("\nproject     ").append(project.projectRef());
        text.append("\n  url       ").append(project.projectUrl());
        text.append("\n  anon key  ").append(project.anonKey());
        text.append("\n  service   ").append(project.serviceKey());
        text.append("\n  jwt       ").append(project.jwtSecret());
        text.append("\n  s3        ")
                .append(project.s3Endpoint())
                .append("  region ")
                .append(project.s3Region());
        text.append("\n  s3 key    ").append(project.s3AccessKeyId());
        text.append("\n  s3 secret ").append(project.s3SecretAccessKey()).append('\n');
    }
}
