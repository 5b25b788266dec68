package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plinth.testkit.LocalPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A project's Auth server, called as a client would. */
final class AuthApi {
    private final LocalPlatform platform;

    AuthApi(LocalPlatform platform) {
        this.platform = platform;
    }

    /** An answer with its body read as JSON; missing if it is none. */
    record Said(int status, JsonNode body, RawHttp.Answer raw) {
        String text(String name) {
            return body.path(name).asText("");
        }

        String header(String name) {
            return raw.headers().getOrDefault(name, "");
        }
    }

    Said call(String method, String path, String body, String... headers) {
        try {
            RawHttp.Answer answer = RawHttp.send(
                    platform.projectUrl(),
                    method,
                    "/auth/v1" + path,
                    RawHttp.headers(headers),
                    body.getBytes(StandardCharsets.UTF_8));
            JsonNode json = AuthComparison.json(answer.text());
            return new Said(answer.status(), Optional.ofNullable(json).orElse(MissingNode.getInstance()), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Said post(String path, String body) {
        return call("POST", path, body);
    }

    Said admin(String method, String path, String body) {
        return call(method, path, body, "Authorization", "Bearer " + platform.serviceKey());
    }

    Said as(Said session, String method, String path, String body) {
        return call(method, path, body, "Authorization", "Bearer " + session.text("access_token"));
    }

    Said signUp(String email) {
        return post("/signup", "{\"email\":\"" + email + "\",\"password\":\"correct horse\"}");
    }

    Said signIn(String email, String password) {
        return post("/token?grant_type=password", "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}");
    }

    Said refresh(String token) {
        return post("/token?grant_type=refresh_token", "{\"refresh_token\":\"" + token + "\"}");
    }

    Said link(String type, String email) {
        return admin("POST", "/admin/generate_link", "{\"type\":\"" + type + "\",\"email\":\"" + email + "\"}");
    }

    static String id(Said user) {
        return user.body().at("/user/id").asText(user.text("id"));
    }
}
