package dev.plinth.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import mockwebserver3.MockResponse;

/** What an Auth server answers, for tests that need it to misbehave. */
final class Answers {

    static final String SESSION_ID = "8c0b3f0e-6b1f-4a52-9a55-0d3f2f0c1a11";
    static final String USER_ID = "11111111-2222-4333-8444-555555555555";

    private Answers() {}

    static MockResponse session(int number, long expiresIn) {
        return session(number, expiresIn, "aal1");
    }

    static MockResponse session(int number, long expiresIn, String aal) {
        return session(number, expiresIn, aal, SESSION_ID);
    }

    static MockResponse session(int number, long expiresIn, String aal, String sessionId) {
        return json(
                200,
                "{\"access_token\":\"" + accessToken(number, aal, sessionId)
                        + "\",\"token_type\":\"bearer\",\"expires_in\":"
                        + expiresIn + ",\"expires_at\":1,\"refresh_token\":\"refresh-" + number + "\",\"user\":"
                        + user()
                        + "}");
    }

    static String accessToken(int number, String aal) {
        return accessToken(number, aal, SESSION_ID);
    }

    private static String accessToken(int number, String aal, String sessionId) {
        return part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "."
                + part("{\"sub\":\"" + USER_ID + "\",\"session_id\":\"" + sessionId + "\",\"aal\":\"" + aal
                        + "\",\"n\":" + number + "}")
                + ".c2lnbmF0dXJl";
    }

    static String user() {
        return "{\"id\":\"" + USER_ID + "\",\"aud\":\"authenticated\",\"role\":\"authenticated\",\"email\":\"a@b.co\","
                + "\"phone\":\"\",\"app_metadata\":{},\"user_metadata\":{},\"identities\":[],"
                + "\"created_at\":\"2026-01-02T03:04:05Z\",\"updated_at\":\"2026-01-02T03:04:05Z\","
                + "\"is_anonymous\":false}";
    }

    static MockResponse error(int status, String code) {
        return json(status, "{\"code\":\"" + code + "\",\"message\":\"no\"}");
    }

    static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
